"""Events: what a controller tells people of an object, as `kubectl describe` shows it."""

from __future__ import annotations

from local_cloud.kubernetes.admission import CONTROLLER
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.values import Json, now
from local_cloud.kubernetes.writing import create


def report(cluster: Cluster, about: Json, reason: str, message: str) -> None:
    """Writes down why an object doesn't get what it wants, once."""
    metadata = about["metadata"]
    namespace = metadata.get("namespace", "default")
    kind = cluster.kind("events")
    for known in cluster.store.all(kind, namespace):
        if known["involvedObject"]["uid"] == metadata["uid"] and known["message"] == message:
            return
    home = cluster.store.find(cluster.kind("namespaces"), None, namespace)
    if home is None or home["metadata"].get("deletionTimestamp"):
        return
    item = {
        "metadata": {"generateName": f"{metadata['name']}."},
        "involvedObject": {
            "apiVersion": about["apiVersion"],
            "kind": about["kind"],
            "name": metadata["name"],
            "namespace": namespace,
            "uid": metadata["uid"],
        },
        "type": "Warning",
        "reason": reason,
        "message": message,
        "firstTimestamp": now(),
        "lastTimestamp": now(),
        "count": 1,
        "source": {"component": "local-cloud"},
    }
    create(cluster, kind, "v1", namespace, item, CONTROLLER)
