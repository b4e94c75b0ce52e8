"""Who owns which fields: `metadata.managedFields`, and what an apply makes of it.

https://kubernetes.io/docs/reference/using-api/server-side-apply/
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from local_cloud.kubernetes.errors import ApiError
from local_cloud.kubernetes.field_paths import Path, applied, as_fields, as_paths, owned_leaves, remove
from local_cloud.kubernetes.openapi.shape import Shape
from local_cloud.kubernetes.values import Json, dig, now


@dataclass(frozen=True)
class Manager:
    """Who writes, and how."""

    name: str
    group_version: str
    operation: str = "Update"
    subresource: str = ""

    def is_of(self, entry: Json) -> bool:
        """Whether an entry is this manager's."""
        return (entry["manager"], entry["operation"], entry.get("subresource", "")) == (
            self.name,
            self.operation,
            self.subresource,
        )

    def entry(self, paths: set[Path]) -> Json:
        """An entry of these fields."""
        entry = {
            "manager": self.name,
            "operation": self.operation,
            "apiVersion": self.group_version,
            "time": now(),
            "fieldsType": "FieldsV1",
            "fieldsV1": as_fields(paths),
        }
        return {**entry, "subresource": self.subresource} if self.subresource else entry


def entries_after_update(old: Json | None, new: Json, manager: Manager, shape: Shape) -> list[Json]:
    """What a write changed belongs to who wrote it, and to no other updater any more."""
    before, after = owned_leaves(old or {}, shape), owned_leaves(new, shape)
    changed = {path for path, value in after.items() if path not in before or before[path] != value}
    gone = set(before) - set(after)
    entries, is_listed = [], False
    for entry in dig(old, "metadata", "managedFields", default=[]):
        paths = as_paths(entry["fieldsV1"]) - gone
        renewed = copy.deepcopy(entry)
        if manager.is_of(entry):
            is_listed = True
            paths |= changed
            renewed["time"] = now() if changed else entry["time"]
        elif entry["operation"] == "Update":
            paths -= changed
        renewed["fieldsV1"] = as_fields(paths)
        entries += [renewed] if paths else []
    return entries + ([manager.entry(changed)] if changed and not is_listed else [])


@dataclass(frozen=True)
class Application:
    """An object after an apply, and who owns what in it."""

    item: Json
    entries: list[Json]


def application(old: Json, wanted: Json, manager: Manager, shape: Shape, is_forced: bool) -> Application:
    """Lays what is wanted over an object, and takes away what the manager wants no more.

    Raises the conflicts with other managers, unless it is forced.
    """
    mine, have = owned_leaves(wanted, shape), owned_leaves(old, shape)
    entries: list[Json] = old["metadata"].get("managedFields", [])
    previous = next((entry for entry in entries if manager.is_of(entry)), None)
    kept, causes = [], []
    for entry in entries:
        if entry is previous:
            continue
        paths = as_paths(entry["fieldsV1"])
        taken = {path for path in paths if path in mine and have.get(path) != mine[path]}
        causes += [_cause(entry, path) for path in sorted(taken)]
        kept += [{**entry, "fieldsV1": as_fields(paths - taken)}] if paths - taken else []
    if causes and not is_forced:
        raise _conflicts(causes)
    item = copy.deepcopy(old)
    of_others: set[Path] = set().union(*(as_paths(entry["fieldsV1"]) for entry in kept))
    own = manager.entry(set(mine))
    if previous is not None:
        for path in as_paths(previous["fieldsV1"]) - set(mine) - of_others:
            remove(item, path)
        if previous["fieldsV1"] == own["fieldsV1"]:
            own["time"] = previous["time"]
    revision = dig(wanted, "metadata", "resourceVersion", default=old["metadata"]["resourceVersion"])
    item = applied(item, wanted, shape)
    item["metadata"]["resourceVersion"] = revision
    return Application(item, [*kept, own])


def _cause(entry: Json, path: Path) -> dict[str, Any]:
    using = f" using {entry['apiVersion']}" if entry["operation"] == "Update" else ""
    return {
        "reason": "FieldManagerConflict",
        "message": f'conflict with "{entry["manager"]}"{using}',
        "field": "".join(f".{step[2:]}" if step.startswith("f:") else f"[{step[2:]}]" for step in path),
    }


def _conflicts(causes: list[dict[str, Any]]) -> ApiError:
    listed = "; ".join(f"{cause['message']}: {cause['field']}" for cause in causes)
    number = f"{len(causes)} conflict{'s' if len(causes) > 1 else ''}"
    return ApiError(409, "Conflict", f"Apply failed with {number}: {listed}", causes=causes)
