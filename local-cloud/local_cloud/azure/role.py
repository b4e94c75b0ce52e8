"""A role: which actions an assignment of it allows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Role:
    """What an assignment of it allows."""

    guid: str
    name: str
    actions: tuple[str, ...] = ()
    data_actions: tuple[str, ...] = ()
    description: str = ""
    scopes: tuple[str, ...] = ("/",)
    is_custom: bool = False
    not_actions: tuple[str, ...] = field(default=())
    not_data_actions: tuple[str, ...] = field(default=())

    def allows(self, action: str, is_data: bool) -> bool:
        """Whether it has an action, and does not take it out again."""
        granted = self.data_actions if is_data else self.actions
        withheld = self.not_data_actions if is_data else self.not_actions
        return _matches(action, granted) and not _matches(action, withheld)


def _matches(action: str, patterns: tuple[str, ...]) -> bool:
    return any(
        re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), action, re.IGNORECASE) for pattern in patterns
    )
