"""How a cluster lies in its network, and what GKE refuses about it.

https://docs.cloud.google.com/kubernetes-engine/docs/concepts/alias-ips
"""

from __future__ import annotations

import ipaddress
import math
import re
from dataclasses import dataclass

from local_cloud.gcp.call import Json
from local_cloud.gcp.compute.references import SERVICE as COMPUTE
from local_cloud.gcp.compute.references import link_of
from local_cloud.gcp.compute.subnetworks import in_network, ranges_of
from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.store import Store

CONTROL_PLANE_PREFIX = 28
DEFAULT_PODS = 110


@dataclass(frozen=True)
class Placement:
    """Where a cluster is."""

    network: str
    """`projects/P/global/networks/N`."""
    subnetwork: str
    primary_range: str
    pod_range: str
    service_range: str


def place(cluster: Json, project: str, region: str, store: Store) -> Placement:
    """The network of a cluster that is to be made, checked."""
    network = _path(cluster.get("network", "default"), f"projects/{project}/global/networks")
    subnetwork = _path(
        cluster.get("subnetwork", "default"), f"projects/{project}/regions/{region}/subnetworks"
    )
    for path in (network, subnetwork):
        if f"{COMPUTE}/{path}" not in store:
            raise GoogleError(400, f'The resource "{path}" was not found.')
    body = store.get(f"{COMPUTE}/{subnetwork}")
    if body["network"] != link_of(f"{COMPUTE}/{network}"):
        raise GoogleError(400, f'Subnetwork "{subnetwork}" is not in network "{network}".')
    policy = cluster.get("ipAllocationPolicy", {})
    pods, services = (
        _secondary(body, policy.get(field))
        for field in ("clusterSecondaryRangeName", "servicesSecondaryRangeName")
    )
    if pods is None or services is None:
        raise GoogleError(
            400, "local cloud: a cluster without secondary ranges for pods and services is not implemented."
        )
    _require_control_plane_range(cluster, network, store)
    return Placement(network, subnetwork, body["ipCidrRange"], pods, services)


def require_room(pods: str, pools: list[Json], default_maximum: int) -> None:
    """Refuses pools that can grow beyond what the pod range has room for: a block of addresses a node."""
    addresses = ipaddress.IPv4Network(pods).num_addresses
    wanted = sum(maximum_nodes(pool) * _block(_maximum_pods(pool, default_maximum)) for pool in pools)
    if wanted > addresses:
        raise GoogleError(
            400,
            f"IP space exhausted: the pod range {pods} has {addresses} addresses, and the node pools' "
            f"maximum of nodes needs {wanted}.",
        )


def maximum_nodes(pool: Json) -> int:
    """How many nodes a pool may have in all its zones."""
    scaling, zones = pool.get("autoscaling", {}), len(pool["locations"])
    if not scaling.get("enabled"):
        return int(pool.get("initialNodeCount", 0)) * zones
    return int(scaling.get("totalMaxNodeCount") or scaling.get("maxNodeCount", 0) * zones)


def block_prefix(maximum_pods: int) -> int:
    """The size of the range that each node gets: twice its pods, rounded up to a power of two."""
    return 32 - int(math.log2(_block(maximum_pods)))


def _block(maximum_pods: int) -> int:
    return 1 << math.ceil(math.log2(2 * maximum_pods))


def _maximum_pods(pool: Json, default: int) -> int:
    return int(pool.get("maxPodsConstraint", {}).get("maxPodsPerNode", default))


def _path(given: str, base: str) -> str:
    found = re.search(r"projects/.+", given)
    return found[0] if found else f"{base}/{given}"


def _secondary(subnetwork: Json, name: str | None) -> str | None:
    if not name:
        return None
    for each in subnetwork.get("secondaryIpRanges", []):
        if each["rangeName"] == name:
            return str(each["ipCidrRange"])
    raise GoogleError(
        400,
        f'Pod or service secondary range "{name}" does not exist in subnetwork "{subnetwork["name"]}".',
    )


def _require_control_plane_range(cluster: Json, network: str, store: Store) -> None:
    text = cluster.get("privateClusterConfig", {}).get("masterIpv4CidrBlock")
    if not text:
        return
    block = ipaddress.IPv4Network(text)
    if block.prefixlen != CONTROL_PLANE_PREFIX:
        raise GoogleError(400, f"Master ipv4 CIDR block must have a prefix length of 28: {text}.")
    for neighbour in in_network(link_of(f"{COMPUTE}/{network}"), store):
        if any(block.overlaps(taken) for taken in ranges_of(neighbour)):
            raise GoogleError(
                400, f"Master ipv4 CIDR block {text} conflicts with subnetwork '{neighbour['name']}'."
            )
    for _, other in store.items("container.googleapis.com/"):
        taken = other.get("privateClusterConfig", {}).get("masterIpv4CidrBlock")
        is_near = other.get("networkConfig", {}).get("network") == network
        if taken and is_near and block.overlaps(ipaddress.IPv4Network(taken)):
            raise GoogleError(400, f"Master ipv4 CIDR block {text} conflicts with cluster '{other['name']}'.")
