"""The default retention of a bucket that holds objects.

Restores: PutObjectLockConfiguration changes or removes the default retention of a bucket with object lock at
any time. moto answers "Bucket needs to be empty", so that a state bucket in use can't be changed or
destroyed. And GetObjectLockConfiguration returns Days or Years, whichever was put; moto adds the other as 0.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from local_cloud.aws.patching import around


def extend() -> None:
    """Allows a new default retention on a bucket with objects."""
    from moto.s3.models import S3Backend

    around(S3Backend, "put_object_lock_configuration", _put_object_lock_configuration)
    around(S3Backend, "get_object_lock_configuration", _get_object_lock_configuration)


def _put_object_lock_configuration(
    original: Callable[..., None],
    backend: Any,
    bucket_name: str,
    lock_enabled: bool,
    mode: str | None = None,
    days: int | None = None,
    years: int | None = None,
) -> None:
    bucket = backend.get_bucket(bucket_name)
    if not bucket.object_lock_enabled:
        original(bucket_name, lock_enabled, mode, days, years)
        return
    bucket.default_lock_mode = mode
    bucket.default_lock_days = days
    bucket.default_lock_years = years


def _get_object_lock_configuration(
    original: Callable[[str], tuple[bool, str | None, int | None, int | None]], _: Any, bucket_name: str
) -> tuple[bool, str | None, int | None, int | None]:
    enabled, mode, days, years = original(bucket_name)
    return enabled, mode, days or None, years or None
