"""IAM for callers that are an assumed role: identity and bucket policies, and what isn't evaluated."""

from __future__ import annotations

import http.client
import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.iam_support import OTHER_ACCOUNT, allow, assume, bucket_arn, deny, policy, role, session, trust
from tests.support import ACCOUNT, REGION, Cloud, error_code


def test_a_role_may_do_nothing_by_itself(cloud: Cloud, bucket: str) -> None:
    own = session(cloud)
    assert error_code(own.client("s3").list_objects_v2, Bucket=bucket) == "AccessDenied"
    assert error_code(own.client("kms").list_keys) == "AccessDeniedException"
    assert error_code(own.client("dynamodb").list_tables) == "AccessDeniedException"
    assert error_code(own.client("iam").list_roles) == "AccessDenied"
    assert own.client("sts").get_caller_identity()["Account"] == ACCOUNT


def test_the_message_names_caller_action_and_resource(cloud: Cloud, bucket: str) -> None:
    own = session(cloud)
    with pytest.raises(ClientError) as failure:
        own.client("s3").get_object(Bucket=bucket, Key="k")
    message = failure.value.response["Error"]["Message"]
    assert message == (
        f"User: {own.role} is not authorized to perform: s3:GetObject on resource: {bucket_arn(bucket, 'k')} "
        "because no identity-based policy allows it"
    )


def test_allow_is_for_its_resource_and_deny_wins(cloud: Cloud, bucket: str) -> None:
    s3 = session(
        cloud,
        allow("s3:*Object", bucket_arn(bucket, "dev/*")),
        allow("s3:ListBucket", bucket_arn(bucket)),
        deny("s3:DeleteObject", bucket_arn(bucket, "dev/kept")),
    ).client("s3")
    s3.put_object(Bucket=bucket, Key="dev/kept", Body=b"x")
    assert s3.get_object(Bucket=bucket, Key="dev/kept")["Body"].read() == b"x"
    assert error_code(s3.delete_object, Bucket=bucket, Key="dev/kept") == "AccessDenied"
    assert error_code(s3.put_object, Bucket=bucket, Key="prod/k", Body=b"") == "AccessDenied"
    copy = {"Bucket": bucket, "Key": "dev/copy", "CopySource": f"{bucket}/prod/k"}
    assert error_code(s3.copy_object, **copy) == "AccessDenied"


def test_a_missing_object_is_missing_only_to_whom_may_list(cloud: Cloud, bucket: str) -> None:
    reads = allow("s3:GetObject", bucket_arn(bucket, "*"))
    lists = allow("s3:ListBucket", bucket_arn(bucket), Condition={"StringLike": {"s3:prefix": "dev/*"}})
    also_without = {"StringLikeIfExists": {"s3:prefix": "dev/*"}}
    for statements, code in [
        ([reads], "AccessDenied"),
        ([reads, lists], "AccessDenied"),
        ([reads, {**lists, "Condition": also_without}], "NoSuchKey"),
    ]:
        s3 = session(cloud, *statements).client("s3")
        assert error_code(s3.get_object, Bucket=bucket, Key="dev/none") == code


def test_versions_are_deleted_by_a_permission_of_their_own(cloud: Cloud, bucket: str) -> None:
    root = cloud.client("s3")
    root.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    version = root.put_object(Bucket=bucket, Key="k", Body=b"x")["VersionId"]
    s3 = session(cloud, allow("s3:DeleteObject", bucket_arn(bucket, "*"))).client("s3")
    assert error_code(s3.delete_object, Bucket=bucket, Key="k", VersionId=version) == "AccessDenied"
    one = {"Objects": [{"Key": "k", "VersionId": version}]}
    assert s3.delete_objects(Bucket=bucket, Delete=one)["Errors"][0]["Code"] == "AccessDenied"
    s3.delete_object(Bucket=bucket, Key="k")
    assert "Errors" not in s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "k"}]})


