"""IAM for callers that are an assumed role: identity, bucket and key policies, and what isn't evaluated."""

from __future__ import annotations

import http.client
import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.iam_support import allow, assume, deny, policy, role, session, trust
from tests.support import ACCOUNT, REGION, Cloud, error_code, unique

OTHER = "222233334444"


def arn(bucket: str, key: str = "") -> str:
    return f"arn:aws:s3:::{bucket}/{key}" if key else f"arn:aws:s3:::{bucket}"


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
        f"User: {own.role} is not authorized to perform: s3:GetObject on resource: {arn(bucket, 'k')} "
        "because no identity-based policy allows it"
    )


def test_allow_is_for_its_resource_and_deny_wins(cloud: Cloud, bucket: str) -> None:
    s3 = session(
        cloud,
        allow("s3:*Object", arn(bucket, "dev/*")),
        allow("s3:ListBucket", arn(bucket)),
        deny("s3:DeleteObject", arn(bucket, "dev/kept")),
    ).client("s3")
    s3.put_object(Bucket=bucket, Key="dev/kept", Body=b"x")
    assert s3.get_object(Bucket=bucket, Key="dev/kept")["Body"].read() == b"x"
    assert error_code(s3.delete_object, Bucket=bucket, Key="dev/kept") == "AccessDenied"
    assert error_code(s3.put_object, Bucket=bucket, Key="prod/k", Body=b"") == "AccessDenied"
    copy = {"Bucket": bucket, "Key": "dev/copy", "CopySource": f"{bucket}/prod/k"}
    assert error_code(s3.copy_object, **copy) == "AccessDenied"


def test_a_missing_object_is_missing_only_to_whom_may_list(cloud: Cloud, bucket: str) -> None:
    reads = allow("s3:GetObject", arn(bucket, "*"))
    lists = allow("s3:ListBucket", arn(bucket), Condition={"StringLike": {"s3:prefix": "dev/*"}})
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
    s3 = session(cloud, allow("s3:DeleteObject", arn(bucket, "*"))).client("s3")
    assert error_code(s3.delete_object, Bucket=bucket, Key="k", VersionId=version) == "AccessDenied"
    one = {"Objects": [{"Key": "k", "VersionId": version}]}
    assert s3.delete_objects(Bucket=bucket, Delete=one)["Errors"][0]["Code"] == "AccessDenied"
    s3.delete_object(Bucket=bucket, Key="k")
    assert "Errors" not in s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "k"}]})


@pytest.mark.parametrize(("cidr", "is_let_in"), [("127.0.0.0/8", True), ("203.0.113.0/24", False)])
def test_a_bucket_can_be_closed_to_other_addresses(
    cloud: Cloud, bucket: str, cidr: str, is_let_in: bool
) -> None:
    refused = deny("s3:*", [arn(bucket), arn(bucket, "*")], Principal="*")
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
    refused = deny("s3:*", [arn(bucket), arn(bucket, "*")], Principal="*")
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
    own = assume(cloud, role(cloud, allow("s3:*"), account=OTHER, trusted=trust({"AWS": ACCOUNT})))
    assert error_code(own.client("s3").list_objects_v2, Bucket=bucket) == "AccessDenied"
    shared = allow("s3:ListBucket", arn(bucket), Principal={"AWS": OTHER})
    cloud.client("s3").put_bucket_policy(Bucket=bucket, Policy=policy(shared))
    own.client("s3").list_objects_v2(Bucket=bucket)
    without = assume(cloud, role(cloud, account=OTHER, trusted=trust({"AWS": ACCOUNT})))
    assert error_code(without.client("s3").list_objects_v2, Bucket=bucket) == "AccessDenied"


def encrypted_bucket(cloud: Cloud, bucket: str) -> str:
    """Gives a bucket a key of its own, and returns the key's ARN."""
    key: str = cloud.client("kms").create_key()["KeyMetadata"]["Arn"]
    rule = {
        "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key},
        "BucketKeyEnabled": True,
    }
    cloud.client("s3").put_bucket_encryption(
        Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": [rule]}
    )
    return key


