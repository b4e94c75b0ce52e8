"""What the local cloud can't do is said at once, in the service's own protocol, and never retried."""

from __future__ import annotations

import time
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from tests.support import REGION, Cloud, error_code


def patient_client(cloud: Cloud, service: str) -> Any:
    """A client that would retry, as Terraform's does."""
    return boto3.client(
        service,
        region_name=REGION,
        verify=str(cloud.directory / "ca.pem"),
        aws_access_key_id="123456789012",
        aws_secret_access_key="test",
        config=Config(
            proxies={"https": f"http://127.0.0.1:{cloud.ready['port']}"},
            retries={"max_attempts": 25, "mode": "standard"},
        ),
    )


@pytest.mark.parametrize(
    ("service", "operation", "parameters"),
    [
        ("ec2", "describe_fast_launch_images", {}),  # ec2 protocol
        ("iam", "get_organizations_access_report", {"JobId": "x" * 36}),  # query protocol
        ("eks", "list_insights", {"clusterName": "x"}),  # REST JSON, of a service that moto knows
        ("detective", "list_graphs", {}),  # a service that moto doesn't know
        ("kms", "describe_custom_key_stores", {}),  # JSON protocol
    ],
)
def test_a_missing_call_fails_at_once_by_name(
    cloud: Cloud, service: str, operation: str, parameters: dict[str, Any]
) -> None:
    client = patient_client(cloud, service)
    started = time.monotonic()
    with pytest.raises(ClientError) as failure:
        getattr(client, operation)(**parameters)
    assert time.monotonic() - started < 20  # on a busy machine; 25 retries take minutes
    error = failure.value.response
    assert error["Error"]["Code"] == "NotImplemented"
    assert error["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert error["ResponseMetadata"]["RetryAttempts"] == 0
    assert service in error["Error"]["Message"]


def test_a_missing_call_is_logged_with_its_reason(cloud: Cloud) -> None:
    error_code(cloud.client("eks").list_insights, clusterName="x")
    line = cloud.log()[-1]
    assert (line["action"], line["status"]) == ("eks:ListInsights", 400)
    assert "list_insights" in line["error"]


def test_real_errors_pass_unchanged(cloud: Cloud) -> None:
    assert error_code(cloud.client("s3").get_object, Bucket="no-such-bucket", Key="k") == "NoSuchBucket"
    assert error_code(cloud.client("iam").get_role, RoleName="nobody") == "NoSuchEntity"
    assert error_code(cloud.client("ec2").describe_vpcs, VpcIds=["vpc-0"]) == "InvalidVpcID.NotFound"
    name = "ResourceNotFoundException"
    assert error_code(cloud.client("eks").describe_cluster, name="none") == name
    assert error_code(cloud.client("dynamodb").describe_table, TableName="none") == name