@pytest.mark.parametrize(("cidr", "is_let_in"), [("127.0.0.0/8", True), ("203.0.113.0/24", False)])
def test_a_bucket_can_be_closed_to_other_addresses(
    cloud: Cloud, bucket: str, cidr: str, is_let_in: bool
) -> None:
    refused = deny("s3:*", [bucket_arn(bucket), bucket_arn(bucket, "*")], Principal="*")
    elsewhere = {
        "NotIpAddress": {"aws:SourceIp": [cidr], "aws:VpcSourceIp": [cidr]},
        "BoolIfExists": {"aws:ViaAWSService": "false", "aws:PrincipalIsAWSService": "false"},
    }
    root = cloud.client("s3")
    root.put_bucket_policy(Bucket=bucket, Policy=policy({**refused, "Condition": elsewhere}))
    if is_let_in:
        root.list_objects_v2(Bucket=bucket)
    else:
        assert error_code(root.list_objects_v2, Bucket=bucket) == "AccessDenied"


def test_the_address_is_that_of_the_connection(cloud: Cloud, bucket: str) -> None:
    refused = deny("s3:*", [bucket_arn(bucket), bucket_arn(bucket, "*")], Principal="*")
    condition = {"NotIpAddress": {"aws:SourceIp": "127.0.0.9/32"}}
    cloud.client("s3").put_bucket_policy(Bucket=bucket, Policy=policy({**refused, "Condition": condition}))
    for address, status in [("127.0.0.9", 200), ("127.0.0.1", 403)]:
        connection = http.client.HTTPConnection(
            "127.0.0.1", cloud.ready["port"], timeout=10, source_address=(address, 0)
        )
        connection.request("GET", f"http://{bucket}.s3.{REGION}.amazonaws.com/?list-type=2")
        assert connection.getresponse().status == status
        connection.close()


def test_a_bucket_of_another_account_needs_both(cloud: Cloud, bucket: str) -> None:
    own = assume(cloud, role(cloud, allow("s3:*"), account=OTHER_ACCOUNT, trusted=trust({"AWS": ACCOUNT})))
    assert error_code(own.client("s3").list_objects_v2, Bucket=bucket) == "AccessDenied"
    shared = allow("s3:ListBucket", bucket_arn(bucket), Principal={"AWS": OTHER_ACCOUNT})
    cloud.client("s3").put_bucket_policy(Bucket=bucket, Policy=policy(shared))
    own.client("s3").list_objects_v2(Bucket=bucket)
    without = assume(cloud, role(cloud, account=OTHER_ACCOUNT, trusted=trust({"AWS": ACCOUNT})))
    assert error_code(without.client("s3").list_objects_v2, Bucket=bucket) == "AccessDenied"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (allow("s3:*", Condition={"DateLessThan": {"aws:CurrentTime": "2030-01-01"}}), "DateLessThan"),
        (allow("s3:*", Condition={"StringEquals": {"aws:PrincipalTag/a": "b"}}), "aws:PrincipalTag/a"),
        (allow("s3:*", "arn:aws:s3:::${aws:username}"), "policy variables"),
    ],
)
def test_what_is_not_evaluated_is_said(cloud: Cloud, bucket: str, statement: Any, said: str) -> None:
    with pytest.raises(ClientError) as failure:
        session(cloud, statement).client("s3").list_objects_v2(Bucket=bucket)
    assert failure.value.response["Error"]["Code"] == "NotImplemented"
    assert said in failure.value.response["Error"]["Message"]


def test_a_resource_that_is_not_known_here_is_said(cloud: Cloud) -> None:
    ec2 = session(cloud, allow("ec2:*", f"arn:aws:ec2:{REGION}:{ACCOUNT}:vpc/*")).client("ec2")
    assert error_code(ec2.describe_vpcs) == "NotImplemented"
    session(cloud, allow("ec2:*")).client("ec2").describe_vpcs()


def test_a_boundary_is_refused_by_name(cloud: Cloud, bucket: str) -> None:
    own = session(cloud, allow("s3:*"))
    boundary = "arn:aws:iam::aws:policy/AdministratorAccess"
    cloud.client("iam").put_role_permissions_boundary(
        RoleName=own.role.split("/")[-1], PermissionsBoundary=boundary
    )
    with pytest.raises(ClientError, match="permissions boundary"):
        own.client("s3").list_objects_v2(Bucket=bucket)


def test_the_log_says_why(cloud: Cloud, bucket: str) -> None:
    own = session(cloud)
    assert error_code(own.client("s3").list_objects_v2, Bucket=bucket) == "AccessDenied"
    reasons = [json.dumps(line) for line in cloud.log() if "refused" in line]
    assert any(own.role in reason for reason in reasons)
