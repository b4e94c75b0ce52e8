"""Load balancers and volumes that exist in a cluster only: for clouds whose own ones are not answered here.

Clients that wait for an address or a bound claim go on; nothing in the cloud is left behind by them.
"""

from __future__ import annotations

import zlib

from local_cloud.kubernetes.cloud_controller import CloudController
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.values import Json
from local_cloud.kubernetes.volumes import Made, VolumeController

ZONE_LABEL = "topology.kubernetes.io/zone"


class UnbackedLoadBalancers:
    """Each has an address of a block that is kept for documentation (RFC 5737)."""

    def is_responsible(self, service: Json) -> bool:
        """Whatever names no class of others."""
        return service["spec"].get("loadBalancerClass") is None

    def ensure(self, service: Json) -> list[Json]:
        """Always the same of a Service."""
        last = 1 + zlib.crc32(service["metadata"]["uid"].encode()) % 254
        return [{"ip": f"203.0.113.{last}", "ipMode": "VIP"}]

    def remove(self, service: Json) -> None:
        """There is nothing."""


class UnbackedVolumes:
    """Each has an id, and nothing behind it."""

    def __init__(self, driver: str, zone: str) -> None:
        self.name = driver
        self._zone = zone

    def make(self, name: str, claim: Json, parameters: Json) -> Made:
        """A volume of the claim's name."""
        return Made(name, ZONE_LABEL, self._zone)

    def remove(self, handle: str) -> None:
        """There is nothing."""


def attend_unbacked(cluster: Cluster, driver: str, zone: str) -> None:
    """Starts controllers for both."""
    CloudController(cluster, UnbackedLoadBalancers())
    VolumeController(cluster, UnbackedVolumes(driver, zone))
