"""What Google Cloud answers to a call that it refuses."""

from __future__ import annotations

import json

from local_cloud.messages import Response

REASONS = {
    400: ("invalid", "INVALID_ARGUMENT"),
    401: ("authError", "UNAUTHENTICATED"),
    403: ("forbidden", "PERMISSION_DENIED"),
    404: ("notFound", "NOT_FOUND"),
    409: ("conflict", "ALREADY_EXISTS"),
    412: ("conditionNotMet", "FAILED_PRECONDITION"),
}
STATUSES = {"failedPrecondition": "FAILED_PRECONDITION"}
"""Where the reason says more than the number."""


class GoogleError(Exception):
    """A refusal, in Google's own form."""

    def __init__(self, status: int, message: str, reason: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.reason = reason or REASONS[status][0]

    def response(self) -> Response:
        """The answer that clients parse."""
        error = {
            "code": self.status,
            "message": self.message,
            "status": STATUSES.get(self.reason, REASONS[self.status][1]),
            "errors": [{"message": self.message, "domain": "global", "reason": self.reason}],
        }
        if self.reason == "accessNotConfigured":
            error["details"] = [
                {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED"}
            ]
        body = json.dumps({"error": error}).encode()
        return Response(self.status, {"Content-Type": "application/json; charset=UTF-8"}, body)


def not_implemented(what: str) -> GoogleError:
    """A call that this cloud has no answer for: a 4xx, which no client repeats."""
    return GoogleError(400, f"local cloud: {what} is not implemented.", "notImplemented")
