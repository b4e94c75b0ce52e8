"""What a request asks of S3 buckets and objects, and of the keys that encrypt them.

S3 user guide, "Required permissions for Amazon S3 API operations".
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote

from local_cloud.aws.context import Context
from local_cloud.aws.iam.callers import Caller, document
from local_cloud.aws.iam.conditions import Values
from local_cloud.aws.iam.keys import key_question
from local_cloud.aws.iam.questions import Question
from local_cloud.aws.iam.s3_permissions import permission_of
from local_cloud.aws.operations import s3_bucket_and_key

POLICY_OPERATIONS = {"PutBucketPolicy", "DeleteBucketPolicy", "GetBucketPolicy"}
"""What the root user of the bucket's account may always do, or nobody could mend a wrong policy."""
READING = {"GetObject", "HeadObject"}
WRITING = {"PutObject", "CopyObject", "CreateMultipartUpload"}
FURTHER_PERMISSIONS = {
    # Headers that need a permission of their own.
    "x-amz-bypass-governance-retention": "BypassGovernanceRetention",
    "x-amz-object-lock-mode": "PutObjectRetention",
    "x-amz-object-lock-legal-hold": "PutObjectLegalHold",
    "x-amz-tagging": "PutObjectTagging",
    "x-amz-acl": "PutObjectAcl",
}


def bucket_questions(now: Context, caller: Caller) -> list[Question]:
    """For a call of S3."""
    operation = now.call.operation or "UnknownOperation"
    name, key = s3_bucket_and_key(now.request.host, now.request.path)
    bucket = bucket_of(name, now.account) if name else None
    if bucket is None:
        resource = f"arn:aws:s3:::{name}" if name else None
        return [Question(f"s3:{permission_of(operation)}", resource, now.account)]
    if operation in POLICY_OPERATIONS and caller.is_root and caller.account == bucket.account_id:
        return []
    if operation == "DeleteObjects":
        return []  # each key on its own, when moto comes to it
    query = dict(parse_qsl(now.request.query, keep_blank_values=True))
    permission = permission_of(operation, is_versioned="versionId" in query)
    further = [
        name for header, name in FURTHER_PERMISSIONS.items() if key and now.request.headers.get(header)
    ]
    return [
        *[object_question(now, bucket, one, key) for one in [permission, *further]],
        *_copied(now, operation),
        *_encryption(now, bucket, operation, key),
    ]


def object_question(now: Context, bucket: Any, permission: str, key: str | None) -> Question:
    """Whether the caller has a permission on a bucket, or an object of it."""
    return Question(
        action=f"s3:{permission}",
        resource=f"{bucket.arn}/{key}" if key else bucket.arn,
        owner=bucket.account_id,
        policy=document(bucket.policy) if bucket.policy else None,
        values=_condition_values(now, bucket),
    )


def bucket_of(name: str, account: str) -> Any:
    """A bucket as moto has it, whosever it is, or None."""
    from moto.s3.exceptions import S3ClientError
    from moto.s3.models import s3_backends

    try:
        return s3_backends[account]["aws"].get_bucket(name)
    except S3ClientError:
        return None


def _copied(now: Context, operation: str) -> list[Question]:
    """A copy reads its source."""
    source = unquote(now.request.headers.get("x-amz-copy-source", "")).lstrip("/").split("?versionId=")
    name, _, key = source[0].partition("/")
    bucket = bucket_of(name, now.account) if name and operation in {"CopyObject", "UploadPartCopy"} else None
    permission = permission_of("GetObject", is_versioned=len(source) > 1)
    return [] if bucket is None else [object_question(now, bucket, permission, key)]


def _encryption(now: Context, bucket: Any, operation: str, key: str | None) -> list[Question]:
    """Who writes an object encrypts it, and who reads it decrypts it, with the key by way of S3."""
    rule = (bucket.encryption or {}).get("Rule", {})
    default = rule.get("ApplyServerSideEncryptionByDefault", {})
    if operation in WRITING:
        headers = now.request.headers
        algorithm = headers.get("x-amz-server-side-encryption") or default.get("SSEAlgorithm")
        kms_key = headers.get("x-amz-server-side-encryption-aws-kms-key-id") or default.get("KMSMasterKeyID")
        action = "GenerateDataKey"
    elif operation in READING and key is not None:
        stored = bucket.keys.get(key)
        algorithm, kms_key = getattr(stored, "encryption", None), getattr(stored, "kms_key_id", None)
        action = "Decrypt"
    else:
        return []
    if algorithm != "aws:kms" or not kms_key:
        return []
    uses_bucket_key = str(rule.get("BucketKeyEnabled", "false")).lower() == "true"
    values = {
        "kms:viaservice": f"s3.{bucket.region_name}.amazonaws.com",
        "kms:encryptioncontext:aws:s3:arn": bucket.arn if uses_bucket_key else f"{bucket.arn}/{key}",
    }
    return key_question(str(kms_key), action, bucket.account_id, bucket.region_name, values)


def _condition_values(now: Context, bucket: Any) -> Values:
    request = now.request
    values = {f"s3:{name}": value for name, value in parse_qsl(request.query, keep_blank_values=True)}
    for name, value in request.headers.items():
        lower = name.lower()
        values[f"s3:{lower}"] = value
        if lower.startswith("x-amz-object-lock-"):
            values[f"s3:{lower.removeprefix('x-amz-')}"] = value
    if request.tls_version is not None:
        values["s3:tlsversion"] = request.tls_version
    return {name.lower(): value for name, value in values.items()} | {"s3:resourceaccount": bucket.account_id}
