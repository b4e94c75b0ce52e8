"""How Cloudflare's API answers: {success, errors, messages, result}."""

from __future__ import annotations

import json
from typing import Any

from local_cloud.messages import Request, Response


def done(result: Any) -> Response:
    """A result."""
    return _answer(200, {"success": True, "errors": [], "messages": [], "result": result})


def failed(request: Request, status: int, code: int, message: str) -> Response:
    """An error, which is in the request log, too."""
    request.notes["error"] = message
    errors = [{"code": code, "message": message}]
    return _answer(status, {"success": False, "errors": errors, "messages": [], "result": None})


def _answer(status: int, envelope: dict[str, Any]) -> Response:
    return Response(status, {"Content-Type": "application/json"}, json.dumps(envelope).encode())
