"""A cloud whose clock differs from the client's.

Each response carries the cloud's time in `Date`. A request that was signed too long before or after it is
refused (Amazon S3 API reference, error `RequestTimeTooSkewed`; IAM user guide, "Troubleshoot Signature
Version 4", `Signature expired`). SDKs learn the difference from the refusal and sign again.
"""

from __future__ import annotations

import time
from datetime import datetime, timezone
from email.utils import formatdate

from local_cloud.messages import Response
from local_cloud.routes import Exchange

S3_TOLERANCE_SECONDS = 15 * 60
TOLERANCE_SECONDS = 5 * 60
"""Of every AWS service but S3."""


def answer_at(exchange: Exchange, ahead_seconds: float) -> Response:
    """The answer of a cloud whose clock is `ahead_seconds` ahead."""
    now = time.time() + ahead_seconds
    signed = _signed_at(exchange.request.headers.get("X-Amz-Date"))
    is_s3 = "s3" in exchange.request.host.split(".")
    tolerance = S3_TOLERANCE_SECONDS if is_s3 else TOLERANCE_SECONDS
    if signed is not None and abs(now - signed) > tolerance:
        code = "RequestTimeTooSkewed" if is_s3 else "SignatureDoesNotMatch"
        response = exchange.refusal(403, code)
    else:
        response = exchange.carry_out()
    headers = {name: value for name, value in response.headers.items() if name.lower() != "date"}
    return Response(response.status, {**headers, "Date": formatdate(now, usegmt=True)}, response.body)


def _signed_at(date: str | None) -> float | None:
    """When a request was signed; None for one that was not (a token says nothing of the time)."""
    if date is None:
        return None
    return datetime.strptime(date, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc).timestamp()
