"""Policy conditions, operator by operator."""

from __future__ import annotations

from typing import Any

import pytest

from local_cloud.aws.s3.conditions import UnknownCondition, check, holds

VALUES = {
    "aws:securetransport": "true",
    "s3:tlsversion": "1.2",
    "aws:principalaccount": "123456789012",
    "s3:x-amz-server-side-encryption": "AES256",
    "aws:principalarn": "arn:aws:iam::123456789012:role/hera-dev",
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
        ({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, "IpAddress"),
        ({"ForAnyValue:StringEquals": {"aws:PrincipalArn": "x"}}, "ForAnyValue:StringEquals"),
        ({"NullIfExists": {"aws:PrincipalArn": "true"}}, "NullIfExists"),
        ({"StringEquals": {"aws:PrincipalTag/team": "x"}}, "aws:PrincipalTag/team"),
    ],
)
def test_what_is_not_evaluated_is_refused_by_name(conditions: dict[str, dict[str, Any]], name: str) -> None:
    with pytest.raises(UnknownCondition, match=name.replace(":", ".")):
        check(conditions)
    with pytest.raises(UnknownCondition):
        holds(conditions, VALUES)
