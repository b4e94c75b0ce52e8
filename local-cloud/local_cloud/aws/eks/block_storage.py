"""Persistent volumes on EKS: the EBS volumes that its CSI driver makes, where that add-on is installed.

https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/tagging.md
"""

from __future__ import annotations

import re
import threading
from typing import Any

from local_cloud.kubernetes.cloud_controller import CannotProvision
from local_cloud.kubernetes.values import Json
from local_cloud.kubernetes.volumes import Made

ADDON = "aws-ebs-csi-driver"
GIBIBYTE = 2**30
UNITS = {
    "": 1,
    "Ki": 2**10,
    "Mi": 2**20,
    "Gi": 2**30,
    "Ti": 2**40,
    "k": 10**3,
    "M": 10**6,
    "G": 10**9,
    "T": 10**12,
}


class BlockStorage:
    """Makes them for one cluster."""

    name = "ebs.csi.aws.com"

    def __init__(self, account: str, region: str, cluster: Any, lock: threading.RLock) -> None:
        self._account = account
        self._region = region
        self._cluster = cluster
        self._lock = lock

    def make(self, name: str, claim: Json, parameters: Json) -> Made:
        """In the zone of the cluster's first subnet."""
        with self._lock:
            if ADDON not in self._cluster.addons:
                text = f"waiting for a volume to be created by the external provisioner '{self.name}'"
                raise CannotProvision(f"{text}: the add-on {ADDON} is not installed")
            zone = self._backend.get_subnet(
                self._cluster.resources_vpc_config["subnetIds"][0]
            ).availability_zone
            volume = self._backend.create_volume(
                size=_gibibytes(claim["spec"]["resources"]["requests"]["storage"]),
                zone_name=zone,
                encrypted=parameters.get("encrypted") == "true",
                kms_key_id=parameters.get("kmsKeyId"),
                volume_type=parameters.get("type", "gp3"),
            )
            self._backend.create_tags([volume.id], self._tags(name, claim))
            return Made(str(volume.id), "topology.ebs.csi.aws.com/zone", str(zone))

    def remove(self, handle: str) -> None:
        """Unless somebody was first."""
        with self._lock:
            if handle in self._backend.volumes:
                self._backend.delete_volume(handle)

    @property
    def _backend(self) -> Any:
        from moto.ec2.models import ec2_backends

        return ec2_backends[self._account][self._region]

    def _tags(self, name: str, claim: Json) -> dict[str, str]:
        metadata, cluster = claim["metadata"], self._cluster.name
        return {
            "CSIVolumeName": name,
            "ebs.csi.aws.com/cluster": "true",
            "Name": f"{cluster}-dynamic-{name}",
            "KubernetesCluster": cluster,
            f"kubernetes.io/cluster/{cluster}": "owned",
            "kubernetes.io/created-for/pv/name": name,
            "kubernetes.io/created-for/pvc/name": metadata["name"],
            "kubernetes.io/created-for/pvc/namespace": metadata["namespace"],
        }


def _gibibytes(quantity: str) -> int:
    """A quantity of bytes, in whole gibibytes."""
    match = re.fullmatch(r"(\d+)([A-Za-z]*)", str(quantity))
    if match is None or match[2] not in UNITS:
        raise CannotProvision(f"{quantity} is no size of a volume that is known here")
    return max(1, -(-int(match[1]) * UNITS[match[2]] // GIBIBYTE))
