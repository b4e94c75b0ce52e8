"""What passes between the proxy and the clouds behind it: a request, and its response."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Failure:
    """How a long-running operation ends that a test wants to fail."""

    code: str
    message: str


@dataclass
class Request:
    """One HTTP request as a client meant it, however it reached the proxy."""

    method: str
    scheme: str
    """`https` through a CONNECT, `http` for an absolute-URI request."""
    host: str
    """The host name that the client asked for, lower case, without a port."""
    target: str
    """Path and query, exactly as sent (never decoded)."""
    headers: Message
    """Case-insensitive."""
    body: bytes
    tls_version: str | None = None
    """`1.2` or `1.3` as negotiated by this very connection; None on plain http."""
    client_address: str = "127.0.0.1"
    """From where the client has connected."""
    notes: dict[str, str] = field(default_factory=dict)
    """What a cloud wants to see in the request log (for example the name of the API action)."""
    failure: Failure | None = None
    """What is to become of the operation that this request starts, where the cloud starts any."""
    operation_seconds: float = 0
    """How long that operation takes."""

    @property
    def url(self) -> str:
        """The absolute URL."""
        return f"{self.scheme}://{self.host}{self.target}"

    @property
    def path(self) -> str:
        """The path, not decoded, without the query."""
        return urlsplit(self.url).path

    @property
    def query(self) -> str:
        """The query, not decoded, without the question mark."""
        return urlsplit(self.url).query


@dataclass
class Response:
    """One HTTP response. The proxy adds Content-Length, and drops the body for HEAD."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    stream: Iterator[bytes] | None = None
    """What follows piece by piece, instead of a body, for as long as the client listens. An empty piece has
    the proxy look whether it still does."""


Answer = Callable[[Request], Response]
"""What a cloud is to the proxy."""


def plain_text(status: int, text: str) -> Response:
    """A response for people to read."""
    return Response(status, {"Content-Type": "text/plain; charset=utf-8"}, f"{text}\n".encode())


def refused(request: Request, status: int, code: str | None = None) -> Response:
    """An error as most clouds word it, and some code for it."""
    error = {"code": code or str(status), "message": f"a fault of {request.host} that a test asked for"}
    return Response(status, {"Content-Type": "application/json"}, json.dumps({"error": error}).encode())
