"""IAM for callers that are an assumed role: the policies of keys, and the conditions on a table's items."""

from __future__ import annotations

from typing import Any

import pytest

from tests.iam_support import OTHER_ACCOUNT, allow, bucket_arn, deny, policy, session
from tests.support import ACCOUNT, REGION, Cloud, error_code, unique


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
    own = session(cloud, allow("s3:*Object", bucket_arn(bucket, "*")))
    s3 = own.client("s3")
    assert error_code(s3.get_object, Bucket=bucket, Key="k") == "AccessDenied"
    through = {
        "StringEquals": {
            "kms:ViaService": f"s3.{REGION}.amazonaws.com",
            "kms:EncryptionContext:aws:s3:arn": bucket_arn(bucket),
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
    nobody = allow("kms:*", Principal={"AWS": f"arn:aws:iam::{OTHER_ACCOUNT}:root"})
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


def test_calls_whose_items_are_not_known_are_refused_by_name(cloud: Cloud, table: str) -> None:
    dynamodb = session(cloud, allow("dynamodb:*")).client("dynamodb")
    keys = {table: {"Keys": [{"LockID": {"S": "x"}}]}}
    assert error_code(dynamodb.batch_get_item, RequestItems=keys) == "NotImplemented"
