"""What a JSON body leaves open."""

from __future__ import annotations

from typing import Any


def given(value: Any) -> Any:
    """A body without what it leaves open: nulls mean absence."""
    if isinstance(value, dict):
        return {name: given(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [given(each) for each in value]
    return value
