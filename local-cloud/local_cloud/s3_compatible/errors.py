"""Errors in S3's own XML."""

from __future__ import annotations

from xml.sax.saxutils import escape

from local_cloud.messages import Request, Response


def s3_error(request: Request, status: int, code: str, message: str) -> Response:
    """An error as S3 words it; the message is in the request log, too."""
    request.notes["error"] = message
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code>'
        f"<Message>{escape(message)}</Message><RequestId>0</RequestId></Error>"
    )
    return Response(status, {"Content-Type": "application/xml"}, document.encode())


def not_implemented(request: Request, what: str) -> Response:
    """What a store doesn't have."""
    return s3_error(request, 501, "NotImplemented", f"{what} not implemented")
