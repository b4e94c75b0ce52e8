"""Replication rules are read back as they were put.

Restores: GetBucketReplication returns DeleteMarkerReplication and SourceSelectionCriteria. moto answers that
delete markers are not replicated, whatever was put, and drops the other; plans
are never empty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from local_cloud.aws.patching import around

KEPT = ("DeleteMarkerReplication", "SourceSelectionCriteria")
"""What moto has stored, and doesn't answer."""


def extend() -> None:
    """Answers what was put."""
    from moto.s3.responses import S3Response

    around(S3Response, "get_bucket_replication", _get_bucket_replication)


def _get_bucket_replication(original: Callable[[], Any], response: Any) -> Any:
    """Adds the stored values to moto's result on its way to the serializer, rule by rule."""
    serialize = response.serialized
    stored = response.backend.get_bucket_replication(response.bucket_name) or {"Rule": []}

    def serialized(outcome: Any) -> Any:
        answered = outcome.result["ReplicationConfiguration"]["Rules"]
        for rule, source in zip(answered, stored["Rule"], strict=True):
            rule.update({name: source[name] for name in KEPT if source.get(name)})
        return serialize(outcome)

    # Of this one response object, and this one call: what comes after it may be an error.
    response.serialized = serialized
    try:
        return original()
    finally:
        del response.serialized
