"""Bucket policies with their conditions.

Restores: a Deny of the bucket policy refuses requests to the bucket and its objects only where its Condition
holds (S3 user guide, "Bucket policies"; API actions PutBucketPolicy and all that a policy covers). moto knows
no operator but StringEquals and takes a statement with any other as unconditional: the usual TLS-only policy
would refuse everything. It also never asks the policy about bucket-level calls.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from local_cloud.aws import context
from local_cloud.aws.failures import Unimplemented
from local_cloud.aws.operations import s3_bucket_and_key
from local_cloud.aws.patching import around
from local_cloud.aws.principals import current_principal
from local_cloud.aws.s3 import policy_document
from local_cloud.aws.s3.conditions import UnknownCondition
from local_cloud.aws.s3.policy_document import Access

POLICY_OPERATIONS = {"PutBucketPolicy", "DeleteBucketPolicy", "GetBucketPolicy"}
"""What the root user of the bucket's account may always do, or nobody could mend a wrong policy."""

PERMISSIONS = {
    # Operations whose permission has another name (S3 user guide, "Required permissions").
    "HeadBucket": "ListBucket",
    "ListObjects": "ListBucket",
    "ListObjectsV2": "ListBucket",
    "ListObjectVersions": "ListBucketVersions",
    "ListMultipartUploads": "ListBucketMultipartUploads",
    "ListParts": "ListMultipartUploadParts",
    "HeadObject": "GetObject",
    "CopyObject": "PutObject",
    "CreateMultipartUpload": "PutObject",
    "UploadPart": "PutObject",
    "CompleteMultipartUpload": "PutObject",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
    "GetBucketReplication": "GetReplicationConfiguration",
    "GetBucketNotificationConfiguration": "GetBucketNotification",
    "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "DeleteBucketTagging": "PutBucketTagging",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
}
VERSIONED = {"GetObject", "DeleteObject", "GetObjectTagging", "GetObjectAcl"}
"""Permissions that become `...Version` when the request names a version."""


def extend() -> None:
    """Asks the policy before each call to a bucket or object, with conditions."""
    from moto.s3.models import FakeBucket, S3Backend
    from moto.s3.responses import S3Response

    around(S3Response, "_bucket_response", _unless_denied)
    around(S3Response, "_key_response", _unless_denied)
    around(FakeBucket, "get_permission", _permission_for_one_key)
    around(S3Backend, "put_bucket_policy", _put_bucket_policy)


def _put_bucket_policy(original: Callable[..., None], _: Any, bucket_name: str, policy: Any) -> None:
    """Refuses at once what could not be evaluated later."""
    with _naming_the_policy(bucket_name):
        policy_document.check(json.loads(policy))
    original(bucket_name, policy)


def _unless_denied(original: Callable[..., Any], response: Any, *args: Any, **kwargs: Any) -> Any:
    """Answers 403 where the bucket's policy denies the request that is being answered."""
    now = context.current()
    if now is not None and now.call.service == "s3":
        bucket = _bucket_of(response)
        if bucket is not None and _is_denied(bucket, now):
            return _access_denied(now)
    return original(*args, **kwargs)


def _permission_for_one_key(_: Callable[..., Any], bucket: Any, action: str, resource: str) -> Any:
    """moto's own question: only DeleteObjects still needs its answer, for each key that it names."""
    from moto.iam.access_control import PermissionResult

    now = context.current()
    if now is None or now.call.operation != "DeleteObjects" or not bucket.policy:
        return PermissionResult.NEUTRAL
    denied = _denies(bucket, now, action, resource)
    return PermissionResult.DENIED if denied else PermissionResult.NEUTRAL


def _bucket_of(response: Any) -> Any:
    """The bucket that a request names, if it exists and has a policy."""
    from moto.s3.exceptions import S3ClientError

    try:
        bucket = response.backend.get_bucket(response.bucket_name) if response.bucket_name else None
    except S3ClientError:
        return None
    return bucket if bucket is not None and bucket.policy else None


def _is_denied(bucket: Any, now: context.Context) -> bool:
    operation = now.call.operation or "UnknownOperation"
    is_root = current_principal(now.account) == f"arn:aws:iam::{bucket.account_id}:root"
    if operation in POLICY_OPERATIONS and is_root:
        return False
    if operation == "DeleteObjects":
        return False  # each key on its own, see above
    permission = PERMISSIONS.get(operation, operation)
    if permission in VERSIONED and "versionId" in dict(parse_qsl(now.request.query)):
        permission += "Version"
    _, key = s3_bucket_and_key(now.request.host, now.request.path)
    resource = f"{bucket.arn}/{key}" if key else bucket.arn
    return _denies(bucket, now, f"s3:{permission}", resource)


def _denies(bucket: Any, now: context.Context, action: str, resource: str) -> bool:
    access = Access(
        action=action,
        resource=resource,
        principal=current_principal(now.account),
        account=now.account,
        values=_condition_values(bucket, now),
    )
    with _naming_the_policy(bucket.name):
        return policy_document.denies(json.loads(bucket.policy), access)


def _condition_values(bucket: Any, now: context.Context) -> dict[str, str]:
    """The condition keys of a request. A direct call has no aws:SourceAccount, aws:SourceVpce and so on."""
    request = now.request
    values = {f"s3:{name}": value for name, value in parse_qsl(request.query, keep_blank_values=True)}
    for name, value in request.headers.items():
        lower = name.lower()
        values[f"s3:{lower}"] = value
        if lower.startswith("x-amz-object-lock-"):
            values[f"s3:{lower.removeprefix('x-amz-')}"] = value
    if request.tls_version is not None:
        values["s3:tlsversion"] = request.tls_version
    return {name.lower(): value for name, value in values.items()} | {
        "aws:securetransport": str(request.scheme == "https").lower(),
        "aws:principalaccount": now.account,
        "aws:principalarn": current_principal(now.account),
        "aws:principalisawsservice": "false",
        "aws:viaawsservice": "false",
        "aws:resourceaccount": bucket.account_id,
        "s3:resourceaccount": bucket.account_id,
    }


def _access_denied(now: context.Context) -> tuple[int, dict[str, str], str]:
    operation = f"s3:{now.call.operation}"
    message = (
        f"User: {current_principal(now.account)} is not authorized to perform: {operation} "
        "with an explicit deny in a resource-based policy"
    )
    body = f"<Error><Code>AccessDenied</Code><Message>{escape(message)}</Message></Error>"
    return 403, {"content-type": "application/xml"}, body


@contextmanager
def _naming_the_policy(bucket_name: str) -> Iterator[None]:
    """Turns an unknown condition into an answer that names the bucket."""
    try:
        yield
    except UnknownCondition as error:
        raise Unimplemented(f"in the policy of bucket {bucket_name}: {error}") from error
