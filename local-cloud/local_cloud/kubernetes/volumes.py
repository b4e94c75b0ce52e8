"""Persistent volumes: a claim gets a volume of its storage class' driver, which goes when the claim does.

A claim is bound at once, even where its class waits for the first pod: there are no pods here.
https://kubernetes.io/docs/concepts/storage/persistent-volumes/
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from local_cloud.kubernetes.admission import CONTROLLER
from local_cloud.kubernetes.cloud_controller import CannotProvision
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.happenings import report
from local_cloud.kubernetes.kinds import Kind
from local_cloud.kubernetes.store import Event
from local_cloud.kubernetes.values import Json, dig
from local_cloud.kubernetes.writing import create, update

CLAIM_FINALIZER = "kubernetes.io/pvc-protection"
VOLUME_FINALIZERS = ("external-provisioner.volume.kubernetes.io/finalizer", "kubernetes.io/pv-protection")
DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class"
MAKING_SECONDS, REMOVING_SECONDS, RETRY_SECONDS = 0.2, 0.5, 3.0


@dataclass(frozen=True)
class Made:
    """A volume in the cloud."""

    handle: str
    """Its id there."""
    zone_label: str
    zone: str


class Driver(Protocol):
    """How a cloud makes volumes."""

    name: str
    """As storage classes name it."""

    def make(self, name: str, claim: Json, parameters: Json) -> Made:
        """Makes the volume of a persistent volume of that name. Raises CannotProvision."""

    def remove(self, handle: str) -> None:
        """Removes it, if it is there."""


class VolumeController:
    """Follows the claims of a cluster."""

    def __init__(self, cluster: Cluster, driver: Driver) -> None:
        self._cluster = cluster
        self._driver = driver
        self._claims, self._volumes = (
            cluster.kind("persistentvolumeclaims"),
            cluster.kind("persistentvolumes"),
        )
        cluster.store.listen(self._follow)

    def _follow(self, event: Event) -> None:
        item, metadata = event.item, event.item["metadata"]
        if event.kind.key == self._claims.key:
            place = (metadata["namespace"], metadata["name"])
            if event.type == "DELETED":
                self._cluster.later(REMOVING_SECONDS, lambda: self._release(item))
            elif metadata.get("deletionTimestamp"):
                self._cluster.later(REMOVING_SECONDS, lambda: self._let_go(*place))
            elif not item["spec"].get("volumeName"):
                self._cluster.later(MAKING_SECONDS, lambda: self._bind(*place))
        elif event.kind.key == self._volumes.key and metadata.get("deletionTimestamp"):
            self._cluster.later(REMOVING_SECONDS, lambda: self._reclaim(metadata["name"]))

    def _bind(self, namespace: str, name: str) -> None:
        claim = self._cluster.store.find(self._claims, namespace, name)
        if claim is None or claim["spec"].get("volumeName") or claim["metadata"].get("deletionTimestamp"):
            return
        storage_class = self._class_of(claim)
        if storage_class is None or storage_class["provisioner"] != self._driver.name:
            report(
                self._cluster, claim, "ProvisioningFailed", "no volume driver here makes this class' volumes"
            )
            return
        volume_name = f"pvc-{claim['metadata']['uid']}"
        try:
            made = self._driver.make(volume_name, claim, storage_class.get("parameters") or {})
        except CannotProvision as error:
            report(self._cluster, claim, "ExternalProvisioning", str(error))
            self._cluster.later(RETRY_SECONDS, lambda: self._bind(namespace, name))
            return
        volume = _volume(volume_name, claim, storage_class, made, self._driver.name)
        volume = create(self._cluster, self._volumes, "v1", None, volume, CONTROLLER)
        self._write_status(self._volumes, volume, {"phase": "Bound"})
        finalizers = [*(claim["metadata"].get("finalizers") or []), CLAIM_FINALIZER]
        wanted = {
            **claim,
            "metadata": {**claim["metadata"], "finalizers": list(dict.fromkeys(finalizers))},
            "spec": {
                **claim["spec"],
                "volumeName": volume_name,
                "storageClassName": storage_class["metadata"]["name"],
            },
        }
        bound = update(self._cluster, self._claims, "v1", wanted, claim, CONTROLLER)
        status = {
            "phase": "Bound",
            "accessModes": claim["spec"]["accessModes"],
            "capacity": dict(claim["spec"]["resources"]["requests"]),
        }
        self._write_status(self._claims, bound, status)

    def _class_of(self, claim: Json) -> Json | None:
        kind = self._cluster.kind("storageclasses", "storage.k8s.io")
        name = claim["spec"].get("storageClassName")
        if name is not None:
            return self._cluster.store.find(kind, None, name)
        defaults = [
            one
            for one in self._cluster.store.all(kind)
            if dig(one, "metadata", "annotations", DEFAULT_CLASS) == "true"
        ]
        return defaults[-1] if defaults else None

    def _let_go(self, namespace: str, name: str) -> None:
        claim = self._cluster.store.find(self._claims, namespace, name)
        if claim is not None:
            left = [one for one in claim["metadata"].get("finalizers") or [] if one != CLAIM_FINALIZER]
            wanted = {**claim, "metadata": {**claim["metadata"], "finalizers": left}}
            update(self._cluster, self._claims, "v1", wanted, claim, CONTROLLER)

    def _release(self, claim: Json) -> None:
        """A claim is gone: its volume goes too, unless it is to be retained."""
        name = claim["spec"].get("volumeName")
        volume = self._cluster.store.find(self._volumes, None, name) if name else None
        if volume is None or dig(volume, "spec", "claimRef", "uid") != claim["metadata"]["uid"]:
            return
        volume = self._write_status(self._volumes, volume, {"phase": "Released"})
        if volume["spec"]["persistentVolumeReclaimPolicy"] == "Delete":
            self._reclaim(volume["metadata"]["name"])

    def _reclaim(self, name: str) -> None:
        volume = self._cluster.store.find(self._volumes, None, name)
        if volume is None or dig(volume, "status", "phase") == "Bound":
            return
        if volume["spec"]["persistentVolumeReclaimPolicy"] == "Delete":
            self._driver.remove(dig(volume, "spec", "csi", "volumeHandle", default=""))
        self._cluster.store.remove(self._volumes, volume)

    def _write_status(self, kind: Kind, item: Json, status: Json) -> Json:
        return update(self._cluster, kind, "v1", {**item, "status": status}, item, CONTROLLER, "status")


def _volume(name: str, claim: Json, storage_class: Json, made: Made, driver: str) -> Json:
    metadata, spec = claim["metadata"], claim["spec"]
    term = {"key": made.zone_label, "operator": "In", "values": [made.zone]}
    return {
        "metadata": {
            "name": name,
            "annotations": {"pv.kubernetes.io/provisioned-by": driver},
            "finalizers": list(VOLUME_FINALIZERS),
        },
        "spec": {
            "accessModes": spec["accessModes"],
            "capacity": {"storage": spec["resources"]["requests"]["storage"]},
            "claimRef": {
                "apiVersion": "v1",
                "kind": "PersistentVolumeClaim",
                "name": metadata["name"],
                "namespace": metadata["namespace"],
                "uid": metadata["uid"],
            },
            "csi": {"driver": driver, "fsType": "ext4", "volumeHandle": made.handle},
            "nodeAffinity": {"required": {"nodeSelectorTerms": [{"matchExpressions": [term]}]}},
            "persistentVolumeReclaimPolicy": storage_class["reclaimPolicy"],
            "storageClassName": storage_class["metadata"]["name"],
        },
    }
