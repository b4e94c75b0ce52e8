"""How a mend changes moto: by replacing a method, with the original one at hand."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any


def around(owner: type, name: str, replacement: Callable[..., Any]) -> None:
    """Replaces `owner.name` by a method that gets the original as its first argument.

    `replacement(original, self, ...)` is called where moto calls `owner.name`. A name that moto does not
    have is an error here, so that a new version of moto can't silently lose a mend.
    """
    original = getattr(owner, name)

    @functools.wraps(original)
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        return replacement(functools.partial(original, self), self, *args, **kwargs)

    setattr(owner, name, method)


def add(owner: type, **methods: Any) -> None:
    """Gives `owner` methods that moto lacks. One that it has is an error: then `around` is meant."""
    for name, method in methods.items():
        if hasattr(owner, name):
            raise AttributeError(f"moto's {owner.__name__} has {name} already")
        setattr(owner, name, method)


def replace(owner: Any, **attributes: Any) -> None:
    """Replaces attributes that moto has (properties, constants) and whose original value is not needed."""
    for name, value in attributes.items():
        if not hasattr(owner, name):
            raise AttributeError(f"moto's {owner!r} has no {name} to replace")
        setattr(owner, name, value)
