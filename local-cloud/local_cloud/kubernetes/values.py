"""Small things that all of the API server needs."""

from __future__ import annotations

import datetime
from typing import Any

Json = dict[str, Any]


def now() -> str:
    """The time as Kubernetes writes it."""
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def dig(value: Any, *path: str, default: Any = None) -> Any:
    """What lies at a path of keys; the default where the path ends early."""
    for key in path:
        if not isinstance(value, dict) or value.get(key) is None:
            return default
        value = value[key]
    return value


def fill(target: Json, **defaults: Any) -> Json:
    """Sets what isn't set."""
    for name, value in defaults.items():
        if target.get(name) is None:
            target[name] = value
    return target


def without(value: Json, *names: str) -> Json:
    """A copy that lacks these keys."""
    return {name: each for name, each in value.items() if name not in names}