def key_policy(cloud: Cloud, key: str, *statements: Any) -> None:
    text = policy(allow("kms:*", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"}), *statements)
    cloud.client("kms").put_key_policy(KeyId=key, PolicyName="default", Policy=text)


def test_an_encrypted_object_needs_the_key_by_way_of_s3(cloud: Cloud, bucket: str) -> None:
    key = encrypted_bucket(cloud, bucket)
    cloud.client("s3").put_object(Bucket=bucket, Key="k", Body=b"x")
    own = session(cloud, allow("s3:*Object", arn(bucket, "*")))
    s3 = own.client("s3")
    assert error_code(s3.get_object, Bucket=bucket, Key="k") == "AccessDenied"
    through = {
        "StringEquals": {
            "kms:ViaService": f"s3.{REGION}.amazonaws.com",
            "kms:EncryptionContext:aws:s3:arn": arn(bucket),
        }
    }
    key_policy(cloud, key, allow("kms:Decrypt", Principal={"AWS": own.role}, Condition=through))
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"x"
    assert error_code(s3.put_object, Bucket=bucket, Key="k", Body=b"") == "AccessDenied"
    assert error_code(own.client("kms").decrypt, KeyId=key, CiphertextBlob=b"x") == "AccessDeniedException"
    writes = allow(["kms:Decrypt", "kms:GenerateDataKey"], Principal={"AWS": own.role}, Condition=through)
    key_policy(cloud, key, writes)
    s3.put_object(Bucket=bucket, Key="k", Body=b"")


def test_a_key_without_its_account_locks_administrators_out(cloud: Cloud, bucket: str) -> None:
    key = encrypted_bucket(cloud, bucket)
    nobody = allow("kms:*", Principal={"AWS": f"arn:aws:iam::{OTHER}:root"})
    cloud.client("kms").put_key_policy(KeyId=key, PolicyName="default", Policy=policy(nobody))
    put = cloud.client("s3").put_object
    assert error_code(put, Bucket=bucket, Key="k", Body=b"") == "AccessDenied"


def test_keys_are_known_by_their_aliases(cloud: Cloud) -> None:
    kms = cloud.client("kms")
    alias = unique("alias/state")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName=alias, TargetKeyId=key)
    aliased = {"ForAnyValue:StringEquals": {"kms:ResourceAliases": alias}}
    own = session(cloud, allow("kms:*"), deny("kms:DisableKey", Condition=aliased)).client("kms")
    assert error_code(own.disable_key, KeyId=key) == "AccessDeniedException"
    own.disable_key(KeyId=own.create_key()["KeyMetadata"]["KeyId"])


@pytest.fixture(scope="module")
def table(cloud: Cloud) -> str:
    """A table of locks."""
    name = unique("locks")
    cloud.client("dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "LockID", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "LockID", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    return name


def test_items_can_be_told_apart_by_their_leading_keys(cloud: Cloud, table: str) -> None:
    own = {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "b/dev/*.tfstate"},
        "Null": {"dynamodb:LeadingKeys": "false"},
    }
    table_arn = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{table}"
    statement = allow("dynamodb:*", table_arn, Condition=own)
    dynamodb = session(cloud, statement).client("dynamodb")
    mine, others = {"LockID": {"S": "b/dev/dev.tfstate"}}, {"LockID": {"S": "b/prod/prod.tfstate"}}
    digest = {"LockID": {"S": "b/dev/dev.tfstate-md5"}}
    dynamodb.put_item(TableName=table, Item=mine)
    dynamodb.get_item(TableName=table, Key=mine)
    dynamodb.delete_item(TableName=table, Key=mine)
    for item in (others, digest):
        assert error_code(dynamodb.put_item, TableName=table, Item=item) == "AccessDeniedException"
        assert error_code(dynamodb.get_item, TableName=table, Key=item) == "AccessDeniedException"
    assert error_code(dynamodb.scan, TableName=table) == "AccessDeniedException"
    assert error_code(dynamodb.delete_table, TableName=table) == "AccessDeniedException"


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


def test_calls_whose_items_are_not_known_are_refused_by_name(cloud: Cloud, table: str) -> None:
    dynamodb = session(cloud, allow("dynamodb:*")).client("dynamodb")
    keys = {table: {"Keys": [{"LockID": {"S": "x"}}]}}
    assert error_code(dynamodb.batch_get_item, RequestItems=keys) == "NotImplemented"


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
