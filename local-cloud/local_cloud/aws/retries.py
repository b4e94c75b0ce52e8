"""Calls that an SDK sends again because it never got the answer.

A client on a busy machine can lose a connection after the call was carried out, and sends it again under
the same invocation id (AWS SDK reference guide, "Retry behavior"). Carrying it out twice would make a second
object, or fail because the first one exists; so it is answered as the first time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from local_cloud.messages import Request, Response

REMEMBERED = 1024
"""Calls whose answers are kept: far more than are under way at a time."""


class Answers:
    """The answers of the latest calls, by the SDK's id of the invocation."""

    def __init__(self) -> None:
        self._latest: OrderedDict[str, Response] = OrderedDict()

    def answer(self, request: Request, carry_out: Callable[[Request], Response]) -> Response:
        """Carries a call out, unless it was before; notes a repeated one for the request log."""
        invocation = request.headers.get("amz-sdk-invocation-id")
        if invocation is None:
            return carry_out(request)
        attempt = request.headers.get("amz-sdk-request", "attempt=1").split(";")[0].removeprefix("attempt=")
        known = self._latest.get(invocation)
        if attempt != "1":
            request.notes["attempt"] = attempt
            if known is not None:
                return known
        response = carry_out(request)
        if response.status >= 300:
            return response  # an SDK sends a refused call again because it hopes for another answer
        self._latest[invocation] = response
        if len(self._latest) > REMEMBERED:
            self._latest.popitem(last=False)
        return response
