"""Deleting: finalizers, owners and what they own, namespaces with all that is in them.

https://kubernetes.io/docs/concepts/architecture/garbage-collection/
"""

from __future__ import annotations

from local_cloud.kubernetes.admission import CONTROLLER
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.errors import conflict
from local_cloud.kubernetes.kinds import Kind
from local_cloud.kubernetes.store import Event
from local_cloud.kubernetes.values import Json, now
from local_cloud.kubernetes.writing import update

NAMESPACE_SECONDS = 0.3
"""How long a namespace stays before its content goes: `kubectl delete -k` deletes the rest meanwhile."""


def delete(cluster: Cluster, kind: Kind, item: Json, options: Json, is_dry: bool = False) -> Json | None:
    """Deletes an object, or marks it: then it is returned, and goes when its last finalizer does."""
    metadata = item["metadata"]
    _check_preconditions(kind, metadata, options.get("preconditions") or {})
    if is_dry:
        return item
    if options.get("propagationPolicy") == "Orphan" or options.get("orphanDependents"):
        _orphan(cluster, metadata["uid"])
    is_namespace = kind.key == ("", "namespaces")
    if not is_namespace and not metadata.get("finalizers"):
        cluster.store.remove(kind, item)
        return None
    if not metadata.get("deletionTimestamp"):
        metadata |= {"deletionTimestamp": now(), "deletionGracePeriodSeconds": 0}
        if is_namespace:
            item["status"] = {"phase": "Terminating"}
            cluster.later(NAMESPACE_SECONDS, lambda: _empty(cluster, metadata["name"]))
        cluster.store.put(kind, item)
    return item


def _check_preconditions(kind: Kind, metadata: Json, wanted: Json) -> None:
    for name in ("uid", "resourceVersion"):
        if wanted.get(name) and wanted[name] != metadata[name]:
            why = f"the {name} in the precondition ({wanted[name]}) is not that of the record"
            raise conflict(kind, metadata["name"], why)


def collect_garbage(cluster: Cluster, event: Event) -> None:
    """Follows a deletion: what was owned goes too, and a namespace that is empty now."""
    if event.type != "DELETED":
        return
    for kind, item, references in _owned_by(cluster, event.item["metadata"]["uid"]):
        if references:
            _set_owners(cluster, kind, item, references)
        else:
            delete(cluster, kind, item, {})
    if event.kind.kind == "CustomResourceDefinition":
        _withdraw(cluster, event.item)
    namespace = event.item["metadata"].get("namespace")
    home = cluster.store.find(cluster.kind("namespaces"), None, namespace) if namespace else None
    if home is not None and home["metadata"].get("deletionTimestamp"):
        _remove_if_empty(cluster, home)


def _owned_by(cluster: Cluster, uid: str) -> list[tuple[Kind, Json, list[Json]]]:
    """What an object owns, with the other owners that each has."""
    found = []
    for kind in cluster.kinds:
        for item in cluster.store.all(kind):
            references = item["metadata"].get("ownerReferences") or []
            others = [reference for reference in references if reference.get("uid") != uid]
            if len(others) < len(references):
                found.append((kind, item, others))
    return found


def _orphan(cluster: Cluster, uid: str) -> None:
    for kind, item, references in _owned_by(cluster, uid):
        _set_owners(cluster, kind, item, references)


def _set_owners(cluster: Cluster, kind: Kind, item: Json, references: list[Json]) -> None:
    wanted = {**item, "metadata": {**item["metadata"], "ownerReferences": references}}
    update(cluster, kind, kind.versions[0], wanted, item, CONTROLLER)


def _withdraw(cluster: Cluster, definition: Json) -> None:
    """The objects of a definition go with it."""
    spec = definition["spec"]
    kind = cluster.kinds.find(spec["group"], spec["names"]["plural"])
    if kind is not None:
        for item in cluster.store.all(kind):
            cluster.store.remove(kind, item)
        cluster.kinds.withdraw(kind)


def _empty(cluster: Cluster, namespace: str) -> None:
    """Deletes all that is in a namespace."""
    home = cluster.store.find(cluster.kind("namespaces"), None, namespace)
    if home is None:
        return
    for kind in cluster.kinds:
        for item in cluster.store.all(kind, namespace) if kind.is_namespaced else []:
            if cluster.store.find(kind, namespace, item["metadata"]["name"]) is not None:
                delete(cluster, kind, item, {})
    home["spec"]["finalizers"] = []
    _remove_if_empty(cluster, home)


def _remove_if_empty(cluster: Cluster, home: Json) -> None:
    name = home["metadata"]["name"]
    is_emptied = not home["spec"].get("finalizers") and not home["metadata"].get("finalizers")
    if is_emptied and not any(cluster.store.all(kind, name) for kind in cluster.kinds if kind.is_namespaced):
        cluster.store.remove(cluster.kind("namespaces"), home)
