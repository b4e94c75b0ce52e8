"""An object as the set of its leaves, each at a path: what field managers own.

A path is a tuple of steps as `fieldsV1` spells them: `f:spec` for a field, `k:{"name":"web"}` for an item of
a list by its key, `v:"a"` for a value of a set.
https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from typing import Any

from local_cloud.kubernetes.openapi.shape import Shape, key_of

Json = dict[str, Any]
Path = tuple[str, ...]
OWNED_METADATA = ("labels", "annotations", "finalizers", "ownerReferences")


def owned_leaves(item: Json, shape: Shape) -> dict[Path, Any]:
    """The leaves of an object that somebody can own."""
    content = {name: value for name, value in item.items() if name not in ("apiVersion", "kind", "metadata")}
    metadata = {name: value for name, value in item.get("metadata", {}).items() if name in OWNED_METADATA}
    return _leaves({**content, **({"metadata": metadata} if metadata else {})}, shape, ())


def _leaves(value: Any, shape: Shape, path: Path) -> dict[Path, Any]:
    if isinstance(value, dict) and value and not shape.is_atomic_map:
        found: dict[Path, Any] = {}
        for name, each in value.items():
            found |= _leaves(each, shape.field(name), (*path, f"f:{name}"))
        return found
    if isinstance(value, list) and value:
        if shape.is_set:
            return {(*path, f"v:{_compact(each)}"): each for each in value}
        keys = shape.list_keys
        steps = [key_of(each, keys) for each in value] if keys else [None]
        if None not in steps:
            found = {}
            for step, each in zip(steps, value, strict=True):
                found |= _leaves(each, shape.item, (*path, f"k:{_compact(step)}"))
            return found
    return {path: value}


def as_fields(paths: Iterable[Path]) -> Json:
    """Paths as `fieldsV1` nests them."""
    fields: Json = {}
    for path in sorted(paths):
        level = fields
        for step in path:
            level = level.setdefault(step, {})
    return fields


def as_paths(fields: Json, path: Path = ()) -> set[Path]:
    """The paths in `fieldsV1`."""
    if not fields:
        return {path} if path else set()
    found: set[Path] = set()
    for step, below in fields.items():
        if step != ".":
            found |= as_paths(below, (*path, step))
    return found


def remove(value: Any, path: Path) -> None:
    """Removes the leaf at a path, with the items and maps that it leaves empty."""
    step, rest = path[0], path[1:]
    content = step[2:]
    if step.startswith("f:") and isinstance(value, dict) and content in value:
        if rest and value[content]:
            remove(value[content], rest)
        if not rest or value[content] in ({}, []):
            del value[content]
    elif step.startswith("v:") and isinstance(value, list):
        value[:] = [each for each in value if each != json.loads(content)]
    elif step.startswith("k:") and isinstance(value, list):
        key = json.loads(content)
        for each in [one for one in value if key_of(one, tuple(key)) == key]:
            if rest:
                remove(each, rest)
            if set(each) <= set(key):
                value.remove(each)


def applied(target: Any, wanted: Any, shape: Shape) -> Any:
    """A value with what an apply wants laid over it."""
    if isinstance(wanted, dict) and isinstance(target, dict) and not shape.is_atomic_map:
        result = dict(target)
        for name, value in wanted.items():
            result[name] = applied(target.get(name), value, shape.field(name))
        return result
    if isinstance(wanted, list) and isinstance(target, list):
        if shape.is_set:
            return target + [each for each in wanted if each not in target]
        if shape.list_keys:
            return _applied_items(target, wanted, shape)
    return copy.deepcopy(wanted)


def _applied_items(target: list[Any], wanted: list[Any], shape: Shape) -> list[Any]:
    keys = shape.list_keys
    result = list(target)
    for item in wanted:
        key = key_of(item, keys)
        position = next((n for n, one in enumerate(result) if key and key_of(one, keys) == key), None)
        if position is None:
            result.append(copy.deepcopy(item))
        else:
            result[position] = applied(result[position], item, shape.item)
    return result


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=True)
