"""The log delivery permission of a log bucket.

Restores: PutBucketLogging finds the permission of logging.s3.amazonaws.com among the statements of the target
bucket's policy. moto reads only `{"Service": "..."}` principals with one exact Resource, and fails on the
`"Principal": "*"` of a TLS-only statement.
"""

from __future__ import annotations

import json
from typing import Any

from local_cloud.aws.iam.policy_document import allows_service
from local_cloud.aws.patching import replace

SERVICE = "logging.s3.amazonaws.com"


def extend() -> None:
    """Reads the target bucket's policy as AWS does."""
    from moto.s3.models import FakeBucket

    replace(FakeBucket, _log_permissions_enabled_policy=staticmethod(_is_permitted))


def _is_permitted(target_bucket: Any, target_prefix: str | None) -> bool:
    if not target_bucket.policy:
        return False
    log_object = f"{target_bucket.arn}/{target_prefix or ''}2026-01-01-00-00-00-0123456789ABCDEF"
    return allows_service(json.loads(target_bucket.policy), SERVICE, "s3:PutObject", log_object)
