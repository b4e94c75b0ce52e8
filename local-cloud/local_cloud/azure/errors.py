"""What Azure answers when it refuses."""

from __future__ import annotations

import json

from local_cloud.messages import Request, Response

JSON_TYPE = "application/json; charset=utf-8"
USUAL_CODES = {
    403: "AuthorizationFailed",
    409: "AnotherOperationInProgress",
    429: "TooManyRequests",
    500: "InternalServerError",
    503: "ServiceUnavailable",
}


class AzureError(Exception):
    """A refusal, with Azure's code for it."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def not_implemented(what: str) -> AzureError:
    """What this emulator lacks; a 400, because clients try a 5xx again for minutes."""
    return AzureError(400, "NotImplemented", f"local cloud: not implemented on Azure: {what}")


def json_response(status: int, body: object = None, headers: dict[str, str] | None = None) -> Response:
    """A response of Resource Manager, Key Vault or the sign-in."""
    content = b"" if body is None else json.dumps(body).encode()
    return Response(status, {"Content-Type": JSON_TYPE, **(headers or {})}, content)


def json_error(error: AzureError) -> Response:
    """A refusal of Resource Manager or Key Vault."""
    return json_response(error.status, {"error": {"code": error.code, "message": error.message}})


def refused_by_azure(request: Request, status: int, code: str | None = None) -> Response:
    """A fault that a test asked for. Who is throttled is told when to come back."""
    text = f"a fault of {request.host} that a test asked for"
    error = AzureError(status, code or USUAL_CODES.get(status, str(status)), text)
    response = json_error(error)
    response.headers["x-ms-error-code"] = error.code
    if status == 429:
        response.headers["Retry-After"] = "1"
    return response
