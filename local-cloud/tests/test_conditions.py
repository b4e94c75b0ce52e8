"""Policy conditions, operator by operator."""

from __future__ import annotations

from typing import Any

import pytest

from local_cloud.aws.iam.conditions import UnknownCondition, check, holds

VALUES: dict[str, str | tuple[str, ...]] = {
    "aws:securetransport": "true",
    "s3:tlsversion": "1.2",
    "aws:principalaccount": "123456789012",
    "s3:x-amz-server-side-encryption": "AES256",
    "aws:principalarn": "arn:aws:iam::123456789012:role/hera-dev",
    "aws:sourceip": "203.0.113.7",
    "dynamodb:leadingkeys": ("dev/a", "dev/b"),
    "kms:resourcealiases": (),
    "token.example.com/ci:sub": "repo:acme/a:ref:refs/heads/main",
}


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, True),
        ({"Bool": {"aws:SecureTransport": "true"}}, True),
        ({"Bool": {"aws:SecureTransport": False}}, False),
        ({"Bool": {"aws:SecureTransport": ["false"]}}, False),
        ({"BoolIfExists": {"aws:SecureTransport": "false"}}, False),
        ({"NumericLessThan": {"s3:TlsVersion": "1.2"}}, False),
        ({"NumericLessThan": {"s3:TlsVersion": 1.3}}, True),
        ({"NumericGreaterThanEquals": {"s3:TlsVersion": "1.2"}}, True),
        ({"StringEquals": {"aws:PrincipalAccount": ["1", "123456789012"]}}, True),
        ({"StringNotEquals": {"aws:PrincipalAccount": ["1", "123456789012"]}}, False),
        ({"StringNotEquals": {"aws:PrincipalAccount": "1"}}, True),
        ({"StringEqualsIgnoreCase": {"s3:x-amz-server-side-encryption": "aes256"}}, True),
        ({"StringLike": {"s3:x-amz-server-side-encryption": "AES???"}}, True),
        ({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/hera-*"}}, True),
        ({"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::*:role/other"}}, False),
        ({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/other"}}, True),
        ({"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "203.0.113.0/24"]}}, True),
        ({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, False),
        ({"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, True),
        ({"NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8", "203.0.113.0/24"]}}, False),
        ({"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8", "aws:VpcSourceIp": "10.0.0.0/8"}}, True),
        ({"StringEquals": {"token.example.com/ci:sub": "repo:acme/a:ref:refs/heads/main"}}, True),
        ({"StringEquals": {"token.example.com/ci:sub": "repo:acme/a:ref:refs/heads/*"}}, False),
        # Keys with several values.
        ({"ForAllValues:StringLike": {"dynamodb:LeadingKeys": "dev/*"}}, True),
        ({"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "dev/a"}}, False),
        ({"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["dev/a", "dev/b"]}}, True),
        ({"ForAnyValue:StringEquals": {"dynamodb:LeadingKeys": "dev/a"}}, True),
        ({"ForAnyValue:StringEquals": {"dynamodb:LeadingKeys": "prod/a"}}, False),
        ({"ForAllValues:StringNotLike": {"dynamodb:LeadingKeys": "prod/*"}}, True),
        ({"ForAllValues:StringEquals": {"aws:SourceAccount": "1"}}, True),
        ({"ForAnyValue:StringEquals": {"aws:SourceAccount": "1"}}, False),
        ({"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/a"}}, False),
        # All operators, and all keys of each, have to hold.
        ({"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"aws:PrincipalAccount": "1"}}, False),
        ({"StringEquals": {"aws:PrincipalAccount": "123456789012", "aws:PrincipalArn": "x"}}, False),
        # A key that the request doesn't have.
        ({"StringEquals": {"aws:SourceAccount": "123456789012"}}, False),
        ({"StringNotEquals": {"aws:SourceAccount": "123456789012"}}, True),
        ({"StringEqualsIfExists": {"aws:SourceAccount": "123456789012"}}, True),
        ({"Bool": {"aws:SourceVpce": "x"}}, False),
        ({"Null": {"aws:SourceAccount": "true"}}, True),
        ({"Null": {"aws:SourceAccount": "false"}}, False),
        ({"Null": {"s3:x-amz-server-side-encryption": "true"}}, False),
        ({"Null": {"s3:x-amz-server-side-encryption": False}}, True),
    ],
)
def test_holds(conditions: dict[str, dict[str, Any]], expected: bool) -> None:
    assert holds(conditions, VALUES) is expected


@pytest.mark.parametrize(
    ("conditions", "name"),
    [
        ({"DateLessThan": {"aws:SourceIp": "2026-01-01"}}, "DateLessThan"),
        ({"ForEachValue:StringEquals": {"aws:PrincipalArn": "x"}}, "ForEachValue:StringEquals"),
        ({"StringLike": {"aws:PrincipalArn": "${aws:username}"}}, "policy variables"),
        ({"NullIfExists": {"aws:PrincipalArn": "true"}}, "NullIfExists"),
        ({"StringEquals": {"aws:PrincipalTag/team": "x"}}, "aws:PrincipalTag/team"),
    ],
)
def test_what_is_not_evaluated_is_refused_by_name(conditions: dict[str, dict[str, Any]], name: str) -> None:
    with pytest.raises(UnknownCondition, match=name.replace(":", ".")):
        check(conditions)
    with pytest.raises(UnknownCondition):
        holds(conditions, VALUES)


def test_a_key_of_several_values_needs_a_set_operator() -> None:
    with pytest.raises(UnknownCondition, match="several values"):
        holds({"StringEquals": {"dynamodb:LeadingKeys": "dev/a"}}, VALUES)
