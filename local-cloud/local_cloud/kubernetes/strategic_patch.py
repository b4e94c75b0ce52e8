"""Strategic merge patch: a merge patch whose lists are merged by the keys that the API's definitions name.

https://github.com/kubernetes/community/blob/main/contributors/devel/sig-api-machinery/strategic-merge-patch.md
"""

from __future__ import annotations

import copy
import json
from typing import Any

from local_cloud.kubernetes.openapi.shape import Shape

Json = dict[str, Any]
ORDER, DELETED = "$setElementOrder/", "$deleteFromPrimitiveList/"


def strategically_merged(target: Any, patch: Any, shape: Shape) -> Any:
    """A value after a strategic merge patch; None if the patch deletes it."""
    if not isinstance(patch, dict):
        return copy.deepcopy(patch)
    directive = patch.get("$patch")
    if directive == "replace":
        return {name: value for name, value in patch.items() if name != "$patch"}
    if directive == "delete":
        return None
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if name.startswith(DELETED):
            field = name.removeprefix(DELETED)
            result[field] = [each for each in result.get(field, []) if each not in value]
        elif not name.startswith("$"):
            _set(result, name, value, shape.field(name))
    for name, order in patch.items():
        if name.startswith(ORDER):
            field = name.removeprefix(ORDER)
            if isinstance(result.get(field), list):
                result[field] = _in_order(result[field], order, shape.field(field).merge_key)
    kept = patch.get("$retainKeys")
    return result if kept is None else {name: value for name, value in result.items() if name in kept}


def _set(result: Json, name: str, value: Any, shape: Shape) -> None:
    merged: Any
    if isinstance(value, list):
        merged = _merged_list(result.get(name) or [], value, shape)
    else:
        merged = strategically_merged(result.get(name), value, shape)
    if merged is None:
        result.pop(name, None)
    else:
        result[name] = merged


def _merged_list(target: list[Any], patch: list[Any], shape: Shape) -> list[Any]:
    directives = [item.get("$patch") for item in patch if isinstance(item, dict)]
    if "replace" in directives or not shape.is_merged:
        return [copy.deepcopy(item) for item in patch if not isinstance(item, dict) or "$patch" not in item]
    key = shape.merge_key
    if key is None:
        return list(dict.fromkeys([*target, *patch]))
    result = list(target)
    for item in patch:
        position = next((n for n, one in enumerate(result) if one.get(key) == item.get(key)), None)
        merged = strategically_merged(None if position is None else result[position], item, shape.item)
        if position is None:
            result += [merged] if merged is not None else []
        elif merged is None:
            del result[position]
        else:
            result[position] = merged
    return result


def _in_order(items: list[Any], order: list[Any], key: str | None) -> list[Any]:
    """The items in the order that the client wants them in, others after them."""

    def name_of(item: Any) -> str:
        return json.dumps(item.get(key) if isinstance(item, dict) and key else item, sort_keys=True)

    places = {name_of(item): place for place, item in enumerate(order)}
    return sorted(items, key=lambda item: places.get(name_of(item), len(places)))
