"""What AKS refuses of a cluster's address ranges: overlaps, and subnets that are too small for their nodes.

https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning; errors
`ServiceCidrOverlapExistingSubnetsCidr` and `InsufficientSubnetSize` in AKS' troubleshooting pages.
"""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from math import ceil

from local_cloud.azure.agent_pools import invalid
from local_cloud.azure.errors import AzureError
from local_cloud.azure.managed_clusters import NETWORK_DEFAULTS
from local_cloud.azure.network import Range, address_space, overlaps, prefixes_of
from local_cloud.azure.resource_ids import parent_of
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import Resources

RESERVED = 5
"""Addresses of each subnet that Azure keeps for itself."""
DEFAULT_SURGE = "10%"


def check_ranges(resources: Resources, properties: Json, subnets: list[Json]) -> None:
    """Services, pods, nodes and whatever else is in the network have ranges of their own."""
    network = {**NETWORK_DEFAULTS, **(properties.get("networkProfile") or {})}
    services = ip_network(network["serviceCidr"])
    dns, first = ip_address(network["dnsServiceIP"]), services.network_address
    if dns not in services or dns in (first, first + 1):
        raise invalid("networkProfile.dnsServiceIP", f"{dns} is not within {services}, or its first one.")
    pods = ip_network(network["podCidr"]) if network.get("podCidr") else None
    if pods and overlaps(pods, services):
        raise invalid("networkProfile.podCidr", f"{pods} overlaps the service CIDR {services}.")
    for subnet in subnets:
        _check_beside(resources, subnet, services, pods)


def _check_beside(resources: Resources, subnet: Json, services: Range, pods: Range | None) -> None:
    for other in resources.children(parent_of(subnet["id"]), "subnets"):
        for prefix in prefixes_of(other):
            if overlaps(prefix, services):
                text = f"The specified service CIDR {services} is conflicted with an existing subnet CIDR"
                raise AzureError(400, "ServiceCidrOverlapExistingSubnetsCidr", f"{text} {prefix}.")
    network = resources.get(parent_of(subnet["id"]))
    for space in address_space(network):
        if pods and overlaps(space, pods):
            details = f"{pods} overlaps {space}, the address space of {network['name']}."
            raise invalid("networkProfile.podCidr", details)


def check_size(subnet: Json, pools: list[Json], properties: Json) -> None:
    """A subnet has an address for each node that may come, and for those that come during an upgrade.

    Without an overlay, for each of their pods as well.
    """
    network = properties.get("networkProfile") or {}
    has_pods = network.get("networkPlugin") == "azure" and network.get("networkPluginMode") != "overlay"
    within = [pool for pool in pools if pool.get("vnetSubnetID", "").lower() == subnet["id"].lower()]
    needed = sum(_nodes(pool) * (1 + (pool.get("maxPods", 30) if has_pods else 0)) for pool in within)
    available = sum(prefix.num_addresses for prefix in prefixes_of(subnet)) - RESERVED
    if needed > available:
        text = f"Pre-allocated IPs {needed} exceeds IPs available {available} in Subnet {subnet['id']}."
        raise AzureError(400, "InsufficientSubnetSize", text)


def _nodes(pool: Json) -> int:
    most = int(pool["maxCount"] if pool.get("enableAutoScaling") else pool.get("count", 1))
    if pool.get("scaleSetPriority") == "Spot":
        return most
    surge = str((pool.get("upgradeSettings") or {}).get("maxSurge") or DEFAULT_SURGE)
    return most + (ceil(most * int(surge[:-1]) / 100) if surge.endswith("%") else int(surge))
