"""One call of the API: its path in pieces, its query, its body."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote

from local_cloud.cloudflare.envelope import CloudflareError
from local_cloud.messages import Request, Response

Json = dict[str, Any]
BASE = "/client/v4/"


@dataclass(frozen=True)
class Call:
    """A request as the API understands it."""

    request: Request
    owner: str
    """The id of the account or the zone; empty where there is none."""
    path: tuple[str, ...]
    """What follows the owner and the kind of resource."""

    @property
    def method(self) -> str:
        """GET, POST, PUT, PATCH, DELETE."""
        return self.request.method

    @property
    def query(self) -> dict[str, str]:
        """The query's parameters."""
        return dict(parse_qsl(self.request.query))

    @property
    def json(self) -> Json:
        """The body, which has to be an object."""
        try:
            body = json.loads(self.request.body or b"{}")
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise CloudflareError(400, 6007, "Malformed JSON in request body")
        return body

    @property
    def what(self) -> str:
        """For messages."""
        return f"{self.method} {self.request.path}"


Service = Callable[[Call], Response]
"""What answers the calls for one kind of resource."""


def pieces(request: Request) -> tuple[str, ...]:
    """The path below the API's base."""
    if not request.path.startswith(BASE):
        return ()
    return tuple(unquote(piece) for piece in request.path[len(BASE) :].split("/") if piece)


def timestamp(moment: datetime.datetime | None = None) -> str:
    """RFC 3339 with microseconds."""
    moment = moment or datetime.datetime.now(datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
