"""Long-running operations: a resource is there at once, and ready when its operation is over.

The client polls at the address in `Azure-AsyncOperation`. The first look finds the operation in progress,
the second one its end, or any look after a while: who stops looking does not keep it going. `Retry-After: 0`
spares clients the ten seconds that they wait without it.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass

from local_cloud.azure.errors import AzureError
from local_cloud.azure.resource_ids import subscription_of
from local_cloud.azure.resource_type import Json
from local_cloud.messages import Failure

PATH = "/providers/local-cloud/operations/"
LOOKS = 1
"""How many looks find it in progress."""
SECONDS = 2.0
"""After which it is over without any look."""


@dataclass
class Operation:
    """What goes on with a resource."""

    resource_id: str
    verb: str
    """What its `provisioningState` is meanwhile."""
    started: float
    failure: Failure | None
    looks: int = 0

    @property
    def is_over(self) -> bool:
        """Whether it has come to its end, good or bad."""
        return self.looks > LOOKS or time.monotonic() - self.started > SECONDS

    @property
    def state(self) -> str:
        """The resource's `provisioningState`."""
        if not self.is_over:
            return self.verb
        return "Failed" if self.failure else "Succeeded"


class Operations:
    """All operations, by their own id, and the last one of each resource."""

    def __init__(self) -> None:
        self._by_id: dict[str, Operation] = {}
        self._last: dict[str, Operation] = {}

    def start(self, host: str, resource_id: str, is_new: bool, failure: Failure | None) -> dict[str, str]:
        """Starts one; returns the headers that tell a client where to look."""
        operation = Operation(resource_id, "Creating" if is_new else "Updating", time.monotonic(), failure)
        self._last[resource_id.lower()] = operation
        return self._headers(host, resource_id, operation)

    def finished(self, host: str, resource_id: str) -> dict[str, str]:
        """The headers of one that is over before anybody looks."""
        return self._headers(host, resource_id, Operation(resource_id, "Updating", 0.0, None))

    def _headers(self, host: str, resource_id: str, operation: Operation) -> dict[str, str]:
        name = str(uuid.uuid4())
        self._by_id[name] = operation
        address = f"https://{host}/subscriptions/{subscription_of(resource_id)}{PATH}{name}"
        return {"Azure-AsyncOperation": f"{address}?api-version=2024-01-01", "Retry-After": "0"}

    def look(self, name: str) -> Json:
        """What a client sees that polls."""
        operation = self._by_id.get(name)
        if operation is None:
            raise AzureError(404, "NotFound", f"There is no operation {name}.")
        operation.looks += 1
        if not operation.is_over:
            return {"name": name, "status": "InProgress"}
        if operation.failure is None:
            return {"name": name, "status": "Succeeded"}
        error = {"code": operation.failure.code, "message": operation.failure.message}
        return {"name": name, "status": "Failed", "error": error}

    def state_of(self, resource_id: str) -> str:
        """A resource's `provisioningState`."""
        operation = self._last.get(resource_id.lower())
        return operation.state if operation else "Succeeded"

    def forget(self, resource_id: str) -> None:
        """A resource is gone."""
        self._last.pop(resource_id.lower(), None)
