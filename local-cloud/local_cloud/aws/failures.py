"""Refusals in a service's own form; above all what the local cloud can't do: a 400 that no SDK retries."""

from __future__ import annotations

import json
import sys
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


def failure(request: Request, call: Call, status: int, code: str, message: str) -> Response:
    """An error as the service would put it."""
    return _BY_PROTOCOL.get(protocol_of(request, call.service), _json)(status, code, message)


def usual_failure(request: Request, call: Call, status: int, code: str | None) -> Response:
    """An error that AWS itself would give; without a code the usual one of that status."""
    usual = USUAL_CODES_OF_S3 if call.service == "s3" else USUAL_CODES
    message = f"a fault of {request.host} that a test asked for"
    return failure(request, call, status, code or usual.get(status, str(status)), message)


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


def _json(status: int, code: str, message: str) -> Response:
    headers = {"Content-Type": "application/x-amz-json-1.1", "x-amzn-ErrorType": code}
    body = json.dumps({"__type": code, "code": code, "message": message})
    return Response(status, headers, body.encode())


def _xml(status: int, document: str) -> Response:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{document}'
    return Response(status, {"Content-Type": "text/xml"}, text.encode())


def _query(status: int, code: str, message: str) -> Response:
    return _xml(
        status,
        f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message>"
        f"</Error><RequestId>{REQUEST_ID}</RequestId></ErrorResponse>",
    )


def _ec2(status: int, code: str, message: str) -> Response:
    return _xml(
        status,
        f"<Response><Errors><Error><Code>{code}</Code><Message>{escape(message)}</Message></Error></Errors>"
        f"<RequestID>{REQUEST_ID}</RequestID></Response>",
    )


def _rest_xml(status: int, code: str, message: str) -> Response:
    return _xml(
        status,
        f"<Error><Code>{code}</Code><Message>{escape(message)}</Message>"
        f"<RequestId>{REQUEST_ID}</RequestId></Error>",
    )


_BY_PROTOCOL = {
    "query": _query,
    "ec2": _ec2,
    "rest-xml": _rest_xml,
    "json": _json,
    "rest-json": _json,
}
