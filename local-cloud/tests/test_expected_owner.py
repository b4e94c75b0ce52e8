"""The expected owner of a bucket."""

from __future__ import annotations

from tests.support import ACCOUNT, Cloud, error_code

OTHER = "222233334444"


def test_a_bucket_of_the_expected_owner_is_reached(cloud: Cloud, bucket: str) -> None:
    cloud.client("s3").head_bucket(Bucket=bucket, ExpectedBucketOwner=ACCOUNT)


def test_a_bucket_of_another_owner_is_refused_whoever_asks(cloud: Cloud, bucket: str) -> None:
    for key in (ACCOUNT, OTHER):
        s3 = cloud.client("s3", key=key)
        assert error_code(s3.head_bucket, Bucket=bucket, ExpectedBucketOwner=OTHER) == "403"
        versioning = s3.get_bucket_versioning
        assert error_code(versioning, Bucket=bucket, ExpectedBucketOwner=OTHER) == "AccessDenied"
        put = s3.put_object
        assert error_code(put, Bucket=bucket, Key="a", ExpectedBucketOwner=OTHER) == "AccessDenied"


def test_a_bucket_that_is_not_there_is_not_found(cloud: Cloud) -> None:
    head = cloud.client("s3").head_bucket
    assert error_code(head, Bucket="nobody-has-this", ExpectedBucketOwner=ACCOUNT) == "404"
