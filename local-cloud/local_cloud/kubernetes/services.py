"""Services: what the API server adds to them, addresses and ports included.

https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/
"""

from __future__ import annotations

import ipaddress
import zlib
from collections.abc import Iterable

from local_cloud.kubernetes.values import Json, dig, fill

NODE_PORTS = range(30000, 32768)
FIRST_ADDRESS = 10
"""The first address of the range is the API server's, the tenth DNS'; those in between stay free."""


class ServiceAddresses:
    """Gives out the addresses of a service range."""

    def __init__(self, cidr: str) -> None:
        self._range = ipaddress.ip_network(cidr)

    def next(self, taken: Iterable[str]) -> str:
        """An address that no service has."""
        used = set(taken)
        for offset in range(FIRST_ADDRESS + 1, self._range.num_addresses):
            address = str(self._range[offset])
            if address not in used:
                return address
        raise OverflowError(f"no address is free in {self._range}")

    @property
    def of_api_server(self) -> str:
        """The address of the service `kubernetes`."""
        return str(self._range[1])


def complete_service(item: Json, old: Json | None) -> None:
    """Fills in all but a new address."""
    spec = item.setdefault("spec", {})
    fill(spec, type="ClusterIP", sessionAffinity="None")
    fill(item, status={"loadBalancer": {}})
    has_node_ports = spec["type"] in ("NodePort", "LoadBalancer")
    for port in spec.get("ports") or []:
        fill(port, protocol="TCP", targetPort=port.get("port"))
        if has_node_ports and not port.get("nodePort"):
            port["nodePort"] = _node_port(item, old, port)
    if spec["type"] == "ExternalName":
        return
    if not spec.get("clusterIP") and dig(old, "spec", "clusterIP"):
        spec["clusterIP"] = dig(old, "spec", "clusterIP")
    fill(
        spec,
        ipFamilies=["IPv4"],
        ipFamilyPolicy="SingleStack",
        internalTrafficPolicy="Cluster",
    )
    if has_node_ports:
        fill(spec, externalTrafficPolicy="Cluster")
    if spec["type"] == "LoadBalancer":
        fill(spec, allocateLoadBalancerNodePorts=True)


def _node_port(item: Json, old: Json | None, port: Json) -> int:
    """The one that it had, or one that hangs on service and port alone: good enough where nothing listens."""
    for one in dig(old, "spec", "ports", default=[]):
        if one.get("port") == port.get("port") and one.get("nodePort"):
            return int(one["nodePort"])
    seed = f"{item['metadata']['uid']} {port.get('port')} {port.get('protocol')}"
    return NODE_PORTS[zlib.crc32(seed.encode()) % len(NODE_PORTS)]
