"""The objects of one cluster, and what happened to them: etcd's part.

https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from dataclasses import dataclass

from local_cloud.kubernetes.errors import not_found
from local_cloud.kubernetes.kinds import Kind
from local_cloud.kubernetes.selectors import selects
from local_cloud.kubernetes.values import Json

Key = tuple[str | None, str]
"""Namespace and name."""
REMEMBERED = 20_000
"""Events that are kept: whoever missed more has to list again."""


@dataclass(frozen=True)
class Event:
    """A change of an object."""

    revision: int
    type: str
    """ADDED, MODIFIED or DELETED."""
    kind: Kind
    item: Json


Listener = Callable[[Event], None]


class Store:
    """All objects. Whoever reads or writes holds `changed`, which tells waiting watchers of changes."""

    def __init__(self) -> None:
        self.changed = threading.Condition(threading.RLock())
        self.revision = 100
        self.events: list[Event] = []
        self.forgotten = self.revision
        """The latest revision whose event is not kept any more."""
        self._items: dict[tuple[str, str], dict[Key, Json]] = {}
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Has every change told, right after it."""
        self._listeners.append(listener)

    def find(self, kind: Kind, namespace: str | None, name: str) -> Json | None:
        """An object, if it is there."""
        return self._of(kind).get((namespace if kind.is_namespaced else None, name))

    def get(self, kind: Kind, namespace: str | None, name: str) -> Json:
        """An object that has to be there."""
        item = self.find(kind, namespace, name)
        if item is None:
            raise not_found(kind, name)
        return item

    def all(
        self, kind: Kind, namespace: str | None = None, query: dict[str, str] | None = None
    ) -> list[Json]:
        """The objects of a kind, of one namespace or all, that a query's selectors select."""
        found = sorted(self._of(kind).items(), key=lambda each: (each[0][0] or "", each[0][1]))
        return [
            item
            for (place, _), item in found
            if (namespace is None or place == namespace) and selects(query or {}, item)
        ]

    def put(self, kind: Kind, item: Json) -> None:
        """Adds an object, or puts a changed one in its place."""
        key = _key(kind, item)
        change = "MODIFIED" if key in self._of(kind) else "ADDED"
        self._of(kind)[key] = item
        self._tell(change, kind, item)

    def remove(self, kind: Kind, item: Json) -> None:
        """Removes an object for good."""
        if self._of(kind).pop(_key(kind, item), None) is not None:
            self._tell("DELETED", kind, item)

    def _of(self, kind: Kind) -> dict[Key, Json]:
        return self._items.setdefault(kind.key, {})

    def _tell(self, change: str, kind: Kind, item: Json) -> None:
        self.revision += 1
        item["metadata"]["resourceVersion"] = str(self.revision)
        event = Event(self.revision, change, kind, copy.deepcopy(item))
        self.events.append(event)
        if len(self.events) > REMEMBERED:
            half = REMEMBERED // 2
            self.forgotten = self.events[half - 1].revision
            del self.events[:half]
        self.changed.notify_all()
        for listener in self._listeners:
            listener(event)


def _key(kind: Kind, item: Json) -> Key:
    metadata = item["metadata"]
    return metadata.get("namespace") if kind.is_namespaced else None, metadata["name"]
