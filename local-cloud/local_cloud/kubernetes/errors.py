"""What the API server refuses, as the `Status` object that clients read.

https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from local_cloud.messages import Response

if TYPE_CHECKING:
    from local_cloud.kubernetes.kinds import Kind

Json = dict[str, Any]
REQUIRED = "Required value"


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field."""

    path: str
    message: str

    @property
    def cause(self) -> Json:
        """As a status names it."""
        is_missing = self.message.startswith(REQUIRED)
        reason = "FieldValueRequired" if is_missing else "FieldValueInvalid"
        return {"reason": reason, "message": self.message, "field": self.path}


class ApiError(Exception):
    """A refusal."""

    def __init__(self, code: int, reason: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.code, self.reason, self.message, self.details = code, reason, message, details

    def response(self) -> Response:
        """What the client gets."""
        status = {
            "kind": "Status",
            "apiVersion": "v1",
            "metadata": {},
            "status": "Failure",
            "message": self.message,
            "reason": self.reason,
            "details": self.details,
            "code": self.code,
        }
        return Response(self.code, {"Content-Type": "application/json"}, json.dumps(status).encode())


def bad_request(message: str) -> ApiError:
    """The request makes no sense."""
    return ApiError(400, "BadRequest", message)


def unauthorized() -> ApiError:
    """Nobody knows whose token it is."""
    return ApiError(401, "Unauthorized", "Unauthorized")


def not_served() -> ApiError:
    """There is no such path."""
    causes = [{"reason": "UnexpectedServerResponse", "message": "404 page not found"}]
    return ApiError(404, "NotFound", "the server could not find the requested resource", causes=causes)


def not_allowed() -> ApiError:
    """The path has no such method."""
    return ApiError(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource"
    )


def unsupported_body(accepted: str) -> ApiError:
    """The body is of a type that is not read here."""
    message = f"the body of the request was in an unknown format - accepted media types include: {accepted}"
    return ApiError(415, "UnsupportedMediaType", message)


def not_found(kind: Kind, name: str) -> ApiError:
    """The object is not there."""
    message = f'{kind.qualified} "{name}" not found'
    return ApiError(404, "NotFound", message, name=name, group=kind.group, kind=kind.plural)


def already_exists(kind: Kind, name: str) -> ApiError:
    """The object is there."""
    message = f'{kind.qualified} "{name}" already exists'
    return ApiError(409, "AlreadyExists", message, name=name, group=kind.group, kind=kind.plural)


def conflict(kind: Kind, name: str, why: str) -> ApiError:
    """The object is another one than the client thinks."""
    message = f'Operation cannot be fulfilled on {kind.qualified} "{name}": {why}'
    return ApiError(409, "Conflict", message, name=name, group=kind.group, kind=kind.plural)


def forbidden(kind: Kind, name: str, why: str) -> ApiError:
    """It is known what is meant, and not done."""
    message = f'{kind.qualified} "{name}" is forbidden: {why}'
    return ApiError(403, "Forbidden", message, name=name, group=kind.group, kind=kind.plural)


def invalid(kind: Kind, name: str, errors: list[FieldError]) -> ApiError:
    """Values that the object can't have."""
    what = f"{kind.kind}.{kind.group}" if kind.group else kind.kind
    listed = "; ".join(f"{error.path}: {error.message}" for error in errors)
    causes = [error.cause for error in errors]
    message = f'{what} "{name}" is invalid: {listed}'
    return ApiError(422, "Invalid", message, name=name, group=kind.group, kind=kind.kind, causes=causes)
