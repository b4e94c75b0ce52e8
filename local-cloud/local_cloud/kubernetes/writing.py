"""Creating and changing objects, however it is asked for.

https://kubernetes.io/docs/reference/using-api/api-concepts/
"""

from __future__ import annotations

import copy
import secrets
import uuid

from local_cloud.kubernetes.admission import Write, admit
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.errors import (
    REQUIRED,
    FieldError,
    already_exists,
    bad_request,
    conflict,
    forbidden,
    invalid,
    not_found,
)
from local_cloud.kubernetes.field_ownership import Manager, application, entries_after_update
from local_cloud.kubernetes.kinds import Kind
from local_cloud.kubernetes.object_defaults import write_string_data
from local_cloud.kubernetes.stamps import stamp
from local_cloud.kubernetes.values import Json, dig, now, without

SERVER_METADATA = (
    "name",
    "namespace",
    "uid",
    "creationTimestamp",
    "resourceVersion",
    "generation",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
    "managedFields",
)
"""What a client can't change."""
STALE = "the object has been modified; please apply your changes to the latest version and try again"


def create(
    cluster: Cluster,
    kind: Kind,
    version: str,
    namespace: str | None,
    item: Json,
    write: Write,
    applier: Manager | None = None,
) -> Json:
    """Makes a new object; `applier` is who applies it, instead of creating it outright."""
    metadata = item["metadata"] = dict(item.get("metadata") or {})
    _name(kind, metadata)
    if kind.is_namespaced:
        _place(cluster, kind, metadata, namespace)
    if cluster.store.find(kind, namespace, metadata["name"]) is not None:
        raise already_exists(kind, metadata["name"])
    if metadata.get("resourceVersion"):
        raise bad_request("resourceVersion should not be set on objects to be created")
    for name in ("selfLink", "deletionTimestamp", "managedFields", "resourceVersion", "generation"):
        metadata.pop(name, None)
    metadata |= {"uid": str(uuid.uuid4()), "creationTimestamp": now()}
    if "spec" in item:
        metadata["generation"] = 1
    if "status" in kind.subresources:
        item.pop("status", None)
    item |= {"apiVersion": kind.group_version(version), "kind": kind.kind}
    _turn_into_data(kind, item)
    manager = applier or Manager(write.manager, kind.group_version(version))
    as_written = copy.deepcopy(item)
    admit(cluster, kind, version, item, None, write)
    shape = cluster.definitions.shape(kind, version)
    metadata["managedFields"] = entries_after_update(None, as_written, manager, shape)
    if not write.is_dry:
        stamp(item)
        cluster.store.put(kind, item)
    return item


def _name(kind: Kind, metadata: Json) -> None:
    if metadata.get("name"):
        return
    if not metadata.get("generateName"):
        why = f"{REQUIRED}: name or generateName is required"
        raise invalid(kind, "", [FieldError("metadata.name", why)])
    metadata["name"] = metadata["generateName"] + secrets.token_hex(3)[:5]


def _place(cluster: Cluster, kind: Kind, metadata: Json, namespace: str | None) -> None:
    """A namespaced object needs its namespace, which must not be on its way out."""
    if metadata.get("namespace") not in (None, "", namespace):
        raise bad_request("the namespace of the provided object does not match the namespace of the request")
    namespaces = cluster.kind("namespaces")
    home = cluster.store.find(namespaces, None, namespace or "")
    if home is None:
        raise not_found(namespaces, namespace or "")
    if home["metadata"].get("deletionTimestamp"):
        why = f"unable to create new content in namespace {namespace} because it is being terminated"
        raise forbidden(kind, metadata["name"], why)
    metadata["namespace"] = namespace


def _turn_into_data(kind: Kind, item: Json) -> None:
    """Before anybody's fields are counted: nobody owns what isn't kept."""
    if kind.kind == "Secret" and kind.group == "":
        write_string_data(item)


