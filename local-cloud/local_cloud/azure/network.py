"""Microsoft.Network: virtual networks, subnets, network security groups, route tables.

The API reference adds to a subnet the two policies of private endpoints, to a network security group the
rules that each has. A subnet lies within its network and beside the others (`NetcfgInvalidSubnet`,
`NetcfgSubnetRangesOverlap`), a rule has its priority for itself (`SecurityRuleConflict`). What a subnet,
or something in it, refers to is not deleted under it.
"""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network

from local_cloud.azure.dns import remove_links
from local_cloud.azure.errors import AzureError
from local_cloud.azure.network_watchers import make_watcher
from local_cloud.azure.resource_ids import guid_of, parent_of
from local_cloud.azure.resource_type import InlineChildren, InUse, Json, ResourceType
from local_cloud.azure.resources import Resources

NETWORKS = "microsoft.network/virtualnetworks"
SUBNETS = f"{NETWORKS}/subnets"
SECURITY_GROUPS = "microsoft.network/networksecuritygroups"
APPLICATION_GROUPS = "microsoft.network/applicationsecuritygroups"
ROUTE_TABLES = "microsoft.network/routetables"

Range = IPv4Network | IPv6Network


def address_space(network: Json) -> list[Range]:
    """The ranges of a virtual network."""
    return [ip_network(one) for one in network["properties"]["addressSpace"]["addressPrefixes"]]


def prefixes_of(subnet: Json) -> list[Range]:
    """The ranges of a subnet."""
    properties = subnet["properties"]
    several = properties.get("addressPrefixes") or []
    single = [properties["addressPrefix"]] if properties.get("addressPrefix") else []
    return [ip_network(one) for one in several or single]


def overlaps(one: Range, other: Range) -> bool:
    """Whether two ranges have addresses in common."""
    if isinstance(one, IPv4Network) and isinstance(other, IPv4Network):
        return one.overlaps(other)
    return isinstance(one, IPv6Network) and isinstance(other, IPv6Network) and one.overlaps(other)


def _network(resources: Resources, body: Json, _old: Json | None) -> None:
    properties = body["properties"]
    properties.setdefault("resourceGuid", guid_of(body["id"]))
    properties.setdefault("enableDdosProtection", False)
    ranges = address_space(body)
    for subnet in resources.children(body["id"], "subnets"):
        if not all(_is_inside(prefix, ranges) for prefix in prefixes_of(subnet)):
            raise _not_inside(subnet["name"], body["name"])
    make_watcher(resources, body)


def _subnet(resources: Resources, body: Json, _old: Json | None) -> None:
    network = resources.get(parent_of(body["id"]))
    ranges = address_space(network)
    if not all(_is_inside(prefix, ranges) for prefix in prefixes_of(body)):
        raise _not_inside(body["name"], network["name"])
    for other in resources.children(network["id"], "subnets"):
        if other["name"].lower() == body["name"].lower():
            continue
        if any(overlaps(one, two) for one in prefixes_of(body) for two in prefixes_of(other)):
            text = f"Subnet '{body['name']}' is not valid because its IP address range overlaps with that of"
            text += f" an existing subnet in virtual network '{network['name']}'."
            raise AzureError(400, "NetcfgSubnetRangesOverlap", text)
    body["properties"].setdefault("privateEndpointNetworkPolicies", "Disabled")
    body["properties"].setdefault("privateLinkServiceNetworkPolicies", "Enabled")
    body["properties"].setdefault("delegations", [])


def _is_inside(prefix: Range, ranges: list[Range]) -> bool:
    return any(overlaps(prefix, one) and prefix.prefixlen >= one.prefixlen for one in ranges)


def _not_inside(subnet: str, network: str) -> AzureError:
    text = f"Subnet '{subnet}' is not valid in virtual network '{network}'."
    return AzureError(400, "NetcfgInvalidSubnet", text)


def _security_group(_resources: Resources, body: Json, _old: Json | None) -> None:
    body["properties"].setdefault("resourceGuid", guid_of(body["id"]))
    body["properties"]["defaultSecurityRules"] = [
        _default_rule("AllowVnetInBound", 65000, "Inbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
        _default_rule("AllowAzureLoadBalancerInBound", 65001, "Inbound", "Allow", "AzureLoadBalancer", "*"),
        _default_rule("DenyAllInBound", 65500, "Inbound", "Deny", "*", "*"),
        _default_rule("AllowVnetOutBound", 65000, "Outbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
        _default_rule("AllowInternetOutBound", 65001, "Outbound", "Allow", "*", "Internet"),
        _default_rule("DenyAllOutBound", 65500, "Outbound", "Deny", "*", "*"),
    ]


def _default_rule(name: str, priority: int, direction: str, access: str, source: str, target: str) -> Json:
    fixed = {"protocol": "*", "sourcePortRange": "*", "destinationPortRange": "*"}
    ends = {"sourceAddressPrefix": source, "destinationAddressPrefix": target}
    properties = {"priority": priority, "direction": direction, "access": access, **fixed, **ends}
    return {"name": name, "properties": properties}


def _security_rule(resources: Resources, body: Json, _old: Json | None) -> None:
    properties = body["properties"]
    if not 100 <= properties["priority"] <= 4096:
        text = f"Security rule has invalid Priority. Value provided: {properties['priority']}."
        raise AzureError(400, "SecurityRuleInvalidPriority", f"{text} Priority range is 100-4096.")
    for other in resources.children(parent_of(body["id"]), "securityRules"):
        same = all(other["properties"][key] == properties[key] for key in ("priority", "direction"))
        if same and other["name"].lower() != body["name"].lower():
            text = f"Security rule {body['name']} conflicts with rule {other['name']}."
            text += " Rules cannot have the same Priority and Direction."
            raise AzureError(400, "SecurityRuleConflict", text)


def _is_used(kind: str) -> InUse:
    what = {
        "Subnet": "Subnet",
        "NetworkSecurityGroup": "Network security group",
        "ApplicationSecurityGroup": "Application security group",
        "RouteTable": "Route table",
    }
    return InUse(
        f"InUse{kind}CannotBeDeleted", f"{what[kind]} {{name}} is in use by {{user}} and cannot be deleted."
    )


TYPES = {
    NETWORKS: ResourceType(
        _network,
        is_long_running=True,
        inline=(InlineChildren("subnets", "subnets"),),
        after_delete=remove_links,
    ),
    SUBNETS: ResourceType(_subnet, is_long_running=True, in_use=_is_used("Subnet")),
    SECURITY_GROUPS: ResourceType(
        _security_group,
        is_long_running=True,
        inline=(InlineChildren("securityRules", "securityRules"),),
        in_use=_is_used("NetworkSecurityGroup"),
    ),
    f"{SECURITY_GROUPS}/securityrules": ResourceType(_security_rule, is_long_running=True),
    APPLICATION_GROUPS: ResourceType(is_long_running=True, in_use=_is_used("ApplicationSecurityGroup")),
    ROUTE_TABLES: ResourceType(
        is_long_running=True,
        inline=(InlineChildren("routes", "routes"),),
        in_use=_is_used("RouteTable"),
    ),
    f"{ROUTE_TABLES}/routes": ResourceType(is_long_running=True),
}
