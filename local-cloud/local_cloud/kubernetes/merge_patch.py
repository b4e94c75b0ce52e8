"""The patches that know nothing of Kubernetes: JSON merge patch (RFC 7396) and JSON patch (RFC 6902)."""

from __future__ import annotations

import copy
from typing import Any

from local_cloud.kubernetes.errors import ApiError

Json = dict[str, Any]


def merged(target: Any, patch: Any) -> Any:
    """A value after a JSON merge patch."""
    if not isinstance(patch, dict):
        return copy.deepcopy(patch)
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def patched(document: Any, operations: list[Json]) -> Any:
    """A document after a JSON patch."""
    result = copy.deepcopy(document)
    for operation in operations:
        try:
            _carry_out(result, operation)
        except (KeyError, IndexError, ValueError, TypeError) as error:
            raise _refused(f"{operation.get('op')} {operation.get('path')}: no such path") from error
    return result


def _refused(why: str) -> ApiError:
    message = f"the server rejected our request due to an error in our request: {why}"
    return ApiError(422, "Invalid", message)


def _carry_out(document: Any, operation: Json) -> None:
    action, value = operation["op"], operation.get("value")
    if action in ("move", "copy"):
        source, key = _parent_of(document, operation["from"])
        value = copy.deepcopy(source[key])
        if action == "move":
            del source[key]
        action = "add"
    parent, key = _parent_of(document, operation["path"])
    if action == "test":
        if parent[key] != value:
            raise _refused(f"testing value {operation['path']} failed")
    elif action == "remove":
        del parent[key]
    elif isinstance(parent, list) and action == "add":
        parent.insert(len(parent) if key == "-" else key, value)
    else:
        parent[key] = value


def _parent_of(document: Any, path: str) -> tuple[Any, Any]:
    """What holds the value at a path, and under which key."""
    *steps, last = [step.replace("~1", "/").replace("~0", "~") for step in path.split("/")[1:]]
    for step in steps:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document, int(last) if isinstance(document, list) and last != "-" else last
