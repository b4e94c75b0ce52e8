"""Long-running operations: what a call starts is done later, and may fail.

An operation is RUNNING in the answer that starts it and done at the next look, so that a client has to poll
but never has to wait. A test asks for one that takes longer or fails through the faults host.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass

from local_cloud.gcp.call import Call
from local_cloud.gcp.clock import timestamp
from local_cloud.messages import Failure


@dataclass
class Operation:
    """Something that is under way."""

    name: str
    kind: str
    target: str
    """The full name of the resource that changes."""
    ends: float
    failure: Failure | None
    finish: Callable[[Failure | None], None]
    """Called once, with what went wrong or None."""
    started_at: str
    is_done: bool = False


class Operations:
    """The operations of one API."""

    def __init__(self) -> None:
        self._operations: dict[str, Operation] = {}
        self._numbers = itertools.count(1)

    def start(
        self, call: Call, kind: str, target: str, finish: Callable[[Failure | None], None]
    ) -> Operation:
        """A new one. `finish` is called when it is over."""
        name = f"operation-{time.time_ns() // 10**6}-{next(self._numbers):08x}"
        operation = Operation(
            name,
            kind,
            target,
            time.monotonic() + call.operation_seconds,
            call.failure,
            finish,
            timestamp(),
        )
        self._operations[name] = operation
        return operation

    def settle(self) -> None:
        """Finishes those whose time is over."""
        for operation in list(self._operations.values()):
            if not operation.is_done and operation.ends <= time.monotonic():
                operation.is_done = True
                operation.finish(operation.failure)

    def find(self, name: str) -> Operation | None:
        """The operation of a name."""
        return self._operations.get(name)

    def running_on(self, target: str) -> Operation | None:
        """What is under way on a resource or on something below it."""
        for operation in self._operations.values():
            if not operation.is_done and f"{operation.target}/".startswith(f"{target}/"):
                return operation
        return None
