"""Microsoft.Network: private endpoints, their network interfaces and DNS zone groups.

The API reference adds a network interface with an address of the subnet, and the connection's state; a zone
group keeps a record of the target's name in each of its zones. Both go with the endpoint.
"""

from __future__ import annotations

from local_cloud.azure.errors import AzureError
from local_cloud.azure.network import prefixes_of
from local_cloud.azure.resource_ids import guid_of, name_of, parent_of
from local_cloud.azure.resource_type import Json, ResourceType
from local_cloud.azure.resources import Resources

ENDPOINTS = "microsoft.network/privateendpoints"
INTERFACES = "microsoft.network/networkinterfaces"
FIRST_ADDRESS = 4
"""Azure keeps the first four addresses of a subnet, and the last, for itself."""


def _endpoint(resources: Resources, body: Json, old: Json | None) -> None:
    properties = body["properties"]
    connections = properties.get("privateLinkServiceConnections") or []
    manual = properties.get("manualPrivateLinkServiceConnections") or []
    if not connections and not manual:
        raise AzureError(400, "InvalidRequestFormat", f"{body['id']} has no connection to any service.")
    for connection in connections:
        connection["id"] = f"{body['id']}/privateLinkServiceConnections/{connection['name']}"
        state = {"status": "Approved", "description": "Auto-Approved", "actionsRequired": "None"}
        connection["properties"].setdefault("privateLinkServiceConnectionState", state)
    for connection in manual:
        state = {"status": "Pending", "description": "Awaiting Approval", "actionsRequired": "None"}
        connection["properties"].setdefault("privateLinkServiceConnectionState", state)
    properties.setdefault("ipConfigurations", [])
    properties.setdefault("customDnsConfigs", [])
    kept = old["properties"]["networkInterfaces"] if old else [{"id": _interface(resources, body)}]
    properties["networkInterfaces"] = kept


def _interface(resources: Resources, endpoint: Json) -> str:
    group = endpoint["id"].split("/providers/")[0]
    custom = endpoint["properties"].get("customNetworkInterfaceName")
    name = custom or f"{endpoint['name']}.nic.{guid_of(endpoint['id'])}"
    interface = f"{group}/providers/Microsoft.Network/networkInterfaces/{name}"
    subnet = resources.get(endpoint["properties"]["subnet"]["id"])
    asked = endpoint["properties"]["ipConfigurations"]
    address = asked[0]["properties"]["privateIPAddress"] if asked else _free_address(resources, subnet)
    inner = {"privateIPAddress": address, "subnet": {"id": subnet["id"]}, "primary": True}
    configurations = [{"name": "privateEndpointIpConfig", "properties": inner}]
    properties = {"ipConfigurations": configurations, "privateEndpoint": {"id": endpoint["id"]}}
    resources.keep(interface, {"location": endpoint["location"], "properties": properties})
    return interface


def _free_address(resources: Resources, subnet: Json) -> str:
    taken = {_address_of(one) for one in resources.of_type(INTERFACES)}
    network = prefixes_of(subnet)[0]
    for offset in range(FIRST_ADDRESS, network.num_addresses - 1):
        address = str(network[offset])
        if address not in taken:
            return address
    text = f"Subnet {subnet['name']} with address prefix {network} does not have enough IP addresses."
    raise AzureError(400, "SubnetIsFull", text)


def _address_of(interface: Json) -> str:
    return str(interface["properties"]["ipConfigurations"][0]["properties"]["privateIPAddress"])


def _zone_group(resources: Resources, body: Json, _old: Json | None) -> None:
    endpoint = resources.get(parent_of(body["id"]))["properties"]
    connections = [
        *(endpoint.get("privateLinkServiceConnections") or []),
        *(endpoint.get("manualPrivateLinkServiceConnections") or []),
    ]
    target = name_of(connections[0]["properties"]["privateLinkServiceId"])
    address = _address_of(resources.get(endpoint["networkInterfaces"][0]["id"]))
    for config in body["properties"].get("privateDnsZoneConfigs") or []:
        zone = resources.get(config["properties"]["privateDnsZoneId"])
        record = {"ttl": 10, "aRecords": [{"ipv4Address": address}]}
        resources.put(f"{zone['id']}/A/{target}", {"properties": record})
        config["properties"]["recordSets"] = [
            {
                "recordType": "A",
                "recordSetName": target,
                "fqdn": f"{target}.{zone['name']}",
                "ttl": 10,
                "ipAddresses": [address],
            }
        ]


def _remove_interface(resources: Resources, body: Json) -> None:
    for interface in body["properties"]["networkInterfaces"]:
        resources.forget(interface["id"])


def _remove_records(resources: Resources, body: Json) -> None:
    for config in body["properties"].get("privateDnsZoneConfigs") or []:
        for record in config["properties"].get("recordSets") or []:
            resources.forget(f"{config['properties']['privateDnsZoneId']}/A/{record['recordSetName']}")


TYPES = {
    ENDPOINTS: ResourceType(_endpoint, is_long_running=True, after_delete=_remove_interface),
    f"{ENDPOINTS}/privatednszonegroups": ResourceType(
        _zone_group, is_long_running=True, after_delete=_remove_records
    ),
    INTERFACES: ResourceType(),
}
