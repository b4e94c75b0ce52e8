"""Lifecycle rules are read back as they were put.

Restores: GetBucketLifecycleConfiguration returns NewerNoncurrentVersions of a NoncurrentVersionExpiration.
moto drops it, and Terraform waits minutes for the rules to become what it has put.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from local_cloud.aws.patching import around

KEPT = "_newer_noncurrent_versions"
"""Where a rule of moto's keeps what moto itself drops."""


def extend() -> None:
    """Keeps NewerNoncurrentVersions."""
    from moto.s3.models import FakeBucket
    from moto.s3.responses import S3Response

    around(FakeBucket, "set_lifecycle", _set_lifecycle)
    around(S3Response, "get_bucket_lifecycle", _get_bucket_lifecycle)


def _set_lifecycle(original: Callable[..., None], bucket: Any, rules: list[dict[str, Any]]) -> None:
    original(rules)
    for source, rule in zip(rules, bucket.rules, strict=True):
        expiration = source.get("NoncurrentVersionExpiration") or {}
        setattr(rule, KEPT, expiration.get("NewerNoncurrentVersions"))


def _get_bucket_lifecycle(original: Callable[[], Any], response: Any) -> Any:
    """Adds the kept values to moto's result on its way to the serializer, rule by rule."""
    serialize = response.serialized
    rules = response.backend.get_bucket_lifecycle(response.bucket_name) or []

    def serialized(outcome: Any) -> Any:
        for rule, answered in zip(rules, outcome.result["Rules"], strict=True):
            newer = getattr(rule, KEPT, None)
            if newer:
                answered["NoncurrentVersionExpiration"]["NewerNoncurrentVersions"] = newer
        return serialize(outcome)

    # Of this one response object, and this one call: what comes after it may be an error.
    response.serialized = serialized
    try:
        return original()
    finally:
        del response.serialized
