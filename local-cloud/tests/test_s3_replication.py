"""Replication rules of S3."""

from __future__ import annotations

from tests.support import Cloud, new_bucket


def test_rules_are_read_back_as_they_were_put(cloud: Cloud) -> None:
    s3 = cloud.client("s3")
    buckets = [new_bucket(cloud), new_bucket(cloud)]
    for bucket in buckets:
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    rule = {
        "ID": "every-version",
        "Priority": 0,
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "DeleteMarkerReplication": {"Status": "Enabled"},
        "SourceSelectionCriteria": {"SseKmsEncryptedObjects": {"Status": "Enabled"}},
        "Destination": {
            "Bucket": f"arn:aws:s3:::{buckets[1]}",
            "EncryptionConfiguration": {"ReplicaKmsKeyID": "arn:aws:kms:eu-west-1:123456789012:key/x"},
        },
    }
    configuration = {"Role": "arn:aws:iam::123456789012:role/copies", "Rules": [rule]}
    s3.put_bucket_replication(Bucket=buckets[0], ReplicationConfiguration=configuration)
    answer = s3.get_bucket_replication(Bucket=buckets[0])["ReplicationConfiguration"]
    assert answer["Rules"][0] | {"Priority": 0} == rule
