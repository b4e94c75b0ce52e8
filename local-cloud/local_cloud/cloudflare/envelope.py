"""How Cloudflare's API answers: {success, errors, messages, result}."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from local_cloud.messages import Request, Response

FAULTS = {
    401: (10000, "Authentication error"),
    403: (10000, "Authentication error"),
    404: (7003, "Could not route to the requested object, perhaps your object identifier is invalid?"),
    429: (971, "Please wait and consider throttling your request speed"),
}
"""The code and message of an error that only its status is known of."""
INTERNAL = (10013, "Internal error")
NOT_IMPLEMENTED = 7000


class CloudflareError(Exception):
    """An error that the API answers."""

    def __init__(self, status: int, code: int, message: str, pointer: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.pointer = pointer
        """The field that is wrong, as a JSON pointer: only rulesets name it."""


def not_implemented(what: str) -> CloudflareError:
    """What this API doesn't have; no 404, which a client takes for a resource that is gone."""
    return CloudflareError(400, NOT_IMPLEMENTED, f"The local cloud does not implement {what} of Cloudflare")


def done(result: Any, status: int = 200) -> Response:
    """A result."""
    return _answer(status, {"success": True, "errors": [], "messages": [], "result": result})


def page(results: Sequence[Any]) -> Response:
    """A list, all of it on one page."""
    count = len(results)
    info = {"page": 1, "per_page": max(count, 20), "count": count, "total_count": count, "total_pages": 1}
    envelope = {"success": True, "errors": [], "messages": [], "result": list(results), "result_info": info}
    return _answer(200, envelope)


def no_content() -> Response:
    """Done, and nothing to say."""
    return Response(204)


def failed(request: Request, error: CloudflareError) -> Response:
    """An error, which is in the request log, too."""
    request.notes["error"] = error.message
    described: dict[str, Any] = {"code": error.code, "message": error.message}
    if error.pointer is not None:
        described["source"] = {"pointer": error.pointer}
    envelope = {"success": False, "errors": [described], "messages": [], "result": None}
    return _answer(error.status, envelope)


def refused(request: Request, status: int, code: str | None = None) -> Response:
    """How Cloudflare words an error of a status."""
    number, message = FAULTS.get(status, INTERNAL)
    given = int(code) if code is not None and code.isdigit() else number
    return failed(request, CloudflareError(status, given, message))


def _answer(status: int, envelope: dict[str, Any]) -> Response:
    return Response(status, {"Content-Type": "application/json"}, json.dumps(envelope).encode())
