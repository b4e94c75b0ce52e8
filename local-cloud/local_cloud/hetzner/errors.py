"""What Hetzner Cloud answers to a call that it refuses.

https://docs.hetzner.cloud/reference/cloud#errors
"""

from __future__ import annotations

import json
from typing import Any

from local_cloud.messages import Request, Response

STATUSES = {
    "unauthorized": 401,
    "forbidden": 403,
    "resource_limit_exceeded": 403,
    "not_found": 404,
    "conflict": 409,
    "uniqueness_error": 409,
    "placement_error": 412,
    "resource_unavailable": 412,
    "locked": 423,
    "protected": 423,
    "rate_limit_exceeded": 429,
    "server_error": 500,
    "service_error": 503,
    "timeout": 504,
}
"""By code; every other one is a 422."""
CODES = {400: "json_error", 422: "invalid_input", 502: "server_error", **{v: k for k, v in STATUSES.items()}}


class HetznerError(Exception):
    """A refusal, in Hetzner's own form."""

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = {"fields": [{"name": field, "messages": [message]}]} if field else None

    def response(self) -> Response:
        """The answer that clients parse."""
        return _answer(STATUSES.get(self.code, 422), self.code, self.message, self.details)


def invalid(field: str, why: str) -> HetznerError:
    """A value that can't be taken."""
    return HetznerError("invalid_input", f"invalid input in field '{field}': {why}", field)


def not_found(what: str, identity: object) -> HetznerError:
    """What isn't there."""
    return HetznerError("not_found", f"{what} with ID '{identity}' not found")


def not_implemented(what: str) -> HetznerError:
    """A call that this cloud has no answer for: a code that no client repeats."""
    return HetznerError("unsupported_error", f"local cloud: {what} is not implemented.")


def refusal(request: Request, status: int, code: str | None = None) -> Response:
    """An error that a test asked for."""
    message = f"a fault of {request.host} that a test asked for"
    return _answer(status, code or CODES.get(status, "unknown_error"), message, None)


def _answer(status: int, code: str, message: str, details: Any) -> Response:
    body = json.dumps({"error": {"code": code, "message": message, "details": details}}).encode()
    return Response(status, {"Content-Type": "application/json"}, body)
