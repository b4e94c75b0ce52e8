"""Mends of S3 besides bucket policies."""

from __future__ import annotations

import json
import threading

import pytest

from local_cloud.aws.operations import operation_of, s3_bucket_and_key
from tests.support import Cloud, error_code, new_bucket
from tests.test_bucket_policy import deny


def test_lifecycle_keeps_newer_noncurrent_versions(cloud: Cloud, bucket: str) -> None:
    rules = [
        {
            "ID": "a",
            "Status": "Enabled",
            "Filter": {},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
        },
        {
            "ID": "b",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "Expiration": {"ExpiredObjectDeleteMarker": True},
            "NoncurrentVersionExpiration": {"NoncurrentDays": 30, "NewerNoncurrentVersions": 20},
        },
    ]
    s3 = cloud.client("s3")
    s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": rules})
    read = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    assert read[1]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 30, "NewerNoncurrentVersions": 20}
    assert "NoncurrentVersionExpiration" not in read[0]


def test_a_missing_lifecycle_is_still_said(cloud: Cloud, bucket: str) -> None:
    get = cloud.client("s3").get_bucket_lifecycle_configuration
    assert error_code(get, Bucket=bucket) == "NoSuchLifecycleConfiguration"


def test_default_retention_of_a_bucket_in_use_can_change_and_go(cloud: Cloud) -> None:
    bucket = new_bucket(cloud, ObjectLockEnabledForBucket=True)
    s3 = cloud.client("s3")
    s3.put_object(Bucket=bucket, Key="state", Body=b"{}", ChecksumAlgorithm="SHA256")
    for mode in ("GOVERNANCE", "COMPLIANCE"):
        retention = {"DefaultRetention": {"Mode": mode, "Days": 1}}
        lock = {"ObjectLockEnabled": "Enabled", "Rule": retention}
        s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=lock)
        read = s3.get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"]
        assert read["Rule"] == retention
    s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"})
    assert "Rule" not in s3.get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"]


def test_versions_survive_suspended_versioning_until_they_are_deleted(cloud: Cloud, bucket: str) -> None:
    s3 = cloud.client("s3")

    def versions(kind: str) -> list[dict[str, str]]:
        found = s3.list_object_versions(Bucket=bucket).get(kind, [])
        return [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found]

    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    for body in (b"1", b"2"):
        s3.put_object(Bucket=bucket, Key="state", Body=body)
    s3.delete_object(Bucket=bucket, Key="state")
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    s3.delete_objects(Bucket=bucket, Delete={"Objects": versions("DeleteMarkers")})
    assert len(versions("Versions")) == 2
    s3.delete_object(Bucket=bucket, **versions("Versions")[0])
    assert s3.get_object(Bucket=bucket, Key="state")["Body"].read() == b"1"
    s3.delete_object(Bucket=bucket, Key="state")
    s3.delete_objects(Bucket=bucket, Delete={"Objects": versions("Versions") + versions("DeleteMarkers")})
    s3.delete_bucket(Bucket=bucket)


def test_object_lock_keeps_versioning_on_and_versions_safe(cloud: Cloud) -> None:
    bucket = new_bucket(cloud, ObjectLockEnabledForBucket=True)
    s3 = cloud.client("s3")
    suspend = {"VersioningConfiguration": {"Status": "Suspended"}}
    assert error_code(s3.put_bucket_versioning, Bucket=bucket, **suspend) == "InvalidBucketState"
    lock = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 1}}}
    s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=lock)
    version = s3.put_object(Bucket=bucket, Key="state", Body=b"1", ChecksumAlgorithm="SHA256")["VersionId"]
    names = {"Bucket": bucket, "Key": "state", "VersionId": version, "BypassGovernanceRetention": True}
    assert error_code(s3.delete_object, **names) == "AccessDenied"


@pytest.mark.parametrize(("permitted", "code"), [(True, None), (False, "InvalidTargetBucketForLogging")])
def test_log_delivery_next_to_a_tls_only_statement(
    cloud: Cloud, bucket: str, permitted: bool, code: str | None
) -> None:
    logs = new_bucket(cloud)
    policy = json.loads(deny(logs, {"Bool": {"aws:SecureTransport": "false"}}))
    if permitted:
        policy["Statement"].append(
            {
                "Effect": "Allow",
                "Principal": {"Service": "logging.s3.amazonaws.com"},
                "Action": "s3:PutObject",
                "Resource": f"arn:aws:s3:::{logs}/*",
                "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}},
            }
        )
    s3 = cloud.client("s3")
    s3.put_bucket_policy(Bucket=logs, Policy=json.dumps(policy))
    parameters = {
        "Bucket": bucket,
        "BucketLoggingStatus": {"LoggingEnabled": {"TargetBucket": logs, "TargetPrefix": "state/"}},
    }
    if code is None:
        s3.put_bucket_logging(**parameters)
        assert s3.get_bucket_logging(Bucket=bucket)["LoggingEnabled"]["TargetBucket"] == logs
    else:
        assert error_code(s3.put_bucket_logging, **parameters) == code


def test_of_many_conditional_writes_one_wins(cloud: Cloud, bucket: str) -> None:
    """What Terraform's lock file rests on."""
    outcomes: list[str] = []

    def lock() -> None:
        try:
            cloud.client("s3").put_object(Bucket=bucket, Key="state.tflock", Body=b"", IfNoneMatch="*")
            outcomes.append("won")
        except Exception as error:  # noqa: BLE001 - any other error fails the assertion below
            outcomes.append(str(getattr(error, "response", {}).get("Error", {}).get("Code", error)))

    threads = [threading.Thread(target=lock) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["PreconditionFailed"] * 7 + ["won"]


@pytest.mark.parametrize(
    ("method", "host", "target", "operation"),
    [
        ("GET", "b.s3.eu-central-1.amazonaws.com", "/a/b", "GetObject"),
        ("GET", "s3.eu-central-1.amazonaws.com", "/b/a", "GetObject"),
        ("GET", "s3.amazonaws.com", "/", "ListBuckets"),
        ("GET", "b.s3.amazonaws.com", "/?list-type=2", "ListObjectsV2"),
        ("GET", "b.s3.amazonaws.com", "/?policy", "GetBucketPolicy"),
        ("PUT", "b.s3.amazonaws.com", "/?encryption", "PutBucketEncryption"),
        ("PUT", "b.s3.amazonaws.com", "/", "CreateBucket"),
        ("PUT", "b.s3.amazonaws.com", "/k?partNumber=1&uploadId=2", "UploadPart"),
        ("POST", "b.s3.amazonaws.com", "/?delete", "DeleteObjects"),
        ("HEAD", "s3.eu-west-1.amazonaws.com", "/b", "HeadBucket"),
    ],
)
def test_operations_have_their_names(method: str, host: str, target: str, operation: str) -> None:
    from email.message import Message

    from local_cloud.messages import Request

    request = Request(method, "https", host, target, Message(), b"")
    assert operation_of(request, "s3") == operation


def test_bucket_and_key_of_both_styles_of_url() -> None:
    for host, path in (
        ("my.bucket.s3.eu-central-1.amazonaws.com", "/a%20b/c"),
        ("s3.amazonaws.com", "/my.bucket/a%20b/c"),
    ):
        assert s3_bucket_and_key(host, path) == ("my.bucket", "a b/c")
    assert s3_bucket_and_key("b.s3.amazonaws.com", "/") == ("b", None)
