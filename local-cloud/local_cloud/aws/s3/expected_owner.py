"""The expected owner of a bucket.

Restores: a request with the header x-amz-expected-bucket-owner is refused with 403 AccessDenied where the
bucket is another account's (S3 user guide, "Verifying bucket ownership with bucket owner condition"). moto
ignores the header.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from local_cloud.aws import context
from local_cloud.aws.patching import around

HEADER = "x-amz-expected-bucket-owner"


def extend() -> None:
    """Compares the header with the bucket's account before each call to a bucket or object."""
    from moto.s3.responses import S3Response

    around(S3Response, "_bucket_response", _unless_of_another)
    around(S3Response, "_key_response", _unless_of_another)


def _unless_of_another(original: Callable[..., Any], response: Any, *args: Any, **kwargs: Any) -> Any:
    now = context.current()
    headers = {} if now is None else {name.lower(): value for name, value in now.request.headers.items()}
    expected = headers.get(HEADER)
    if expected is None or expected == _owner(response, expected):
        return original(*args, **kwargs)
    body = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
    return 403, {"content-type": "application/xml"}, body


def _owner(response: Any, otherwise: str) -> str:
    """The account of the bucket that is meant; a bucket that does not exist is nobody's."""
    from moto.s3.exceptions import S3ClientError

    try:
        owner: str = response.backend.get_bucket(response.bucket_name).account_id
    except S3ClientError:
        return otherwise
    return owner
