"""Actions: what a call starts is done a little later, and may fail.

https://docs.hetzner.cloud/reference/cloud#actions. An action is `running` in the answer that starts it, and
over before a client polls for the first time (half a second later) unless a test asks for more. What it
changes is changed at its end; one that fails changes nothing.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from local_cloud.hetzner.call import Call, Json
from local_cloud.messages import Failure

SECONDS = 0.2
Finish = Callable[[Failure | None], None]
Reference = tuple[str, int]
"""The type of a resource and its id."""


def timestamp(moment: float | None = None) -> str:
    """As the API writes it."""
    return time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(moment))


@dataclass
class Action:
    """Something that is under way."""

    number: int
    command: str
    resources: list[Reference]
    """The first is the one that it is about."""
    ends: float
    failure: Failure | None
    finish: Finish
    started: str
    finished: str | None = None

    def json(self) -> Json:
        """As the API describes it."""
        is_over = self.finished is not None
        failure = self.failure if is_over else None
        error: Any = {"code": failure.code, "message": failure.message} if failure else None
        return {
            "id": self.number,
            "command": self.command,
            "status": "running" if not is_over else "error" if error else "success",
            "progress": 100 if is_over else 0,
            "started": self.started,
            "finished": self.finished,
            "resources": [{"type": kind, "id": number} for kind, number in self.resources],
            "error": error,
        }


class Actions:
    """The actions of a project."""

    def __init__(self) -> None:
        self._actions: dict[int, Action] = {}
        self._numbers = itertools.count(1_500_000_001)

    def start(self, call: Call, command: str, resources: list[Reference], finish: Finish) -> Json:
        """A new one. `finish` is called when it is over, with what went wrong or None."""
        ends = time.monotonic() + max(SECONDS, call.action_seconds)
        number = next(self._numbers)
        action = Action(number, command, resources, ends, call.failure, finish, timestamp())
        self._actions[number] = action
        return action.json()

    def settle(self) -> None:
        """Finishes those whose time is over."""
        for action in list(self._actions.values()):
            if action.finished is None and action.ends <= time.monotonic():
                action.finished = timestamp()
                action.finish(action.failure)

    def is_busy(self, reference: Reference) -> bool:
        """Whether an action about a resource is under way."""
        return any(
            action.finished is None and action.resources[0] == reference for action in self._actions.values()
        )

    def of(self, reference: Reference | None = None) -> list[Json]:
        """All, or those of a resource."""
        return [
            action.json()
            for action in self._actions.values()
            if reference is None or reference in action.resources
        ]
