"""One call of the API, taken apart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from local_cloud.hetzner.errors import HetznerError
from local_cloud.messages import Failure, Request, Response

Json = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """What was asked for."""

    method: str
    path: tuple[str, ...]
    """The segments after the API's version."""
    query: dict[str, list[str]]
    body: bytes
    failure: Failure | None
    """What the actions fail with that the call starts."""
    action_seconds: float
    """How long they take at least."""

    @property
    def json(self) -> Json:
        """The body, a JSON object; nothing counts as an empty one."""
        try:
            content = json.loads(self.body or b"{}")
        except ValueError as error:
            raise HetznerError("json_error", "Invalid JSON in request") from error
        if not isinstance(content, dict):
            raise HetznerError("json_error", "Invalid JSON in request")
        return content

    @property
    def what(self) -> str:
        """The call as an error names it."""
        return f"{self.method} /v1/{'/'.join(self.path)}"


def call_of(request: Request) -> Call:
    """Takes a request apart."""
    return Call(
        method=request.method,
        path=tuple(request.path.strip("/").split("/")[1:]),
        query=parse_qs(request.query, keep_blank_values=True),
        body=request.body,
        failure=request.failure,
        action_seconds=request.operation_seconds,
    )


def json_response(content: Any, status: int = 200) -> Response:
    """An answer with a JSON body; None has none."""
    if content is None:
        return Response(204)
    return Response(status, {"Content-Type": "application/json"}, json.dumps(content).encode())
