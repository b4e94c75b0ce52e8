"""Stores that speak S3 and aren't AWS: what they have of it, and what they refuse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config

from tests.support import Cloud, error_code, start, stop, unique, wait_until_ready

ACCOUNT = "0123456789abcdef0123456789abcdef"
CARELESS = "f" * 32
HETZNER = "https://fsn1.your-objectstorage.com"
R2 = f"https://{ACCOUNT}.r2.cloudflarestorage.com"
STORES = [(HETZNER, "fsn1"), (R2, "auto")]
API = f"https://api.cloudflare.com/client/v4/accounts/{ACCOUNT}/r2/buckets"


def client(
    cloud: Cloud, endpoint: str, region: str, checksums: str = "when_required", style: str = "path"
) -> Any:
    proxy = f"http://127.0.0.1:{cloud.ready['port']}"
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name=region,
        verify=str(cloud.directory / "ca.pem"),
        aws_access_key_id="KEYOFTHEPROJECT",
        aws_secret_access_key="test",
        config=Config(
            proxies={"https": proxy},
            retries={"total_max_attempts": 1},
            s3={"addressing_style": style},
            request_checksum_calculation=checksums,
            response_checksum_validation=checksums,
        ),
    )


def made(cloud: Cloud, endpoint: str, region: str, **options: Any) -> tuple[Any, str]:
    s3, name = client(cloud, endpoint, region), unique("bucket")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": region}, **options)
    return s3, name


def api(
    cloud: Cloud, method: str, path: str = "", body: Any = None, token: str | None = None
) -> tuple[int, Any]:
    token = token or cloud.ready["environment"]["CLOUDFLARE_API_TOKEN"]
    content = None if body is None else iter([json.dumps(body).encode()])
    headers = {"Authorization": f"Bearer {token}"}
    status, answer = cloud.request(method, API + path, headers=headers, body=content)
    return status, json.loads(answer)


@pytest.mark.parametrize(("endpoint", "region"), STORES)
@pytest.mark.parametrize("style", ["path", "virtual"])
def test_objects_are_kept(cloud: Cloud, endpoint: str, region: str, style: str) -> None:
    _, bucket = made(cloud, endpoint, region)
    s3 = client(cloud, endpoint, region, style=style)
    s3.put_object(Bucket=bucket, Key="dev/dev.tfstate", Body=b"{}")
    assert s3.get_object(Bucket=bucket, Key="dev/dev.tfstate")["Body"].read() == b"{}"
    assert [one["Key"] for one in s3.list_objects_v2(Bucket=bucket)["Contents"]] == ["dev/dev.tfstate"]
    s3.delete_object(Bucket=bucket, Key="dev/dev.tfstate")
    s3.delete_bucket(Bucket=bucket)


@pytest.mark.parametrize(("endpoint", "region"), STORES)
def test_a_second_conditional_write_is_refused(cloud: Cloud, endpoint: str, region: str) -> None:
    s3, bucket = made(cloud, endpoint, region)
    s3.put_object(Bucket=bucket, Key="lock", Body=b"1", IfNoneMatch="*")
    again = error_code(s3.put_object, Bucket=bucket, Key="lock", Body=b"2", IfNoneMatch="*")
    assert again == "PreconditionFailed"


@pytest.mark.parametrize(("endpoint", "region"), STORES)
def test_names_meet_neither_those_of_aws_nor_of_another_store(
    cloud: Cloud, endpoint: str, region: str
) -> None:
    s3, bucket = made(cloud, endpoint, region)
    for other in [cloud.client("s3"), client(cloud, "https://hel1.your-objectstorage.com", "hel1")]:
        assert error_code(other.head_bucket, Bucket=bucket) == "404"
    cloud.client("s3", region="us-east-1").create_bucket(Bucket=bucket)
    assert bucket in [one["Name"] for one in s3.list_buckets()["Buckets"]]


@pytest.mark.parametrize(("endpoint", "region"), STORES)
def test_a_bucket_is_in_the_region_of_its_host(cloud: Cloud, endpoint: str, region: str) -> None:
    s3, bucket = made(cloud, endpoint, region)
    assert s3.head_bucket(Bucket=bucket)["BucketRegion"] == region
    elsewhere = {"LocationConstraint": "eu-west-1"}
    refused = error_code(s3.create_bucket, Bucket=unique("bucket"), CreateBucketConfiguration=elsewhere)
    assert refused == "InvalidLocationConstraint"


@pytest.mark.parametrize(
    ("endpoint", "region", "code"),
    [(HETZNER, "fsn1", "XAmzContentSHA256Mismatch"), (R2, "auto", "NotImplemented")],
)
def test_an_upload_that_ends_with_a_checksum_is_refused(
    cloud: Cloud, endpoint: str, region: str, code: str
) -> None:
    _, bucket = made(cloud, endpoint, region)
    s3 = client(cloud, endpoint, region, checksums="when_supported")
    trailing = {"Bucket": bucket, "Key": "state", "Body": b"{}", "ChecksumAlgorithm": "CRC32"}
    assert error_code(s3.put_object, **trailing) == code


def test_hetzner_keeps_versions(cloud: Cloud) -> None:
    s3, bucket = made(cloud, HETZNER, "fsn1")
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    for content in (b"1", b"2"):
        s3.put_object(Bucket=bucket, Key="state", Body=content)
    assert len(s3.list_object_versions(Bucket=bucket)["Versions"]) == 2


def test_hetzner_gives_object_lock_at_the_creation_only(cloud: Cloud) -> None:
    lock = {
        "ObjectLockEnabled": "Enabled",
        "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}},
    }
    s3, late = made(cloud, HETZNER, "fsn1")
    refused = error_code(s3.put_object_lock_configuration, Bucket=late, ObjectLockConfiguration=lock)
    assert refused == "InvalidBucketState"
    s3, early = made(cloud, HETZNER, "fsn1", ObjectLockEnabledForBucket=True)
    s3.put_object_lock_configuration(Bucket=early, ObjectLockConfiguration=lock)
    s3.put_object(Bucket=early, Key="state", Body=b"{}")


def test_hetzner_lacks_tags_its_own_encryption_and_counted_versions(cloud: Cloud) -> None:
    s3, bucket = made(cloud, HETZNER, "fsn1")
    assert error_code(s3.get_bucket_tagging, Bucket=bucket) == "NotImplemented"
    encrypted = {"Bucket": bucket, "Key": "state", "Body": b"{}", "ServerSideEncryption": "AES256"}
    assert error_code(s3.put_object, **encrypted) == "NotImplemented"
    counted = {"NoncurrentDays": 30, "NewerNoncurrentVersions": 5}
    rule = {
        "ID": "a",
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "NoncurrentVersionExpiration": counted,
    }
    put = s3.put_bucket_lifecycle_configuration
    assert error_code(put, Bucket=bucket, LifecycleConfiguration={"Rules": [rule]}) == "NotImplemented"


def test_hetzner_shows_everybody_what_a_policy_makes_public(cloud: Cloud) -> None:
    s3, bucket = made(cloud, HETZNER, "fsn1")
    for key in ("openid/v1/jwks", "secret"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"{}", ContentType="application/json")
    assert cloud.request("GET", f"{HETZNER}/{bucket}/openid/v1/jwks")[0] == 403
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket}/openid/v1/jwks",
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    s3.put_bucket_policy(Bucket=bucket, Policy=policy)
    assert cloud.request("GET", f"{HETZNER}/{bucket}/openid/v1/jwks") == (200, b"{}")
    virtual = HETZNER.replace("https://", f"https://{bucket}.")
    assert cloud.request("GET", f"{virtual}/openid/v1/jwks") == (200, b"{}")
    for path in ("/secret", "/absent", ""):
        assert cloud.request("GET", f"{HETZNER}/{bucket}{path}")[0] == 403
    assert cloud.request("DELETE", f"{HETZNER}/{bucket}/openid/v1/jwks")[0] == 403


@pytest.mark.parametrize(
    "operation",
    ["get_bucket_versioning", "get_object_lock_configuration", "get_bucket_policy", "list_object_versions"],
)
def test_r2_lacks_versions_object_lock_and_policies(cloud: Cloud, operation: str) -> None:
    s3, bucket = made(cloud, R2, "auto")
    assert error_code(getattr(s3, operation), Bucket=bucket) == "NotImplemented"


def test_r2_buckets_are_made_described_and_removed_by_cloudflares_api(cloud: Cloud) -> None:
    name = unique("bucket")
    assert api(cloud, "GET", f"/{name}")[0] == 404
    assert api(cloud, "POST", "", {"name": name, "locationHint": "eeur"})[0] == 200
    assert api(cloud, "POST", "", {"name": name})[1]["errors"][0]["code"] == 10004
    described = api(cloud, "GET", f"/{name}")[1]["result"]
    assert described["location"] == "EEUR"
    s3 = client(cloud, R2, "auto")
    s3.put_object(Bucket=name, Key="state", Body=b"{}")
    status, refused = api(cloud, "DELETE", f"/{name}")
    assert (status, refused["errors"][0]["code"]) == (409, 10008)
    s3.delete_object(Bucket=name, Key="state")
    assert api(cloud, "DELETE", f"/{name}")[0] == 200


def test_r2_lock_keeps_what_it_covers_and_nothing_else(cloud: Cloud) -> None:
    s3, bucket = made(cloud, R2, "auto")
    rule = {
        "id": "backups",
        "enabled": True,
        "prefix": "backups/",
        "condition": {"type": "Age", "maxAgeSeconds": 86400},
    }
    assert api(cloud, "PUT", f"/{bucket}/lock", {"rules": [rule]})[0] == 200
    assert api(cloud, "GET", f"/{bucket}/lock")[1]["result"]["rules"] == [rule]
    for key in ("dev/dev.tfstate", "backups/a"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"1")
    s3.put_object(Bucket=bucket, Key="dev/dev.tfstate", Body=b"2")
    for call, body in ((s3.put_object, {"Body": b"2"}), (s3.delete_object, {})):
        assert error_code(call, Bucket=bucket, Key="backups/a", **body) == "ObjectLockedByBucketPolicy"
    assert api(cloud, "PUT", f"/{bucket}/lock", {"rules": []})[0] == 200
    s3.delete_object(Bucket=bucket, Key="backups/a")


def test_cloudflare_refuses_other_tokens_and_names_what_is_missing(cloud: Cloud) -> None:
    status, answer = api(cloud, "GET", token="short")
    assert (status, answer["success"]) == (403, False)
    status, answer = api(cloud, "GET", "/name/cors/rules")
    assert status == 400
    assert "does not implement GET" in answer["errors"][0]["message"]


@pytest.fixture(scope="module")
def careless() -> Iterator[Cloud]:
    """A cloud in which one location and one account ignore conditions."""
    hosts = ("nbg1.your-objectstorage.com", f"{CARELESS}.r2.cloudflarestorage.com")
    options = [each for host in hosts for each in ("--ignore-conditional-writes", host)]
    running = wait_until_ready(start("--json", "--until-stdin-closes", *options))
    yield running
    assert stop(running.process) == 0


@pytest.mark.parametrize("style", ["path", "virtual"])
@pytest.mark.parametrize(
    ("endpoint", "region", "careful_endpoint", "careful_region"),
    [
        ("https://nbg1.your-objectstorage.com", "nbg1", HETZNER, "fsn1"),
        (f"https://{CARELESS}.r2.cloudflarestorage.com", "auto", R2, "auto"),
    ],
)
def test_a_store_can_ignore_conditional_writes(
    careless: Cloud, endpoint: str, region: str, careful_endpoint: str, careful_region: str, style: str
) -> None:
    _, bucket = made(careless, endpoint, region)
    s3 = client(careless, endpoint, region, style=style)
    for content in (b"1", b"2"):
        s3.put_object(Bucket=bucket, Key="lock", Body=content, IfNoneMatch="*")
    careful, bucket = made(careless, careful_endpoint, careful_region)
    careful.put_object(Bucket=bucket, Key="lock", Body=b"1", IfNoneMatch="*")
    again = error_code(careful.put_object, Bucket=bucket, Key="lock", Body=b"2", IfNoneMatch="*")
    assert again == "PreconditionFailed"
