"""Watches: a stream of changes.

https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from local_cloud.kubernetes.call import Target
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.selectors import selects
from local_cloud.kubernetes.values import Json

SECONDS = 300.0
"""How long a watch lasts that doesn't say."""
PULSE_SECONDS = 1.0
"""How long nothing may happen before the other end is looked at: an empty piece has that done."""


def watch(cluster: Cluster, target: Target, query: dict[str, str]) -> Iterator[bytes]:
    """The lines of a watch, as they come."""
    deadline = time.monotonic() + float(query.get("timeoutSeconds") or SECONDS)
    asked, wants_initial = query.get("resourceVersion") or "0", query.get("sendInitialEvents") == "true"
    store = cluster.store
    with store.changed:
        is_fresh = asked == "0" or wants_initial
        position = store.revision if is_fresh else int(asked)
        found = store.all(target.kind, target.namespace, query) if is_fresh else []
        lines = [_line("ADDED", shown(target, item)) for item in found]
    yield from lines
    if wants_initial:
        yield _line("BOOKMARK", _bookmark(target, position))
    while time.monotonic() < deadline and not cluster.is_gone:
        with store.changed:
            is_expired = position < store.forgotten
            fitting = [
                event
                for event in store.events
                if event.revision > position and event.kind.key == target.kind.key
            ]
            lines = [
                _line(event.type, shown(target, event.item))
                for event in fitting
                if (target.namespace is None or event.item["metadata"].get("namespace") == target.namespace)
                and selects(query, event.item)
            ]
            position = store.revision
            if not lines:
                store.changed.wait(max(0.0, min(PULSE_SECONDS, deadline - time.monotonic())))
        if is_expired:
            yield _line("ERROR", _expired(asked))
            return
        yield from lines or [b""]


def shown(target: Target, item: Json) -> Json:
    """An object in the version that is asked for."""
    return {
        **item,
        "apiVersion": target.kind.group_version(target.version),
        "kind": target.kind.kind,
    }


def _line(change: str, item: Json) -> bytes:
    return json.dumps({"type": change, "object": item}).encode() + b"\n"


def _bookmark(target: Target, revision: int) -> Json:
    metadata = {
        "resourceVersion": str(revision),
        "annotations": {"k8s.io/initial-events-end": "true"},
    }
    return shown(target, {"metadata": metadata})


def _expired(position: str) -> Json:
    return {
        "kind": "Status",
        "apiVersion": "v1",
        "status": "Failure",
        "message": f"too old resource version: {position}",
        "reason": "Expired",
        "code": 410,
    }
