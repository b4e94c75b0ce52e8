"""Microsoft.Network: public DNS zones, private ones, and their links to virtual networks.

Each zone has an SOA record from the start, which counts among its record sets. A private zone goes only
without its links, a network's links go with it, and a network sees one zone of a name.
"""

from __future__ import annotations

from local_cloud.azure.errors import AzureError
from local_cloud.azure.resource_ids import is_within, parent_of
from local_cloud.azure.resource_type import Json, ResourceType
from local_cloud.azure.resources import Resources

PRIVATE_ZONES = "microsoft.network/privatednszones"
LINKS = f"{PRIVATE_ZONES}/virtualnetworklinks"
ZONES = "microsoft.network/dnszones"
RECORD_TYPES = ("a", "aaaa", "caa", "cname", "mx", "ns", "ptr", "soa", "srv", "txt")
_REFRESH = {"serialNumber": 1, "refreshTime": 3600, "retryTime": 300, "expireTime": 2419200}


def _private_zone(resources: Resources, body: Json, old: Json | None) -> None:
    body["properties"].update(
        maxNumberOfRecordSets=25000,
        maxNumberOfVirtualNetworkLinks=1000,
        maxNumberOfVirtualNetworkLinksWithRegistration=100,
        numberOfRecordSets=1,
    )
    host = {"host": "azureprivatedns.net", "email": "azureprivatedns-host.microsoft.com", "minimumTtl": 10}
    soa = {"ttl": 3600, "fqdn": f"{body['name']}.", "soaRecord": {**host, **_REFRESH}}
    if old is None:
        resources.keep(f"{body['id']}/SOA/@", {"properties": soa})


def _zone(resources: Resources, body: Json, old: Json | None) -> None:
    servers = [f"ns{n}-01.azure-dns.{top}." for n, top in enumerate(("com", "net", "org", "info"), 1)]
    body["properties"].update(
        maxNumberOfRecordSets=10000, numberOfRecordSets=2, zoneType="Public", nameServers=servers
    )
    host = {"host": servers[0], "email": "azuredns-hostmaster.microsoft.com", "minimumTTL": 300}
    # The older API of public zones spells these properties in another way than that of private ones.
    soa = {"TTL": 3600, "fqdn": f"{body['name']}.", "SOARecord": {**host, **_REFRESH}}
    if old is None:
        resources.keep(f"{body['id']}/SOA/@", {"properties": soa})


def _record_set(resources: Resources, body: Json, _old: Json | None) -> None:
    zone = resources.get(parent_of(body["id"]))["name"]
    body["properties"]["fqdn"] = f"{zone}." if body["name"] == "@" else f"{body['name']}.{zone}."


def _link(resources: Resources, body: Json, _old: Json | None) -> None:
    properties = body["properties"]
    network = properties["virtualNetwork"]["id"].lower()
    name = resources.get(parent_of(body["id"]))["name"].lower()
    for other in resources.of_type(LINKS):
        if other["id"].lower() == body["id"].lower():
            continue
        same_zone = parent_of(other["id"]).lower().endswith(f"/{name}")
        if same_zone and other["properties"]["virtualNetwork"]["id"].lower() == network:
            text = "A virtual network cannot be linked to multiple zones with overlapping namespaces."
            raise AzureError(400, "BadRequest", f"{text} It is linked by {other['id']}.")
    properties["virtualNetworkLinkState"] = "Completed"


def _keep_linked_zone(resources: Resources, body: Json) -> None:
    links = list(resources.children(body["id"], "virtualNetworkLinks"))
    if links:
        text = "Cannot delete resource while nested resources exist. Some existing nested resource IDs "
        raise AzureError(409, "CannotDeleteResource", f"{text}include: '{links[0]['id']}'.")


def remove_links(resources: Resources, network: Json) -> None:
    """A virtual network is gone: Azure removes the links to it."""
    for link in resources.of_type(LINKS):
        if is_within(link["properties"]["virtualNetwork"]["id"], network["id"]):
            resources.forget(link["id"])


TYPES = {
    PRIVATE_ZONES: ResourceType(_private_zone, is_long_running=True, before_delete=_keep_linked_zone),
    LINKS: ResourceType(_link, is_long_running=True),
    ZONES: ResourceType(_zone),
    **{
        f"{zones}/{record}": ResourceType(_record_set)
        for zones in (ZONES, PRIVATE_ZONES)
        for record in RECORD_TYPES
    },
}
