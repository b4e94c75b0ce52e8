"""Bucket policies with their conditions.

Restores: the policy of PutBucketPolicy takes effect on all calls to the bucket and its objects, about which
`aws/iam/` asks it before moto comes to them. moto knows no operator but StringEquals, and takes a statement
with any other as unconditional: the usual TLS-only policy would refuse everything. Of moto's own questions
only that of DeleteObjects is needed, for each key that it names.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import xmltodict

from local_cloud.aws import context
from local_cloud.aws.failures import Unimplemented
from local_cloud.aws.iam import policy_document
from local_cloud.aws.iam.buckets import object_question
from local_cloud.aws.iam.callers import caller_of
from local_cloud.aws.iam.conditions import UnknownCondition
from local_cloud.aws.iam.decision import refusal
from local_cloud.aws.iam.s3_permissions import permission_of
from local_cloud.aws.patching import around

BYPASS = "x-amz-bypass-governance-retention"


def extend() -> None:
    """Takes moto's own reading of bucket policies away."""
    from moto.s3.models import FakeBucket, S3Backend

    around(FakeBucket, "get_permission", _permission_for_one_key)
    around(S3Backend, "put_bucket_policy", _put_bucket_policy)


def _put_bucket_policy(original: Callable[..., None], _: Any, bucket_name: str, policy: Any) -> None:
    """Refuses at once what could not be evaluated later."""
    try:
        policy_document.check(json.loads(policy))
    except UnknownCondition as error:
        raise Unimplemented(f"in the policy of bucket {bucket_name}: {error}") from error
    original(bucket_name, policy)


def _permission_for_one_key(_: Callable[..., Any], bucket: Any, __: str, resource: str) -> Any:
    from moto.iam.access_control import PermissionResult

    now = context.current()
    if now is None or now.call.operation != "DeleteObjects":
        return PermissionResult.NEUTRAL
    key = resource.removeprefix(f"{bucket.arn}/")
    caller = caller_of(now)
    questions = [object_question(now, bucket, one, key) for one in _permissions(now, key)]
    is_refused = any(refusal(caller, question, now) is not None for question in questions)
    return PermissionResult.DENIED if is_refused else PermissionResult.NEUTRAL


def _permissions(now: context.Context, key: str) -> set[str]:
    """To delete a key, or versions of it. moto asks for the former only."""
    objects = xmltodict.parse(now.request.body, force_list=("Object",))["Delete"]["Object"]
    named = [one for one in objects if one["Key"] == key]
    further = {"BypassGovernanceRetention"} if now.request.headers.get(BYPASS) else set()
    return {permission_of("DeleteObject", is_versioned="VersionId" in one) for one in named} | further
