"""Which account a request is for."""

from __future__ import annotations

import json

import pytest

from tests.support import ACCOUNT, REGION, Cloud, new_bucket, unique

OTHER = "222233334444"


@pytest.mark.parametrize(("key", "account"), [(ACCOUNT, ACCOUNT), (OTHER, OTHER), ("AKIAUNKNOWN", ACCOUNT)])
def test_an_access_key_of_twelve_digits_is_the_account(cloud: Cloud, key: str, account: str) -> None:
    identity = cloud.client("sts", key=key).get_caller_identity()
    assert identity["Account"] == account
    assert f":{account}:" in identity["Arn"]


def test_accounts_do_not_see_each_other(cloud: Cloud) -> None:
    name = unique("/group")
    cloud.client("logs", key=OTHER).create_log_group(logGroupName=name)
    found = {
        key: cloud.client("logs", key=key).describe_log_groups(logGroupNamePrefix=name)["logGroups"]
        for key in (ACCOUNT, OTHER)
    }
    assert found[ACCOUNT] == []
    assert found[OTHER][0]["arn"].split(":")[4] == OTHER


def test_an_assumed_role_acts_in_its_own_account(cloud: Cloud) -> None:
    name = unique("role")
    trust = {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "sts:AssumeRole"}
    iam = cloud.client("iam", key=OTHER)
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps({"Statement": [trust]}))
    iam.attach_role_policy(RoleName=name, PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
    credentials = cloud.client("sts").assume_role(
        RoleArn=f"arn:aws:iam::{OTHER}:role/{name}", RoleSessionName="session"
    )["Credentials"]
    assumed = {
        "key": credentials["AccessKeyId"],
        "secret": credentials["SecretAccessKey"],
        "token": credentials["SessionToken"],
    }
    identity = cloud.client("sts", **assumed).get_caller_identity()
    assert identity["Arn"] == f"arn:aws:sts::{OTHER}:assumed-role/{name}/session"
    key = cloud.client("kms", **assumed).create_key()["KeyMetadata"]
    assert key["AWSAccountId"] == OTHER


def test_a_bucket_of_another_account_is_reachable(cloud: Cloud) -> None:
    name = new_bucket(cloud)
    cloud.client("s3").put_object(Bucket=name, Key="state", Body=b"{}")
    body = cloud.client("s3", key=OTHER).get_object(Bucket=name, Key="state")["Body"].read()
    assert body == b"{}"


def test_managed_policies_can_be_attached(cloud: Cloud) -> None:
    iam = cloud.client("iam", region=REGION)
    name = unique("role")
    iam.create_role(RoleName=name, AssumeRolePolicyDocument="{}")
    iam.attach_role_policy(RoleName=name, PolicyArn="arn:aws:iam::aws:policy/AmazonEKSClusterPolicy")
    attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    assert attached[0]["PolicyName"] == "AmazonEKSClusterPolicy"
