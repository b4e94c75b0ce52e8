"""S3: bucket policies with conditions, rules that are read back as put, object lock on non-empty buckets."""

from local_cloud.aws.s3 import bucket_policy, lifecycle, logging, object_lock, replication, versions


def extend() -> None:
    """Mends moto's S3."""
    bucket_policy.extend()
    lifecycle.extend()
    logging.extend()
    object_lock.extend()
    replication.extend()
    versions.extend()
