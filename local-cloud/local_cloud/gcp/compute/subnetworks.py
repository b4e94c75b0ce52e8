"""Subnetworks: ranges that don't overlap, secondary ranges, flow logs.

https://docs.cloud.google.com/compute/docs/reference/rest/v1/subnetworks
"""

from __future__ import annotations

import ipaddress
import re

from local_cloud.gcp.call import Json
from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.store import Store, fill

NAME = re.compile(r"[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?")
MAXIMUM_PREFIX = 29
FLOW_LOGS = {
    "aggregationInterval": "INTERVAL_5_SEC",
    "filterExpr": "true",
    "flowSampling": 0.5,
    "metadata": "INCLUDE_ALL_METADATA",
}


def complete_subnetwork(subnetwork: Json, store: Store) -> None:
    """Checks the ranges, and adds what the API adds."""
    ranges = ranges_of(subnetwork)
    names = [each.get("rangeName", "") for each in subnetwork.get("secondaryIpRanges", [])]
    for name in names:
        if NAME.fullmatch(name) is None or names.count(name) > 1:
            raise GoogleError(400, f"Invalid value for field 'secondaryIpRanges.rangeName': '{name}'.")
    for index, each in enumerate(ranges):
        if any(each.overlaps(other) for other in ranges[:index]):
            raise GoogleError(400, f"Invalid IPCidrRange: {each} overlaps another range of the subnetwork.")
    for neighbour in in_network(subnetwork["network"], store):
        if neighbour["selfLink"] != subnetwork["selfLink"]:
            _require_apart(ranges, neighbour)
    _require_ranges_in_use(subnetwork, set(names), store)
    fill(
        subnetwork,
        {
            "gatewayAddress": str(ranges[0][1]),
            "purpose": "PRIVATE",
            "stackType": "IPV4_ONLY",
            "privateIpGoogleAccess": False,
            "privateIpv6GoogleAccess": "DISABLE_GOOGLE_ACCESS",
            "allowSubnetCidrRoutesOverlap": False,
            "logConfig": {"enable": False},
        },
    )
    subnetwork["enableFlowLogs"] = bool(subnetwork["logConfig"].get("enable"))
    if subnetwork["enableFlowLogs"]:
        fill(subnetwork["logConfig"], FLOW_LOGS)


def ranges_of(subnetwork: Json) -> list[ipaddress.IPv4Network]:
    """The primary range, then the secondary ones."""
    texts = [subnetwork.get("ipCidrRange", "")]
    texts += [each.get("ipCidrRange", "") for each in subnetwork.get("secondaryIpRanges", [])]
    return [_range(text) for text in texts]


def in_network(link: str, store: Store) -> list[Json]:
    """The subnetworks of a network."""
    return [
        body
        for name, body in store.items("compute.googleapis.com/")
        if name.split("/")[-2] == "subnetworks" and body["network"] == link
    ]


def expand_range(subnetwork: Json, text: str) -> None:
    """Makes the primary range larger: it can't get smaller, or move."""
    if not _range(subnetwork["ipCidrRange"]).subnet_of(_range(text)):
        raise GoogleError(400, f"Invalid IPCidrRange: {text} does not contain the current range.")
    subnetwork["ipCidrRange"] = text


def _range(text: str) -> ipaddress.IPv4Network:
    try:
        network = ipaddress.IPv4Network(text)
    except ValueError as error:
        raise GoogleError(400, f"Invalid value for field 'ipCidrRange': '{text}'. {error}") from error
    if network.prefixlen > MAXIMUM_PREFIX:
        raise GoogleError(400, f"Invalid IPCidrRange: {text} is smaller than /{MAXIMUM_PREFIX}.")
    return network


def _require_apart(ranges: list[ipaddress.IPv4Network], neighbour: Json) -> None:
    for taken in ranges_of(neighbour):
        for each in ranges:
            if each.overlaps(taken):
                raise GoogleError(
                    400,
                    f"Invalid IPCidrRange: {each} conflicts with existing subnetwork '{neighbour['name']}' "
                    f"in region '{neighbour['region'].rpartition('/')[2]}'.",
                )


def _require_ranges_in_use(subnetwork: Json, names: set[str], store: Store) -> None:
    path = subnetwork["selfLink"].partition("/v1/")[2]
    for _, cluster in store.items("container.googleapis.com/"):
        if cluster.get("networkConfig", {}).get("subnetwork") != path:
            continue
        policy = cluster["ipAllocationPolicy"]
        for field in ("clusterSecondaryRangeName", "servicesSecondaryRangeName"):
            if policy.get(field) and policy[field] not in names:
                raise GoogleError(
                    400,
                    f"Secondary range {policy[field]} is used by cluster {cluster['name']}.",
                    "resourceInUseByAnotherResource",
                )
