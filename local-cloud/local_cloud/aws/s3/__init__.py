"""S3: bucket policies, owners, rules that are read back as put, object lock on non-empty buckets."""

from local_cloud.aws.s3 import (
    bucket_policy,
    expected_owner,
    lifecycle,
    logging,
    object_lock,
    replication,
    versions,
)


def extend() -> None:
    """Mends moto's S3."""
    bucket_policy.extend()
    expected_owner.extend()
    lifecycle.extend()
    logging.extend()
    object_lock.extend()
    replication.extend()
    versions.extend()
