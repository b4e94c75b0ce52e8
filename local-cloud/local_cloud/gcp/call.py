"""One call of an API of Google Cloud, taken apart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote

from local_cloud.gcp.callers import Caller, caller_of
from local_cloud.gcp.errors import GoogleError
from local_cloud.messages import Failure, Request, Response

Json = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """What was asked for, and by whom."""

    service: str
    """`storage` of `storage.googleapis.com`."""
    method: str
    path: tuple[str, ...]
    """The segments, each decoded by itself: a slash within a name stays in it."""
    query: dict[str, str]
    headers: Message
    body: bytes
    caller: Caller
    failure: Failure | None = None
    """What the operation that the call starts fails with."""
    operation_seconds: float = 0
    """How long that operation takes."""
    repeated: dict[str, list[str]] = field(default_factory=dict)
    """The query again, with each value of a parameter that stands several times."""

    @property
    def resource(self) -> tuple[str, ...]:
        """The path without the API's version and without the verb after the colon."""
        *segments, last = self.path[1:] or ("",)
        return (*segments, last.partition(":")[0])

    @property
    def verb(self) -> str:
        """What follows the colon at the path's end: `setIamPolicy`; otherwise empty."""
        return self.path[-1].partition(":")[2]

    @property
    def json(self) -> Json:
        """The body of a call that has a JSON object there."""
        try:
            content = json.loads(self.body or b"{}")
        except ValueError as error:
            raise GoogleError(400, "Parse Error") from error
        if not isinstance(content, dict):
            raise GoogleError(400, "The request body must be a JSON object.")
        return content

    @property
    def what(self) -> str:
        """The call as an error names it."""
        return f"{self.method} {self.service}.googleapis.com/{'/'.join(self.path)}"


def call_of(request: Request) -> Call:
    """Takes a request apart."""
    return Call(
        service=request.host.removesuffix(".googleapis.com"),
        method=request.method,
        path=tuple(unquote(segment) for segment in request.path.strip("/").split("/")),
        query=dict(parse_qsl(request.query, keep_blank_values=True)),
        headers=request.headers,
        body=request.body,
        caller=caller_of(request.headers),
        failure=request.failure,
        operation_seconds=request.operation_seconds,
        repeated=parse_qs(request.query, keep_blank_values=True),
    )


def json_response(content: Any, status: int = 200) -> Response:
    """An answer with a JSON body."""
    return Response(status, {"Content-Type": "application/json; charset=UTF-8"}, json.dumps(content).encode())
