"""PATCH: objects are merged, null removes, everything else replaces (RFC 7386)."""

from __future__ import annotations

from local_cloud.gcp.call import Json


def merge(target: Json, patch: Json) -> None:
    """Changes `target` as a merge patch says."""
    for name, value in patch.items():
        if value is None:
            target.pop(name, None)
        elif isinstance(value, dict) and isinstance(target.get(name), dict):
            merge(target[name], value)
        else:
            target[name] = value


def only(content: Json, mask: str) -> Json:
    """The part of a body that an update mask names, by its first fields; null where the body has none."""
    fields = {_camel(field.split(".")[0]) for field in mask.split(",") if field}
    return {field: content.get(field) for field in fields}


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)
