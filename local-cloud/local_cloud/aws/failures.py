"""Errors in the form of each service's protocol.

What the local cloud can't do is said so that a client stops at once: a 400 that no SDK retries.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from xml.sax.saxutils import escape

from local_cloud.aws.operations import Call, service_model
from local_cloud.messages import Request, Response

CODE = "NotImplemented"
REQUEST_ID = "00000000-0000-0000-0000-000000000000"
USUAL_CODES = {403: "AccessDeniedException", 500: "InternalFailure", 503: "ServiceUnavailable"}
USUAL_CODES_OF_S3 = {403: "AccessDenied", 500: "InternalError", 503: "SlowDown"}
"""Amazon S3 API reference, "Error responses"; the others' are the errors common to all AWS APIs."""


class Unimplemented(Exception):
    """Neither moto nor a mend answers this; the message says what is missing."""


def not_implemented(request: Request, call: Call, detail: str) -> Response:
    """An error in the form of the service's protocol, that names the service and the operation."""
    service = call.service or request.host.split(".")[0]
    operation = call.operation or f"{request.method} {request.path}"
    message = f"The local cloud does not implement {operation} of {service}: {detail.strip()[:1000]}"
    request.notes["error"] = message
    print(f"local cloud: {request.method} {request.host}: {message}", file=sys.stderr, flush=True)
    return failure(request, call, 400, CODE, message)


def usual_failure(request: Request, call: Call, status: int, code: str | None) -> Response:
    """An error that AWS itself would give; without a code the usual one of that status."""
    usual = USUAL_CODES_OF_S3 if call.service == "s3" else USUAL_CODES
    message = f"a fault of {request.host} that a test asked for"
    return failure(request, call, status, code or usual.get(status, str(status)), message)


@dataclass(frozen=True)
class Failure:
    """What an error says, whatever its form."""

    status: int
    code: str
    message: str


def failure(request: Request, call: Call, status: int, code: str, message: str) -> Response:
    """An error as the service would put it."""
    answer = _BY_PROTOCOL.get(protocol_of(request, call.service), _json)
    return answer(Failure(status, code, message))


def protocol_of(request: Request, service: str | None) -> str:
    """The wire protocol to answer in: the service's own, or what the request looks like."""
    if "cbor" in request.headers.get("Content-Type", ""):
        return "json"
    if request.headers.get("X-Amz-Target"):
        return "json"
    model = service_model(service) if service else None
    if model is not None:
        return str(model.metadata.get("protocol", "rest-json"))
    return "query" if b"Action=" in request.body else "rest-json"


def _json(failure: Failure) -> Response:
    headers = {"Content-Type": "application/x-amz-json-1.1", "x-amzn-ErrorType": failure.code}
    body = {"__type": failure.code, "code": failure.code, "message": failure.message}
    return Response(failure.status, headers, json.dumps(body).encode())


def _xml(failure: Failure, form: str) -> Response:
    """`form` has a place for the error's code and message."""
    error = f"<Code>{failure.code}</Code><Message>{escape(failure.message)}</Message>"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{form.format(error)}'
    return Response(failure.status, {"Content-Type": "text/xml"}, text.encode())


def _query(failure: Failure) -> Response:
    form = "<ErrorResponse><Error><Type>Sender</Type>{}</Error><RequestId>%s</RequestId></ErrorResponse>"
    return _xml(failure, form % REQUEST_ID)


def _ec2(failure: Failure) -> Response:
    form = "<Response><Errors><Error>{}</Error></Errors><RequestID>%s</RequestID></Response>"
    return _xml(failure, form % REQUEST_ID)


def _rest_xml(failure: Failure) -> Response:
    return _xml(failure, f"<Error>{{}}<RequestId>{REQUEST_ID}</RequestId></Error>")


_BY_PROTOCOL = {
    "query": _query,
    "ec2": _ec2,
    "rest-xml": _rest_xml,
    "json": _json,
    "rest-json": _json,
}
