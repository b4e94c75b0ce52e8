"""Suspended versioning, which is what Terraform leaves when it destroys a bucket's versioning.

Restores: DeleteObject and DeleteObjects of a bucket with suspended versioning remove the version that they
name, or put a delete marker, and keep the other versions. moto removes all versions of the key at once,
locked ones too, and fails if there is a delete marker among them. And PutBucketVersioning refuses to suspend
the versioning of a bucket with object lock.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from local_cloud.aws.patching import around

SUSPENDED, ENABLED = "Suspended", "Enabled"
LOCKED_MESSAGE = (
    "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed."
)


def extend() -> None:
    """Mends deletion in, and suspension of, versioned buckets."""
    from moto.s3.models import S3Backend

    around(S3Backend, "delete_object", _delete_object)
    around(S3Backend, "put_bucket_versioning", _put_bucket_versioning)


def _delete_object(
    original: Callable[..., Any], backend: Any, bucket_name: str, *args: Any, **kw: Any
) -> Any:
    bucket = backend.get_bucket(bucket_name)
    if bucket.versioning_status != SUSPENDED:
        return original(bucket_name, *args, **kw)
    # moto does it right where versioning is enabled, and requests come one at a time.
    bucket.versioning_status = ENABLED
    try:
        return original(bucket_name, *args, **kw)
    finally:
        bucket.versioning_status = SUSPENDED


def _put_bucket_versioning(
    original: Callable[[str, str], None], backend: Any, bucket_name: str, status: str
) -> None:
    from moto.s3.exceptions import InvalidBucketState

    if status == SUSPENDED and backend.get_bucket(bucket_name).object_lock_enabled:
        raise InvalidBucketState(LOCKED_MESSAGE)
    original(bucket_name, status)