def update(
    cluster: Cluster,
    kind: Kind,
    version: str,
    wanted: Json,
    old: Json,
    write: Write,
    subresource: str = "",
    entries: list[Json] | None = None,
) -> Json:
    """Puts an object in the place of an old one; `entries` is who owns what, where an apply says so."""
    _check_precondition(kind, wanted, old)
    item = _merged_with_server_side(kind, wanted, old, subresource)
    item |= {"apiVersion": kind.group_version(version), "kind": kind.kind}
    _turn_into_data(kind, item)
    admit(cluster, kind, version, item, old, write)
    metadata = item["metadata"]
    if entries is None:
        manager = Manager(write.manager, kind.group_version(version), subresource=subresource)
        shape = cluster.definitions.shape(kind, version)
        entries = entries_after_update(old, item, manager, shape)
    metadata["managedFields"] = entries
    if _is_same(item, old):
        return old
    if _desired(item) != _desired(old) and "generation" in metadata:
        metadata["generation"] += 1
    if write.is_dry:
        return item
    if subresource != "status":
        stamp(item)
    if _is_ending(item):
        cluster.store.remove(kind, old)
    else:
        cluster.store.put(kind, item)
    return item


def _check_precondition(kind: Kind, wanted: Json, old: Json) -> None:
    metadata, current = wanted.get("metadata") or {}, old["metadata"]
    name = current["name"]
    if metadata.get("name", name) != name:
        message = f"the name of the object ({metadata['name']}) does not match the name on the URL ({name})"
        raise bad_request(message)
    if metadata.get("resourceVersion") and metadata["resourceVersion"] != current["resourceVersion"]:
        raise conflict(kind, name, STALE)
    if metadata.get("uid") and metadata["uid"] != current["uid"]:
        why = f"Precondition failed: UID in precondition: {metadata['uid']}, UID in object: {current['uid']}"
        raise conflict(kind, name, why)


def _merged_with_server_side(kind: Kind, wanted: Json, old: Json, subresource: str) -> Json:
    """What the client may change, with what only the server changes."""
    if subresource == "status":
        return {**copy.deepcopy(old), "status": copy.deepcopy(wanted.get("status"))}
    item = copy.deepcopy(wanted)
    if "status" in kind.subresources:
        item.pop("status", None)
        item |= {"status": copy.deepcopy(old["status"])} if "status" in old else {}
    metadata = item["metadata"] = dict(item.get("metadata") or {})
    for name in SERVER_METADATA:
        metadata.pop(name, None)
        if name in old["metadata"]:
            metadata[name] = copy.deepcopy(old["metadata"][name])
    return item


def _is_same(item: Json, old: Json) -> bool:
    """Whether a write changes nothing: then it gets no new resource version either."""

    def entries(one: Json) -> list[Json]:
        return [without(entry, "time") for entry in one["metadata"].get("managedFields") or []]

    def content(one: Json) -> Json:
        return {**without(one, "apiVersion"), "metadata": without(one["metadata"], "managedFields")}

    return content(item) == content(old) and entries(item) == entries(old)


def _is_ending(item: Json) -> bool:
    """Whether nothing holds any more what was deleted. A namespace is held by what is in it."""
    is_held = item["metadata"].get("finalizers") or (
        item["kind"] == "Namespace" and item["spec"].get("finalizers")
    )
    return bool(item["metadata"].get("deletionTimestamp")) and not is_held


def _desired(item: Json) -> Json:
    return without(item, "apiVersion", "metadata", "status")


def apply(
    cluster: Cluster,
    kind: Kind,
    version: str,
    namespace: str | None,
    name: str,
    wanted: Json,
    write: Write,
    is_forced: bool,
    subresource: str = "",
) -> tuple[Json, bool]:
    """Server-side apply: the object, and whether it is new."""
    old = cluster.store.find(kind, namespace, name)
    wanted.setdefault("metadata", {}).pop("managedFields", None)
    manager = Manager(write.manager, kind.group_version(version), "Apply", subresource)
    if old is None:
        if dig(wanted, "metadata", "name", default=name) != name:
            raise bad_request("the name of the object does not match the name on the URL")
        wanted["metadata"]["name"] = name
        return create(cluster, kind, version, namespace, wanted, write, manager), True
    _turn_into_data(kind, wanted)
    shape = cluster.definitions.shape(kind, version)
    result = application(old, wanted, manager, shape, is_forced)
    item = update(cluster, kind, version, result.item, old, write, subresource, result.entries)
    return item, False
