"""Bucket policies, with the real transport of each request."""

from __future__ import annotations

import json
import ssl
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.support import ACCOUNT, REGION, SIGNATURE, Cloud, error_code, unique

OTHER = "222233334444"


def deny(bucket: str, conditions: dict[str, Any], **changes: Any) -> str:
    """A policy that denies everything under a condition."""
    statement = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
        "Condition": conditions,
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [{**statement, **changes}]})


def put_policy(cloud: Cloud, bucket: str, policy: str) -> None:
    cloud.client("s3").put_bucket_policy(Bucket=bucket, Policy=policy)


def get(cloud: Cloud, bucket: str, tls: ssl.TLSVersion | None = None) -> int:
    """The status of reading the key `state` over a given version of TLS."""
    headers = {"Authorization": SIGNATURE.format(key=ACCOUNT, region=REGION)}
    url = f"https://{bucket}.s3.{REGION}.amazonaws.com/state"
    return cloud.request("GET", url, maximum_tls=tls, headers=headers)[0]


@pytest.fixture
def tls_only(cloud: Cloud, bucket: str) -> str:
    """A bucket with an object, for TLS only."""
    cloud.client("s3").put_object(Bucket=bucket, Key="state", Body=b"{}")
    put_policy(cloud, bucket, deny(bucket, {"Bool": {"aws:SecureTransport": "false"}}))
    return bucket


def test_https_passes_a_tls_only_policy(cloud: Cloud, tls_only: str) -> None:
    s3 = cloud.client("s3")
    s3.put_object(
        Bucket=tls_only, Key="state", Body=b"{}", IfMatch=s3.head_object(Bucket=tls_only, Key="state")["ETag"]
    )
    assert s3.get_object(Bucket=tls_only, Key="state")["Body"].read() == b"{}"
    assert s3.list_objects_v2(Bucket=tls_only)["KeyCount"] == 1
    s3.delete_object(Bucket=tls_only, Key="state")


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("get_object", {"Key": "state"}),
        ("put_object", {"Key": "state", "Body": b"x"}),
        ("put_object", {"Key": "new", "Body": b"x"}),
        ("delete_object", {"Key": "state"}),
        ("list_objects_v2", {}),
        ("get_bucket_versioning", {}),
        ("delete_bucket", {}),
    ],
)
def test_plain_http_is_refused(
    cloud: Cloud, tls_only: str, operation: str, parameters: dict[str, Any]
) -> None:
    call = getattr(cloud.client("s3", scheme="http"), operation)
    with pytest.raises(ClientError) as failure:
        call(Bucket=tls_only, **parameters)
    assert failure.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert failure.value.response["Error"]["Code"] == "AccessDenied"
    assert cloud.client("s3").get_object(Bucket=tls_only, Key="state")["Body"].read() == b"{}"


def test_deleting_many_keys_over_plain_http_is_refused_key_by_key(cloud: Cloud, tls_only: str) -> None:
    keys = {"Objects": [{"Key": "state"}]}
    answer = cloud.client("s3", scheme="http").delete_objects(Bucket=tls_only, Delete=keys)
    assert [error["Code"] for error in answer["Errors"]] == ["AccessDenied"]
    assert "Errors" not in cloud.client("s3").delete_objects(Bucket=tls_only, Delete=keys)


def test_minimum_tls_version_looks_at_the_connection(cloud: Cloud, bucket: str) -> None:
    cloud.client("s3").put_object(Bucket=bucket, Key="state", Body=b"{}")
    put_policy(cloud, bucket, deny(bucket, {"NumericLessThan": {"s3:TlsVersion": "1.3"}}))
    assert get(cloud, bucket, ssl.TLSVersion.TLSv1_2) == 403
    assert get(cloud, bucket, ssl.TLSVersion.TLSv1_3) == 200
    put_policy(cloud, bucket, deny(bucket, {"NumericLessThan": {"s3:TlsVersion": 1.2}}))
    assert get(cloud, bucket, ssl.TLSVersion.TLSv1_2) == 200


def test_an_unknown_condition_is_refused_when_it_is_put(cloud: Cloud, bucket: str) -> None:
    policy = deny(bucket, {"DateLessThan": {"aws:CurrentTime": "2026-01-01"}})
    with pytest.raises(ClientError, match="DateLessThan is not evaluated") as failure:
        put_policy(cloud, bucket, policy)
    assert failure.value.response["Error"]["Code"] == "NotImplemented"
    assert error_code(cloud.client("s3").get_bucket_policy, Bucket=bucket) == "NoSuchBucketPolicy"


def test_encryption_header_can_be_asked_for(cloud: Cloud, bucket: str) -> None:
    key = "s3:x-amz-server-side-encryption"
    put_policy(cloud, bucket, deny(bucket, {"StringNotEquals": {key: "aws:kms"}}, Action="s3:PutObject"))
    put = cloud.client("s3").put_object
    assert error_code(put, Bucket=bucket, Key="k", Body=b"") == "AccessDenied"
    put(Bucket=bucket, Key="k", Body=b"", ServerSideEncryption="aws:kms")


def test_another_account_can_be_kept_out(cloud: Cloud, bucket: str) -> None:
    put_policy(cloud, bucket, deny(bucket, {"StringNotEquals": {"aws:PrincipalAccount": ACCOUNT}}))
    assert error_code(cloud.client("s3", key=OTHER).list_objects_v2, Bucket=bucket) == "AccessDenied"
    cloud.client("s3").list_objects_v2(Bucket=bucket)


def test_a_role_can_be_kept_to_its_prefix(cloud: Cloud, bucket: str) -> None:
    name = unique("dev")
    arn = f"arn:aws:iam::{ACCOUNT}:role/{name}"
    trust = {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "sts:AssumeRole"}
    own = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    iam = cloud.client("iam")
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps({"Statement": [trust]}))
    iam.put_role_policy(
        RoleName=name,
        PolicyName="own",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [own]}),
    )
    credentials = cloud.client("sts").assume_role(RoleArn=arn, RoleSessionName="session")["Credentials"]
    role = cloud.client(
        "s3",
        key=credentials["AccessKeyId"],
        secret=credentials["SecretAccessKey"],
        token=credentials["SessionToken"],
    )
    changes = {"Principal": {"AWS": arn}, "NotResource": f"arn:aws:s3:::{bucket}/dev/*"}
    policy = json.loads(deny(bucket, {}, **changes))
    del policy["Statement"][0]["Resource"]
    put_policy(cloud, bucket, json.dumps(policy))
    role.put_object(Bucket=bucket, Key="dev/state", Body=b"")
    assert error_code(role.put_object, Bucket=bucket, Key="prod/state", Body=b"") == "AccessDenied"
    cloud.client("s3").put_object(Bucket=bucket, Key="prod/state", Body=b"")


def test_the_root_user_can_always_mend_a_policy(cloud: Cloud, bucket: str) -> None:
    put_policy(cloud, bucket, deny(bucket, {}))
    s3 = cloud.client("s3")
    assert error_code(s3.list_objects_v2, Bucket=bucket) == "AccessDenied"
    assert error_code(cloud.client("s3", key=OTHER).delete_bucket_policy, Bucket=bucket) == "AccessDenied"
    assert s3.get_bucket_policy(Bucket=bucket)["Policy"]
    s3.delete_bucket_policy(Bucket=bucket)
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0
