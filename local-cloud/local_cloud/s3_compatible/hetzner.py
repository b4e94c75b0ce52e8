"""Hetzner Object Storage (Ceph): what it lacks of S3.

https://docs.hetzner.com/storage/object-storage/supported-actions, and what its users report: an upload that
ends with a checksum is a 400 XAmzContentSHA256Mismatch (google/go-cloud#3535), and a lifecycle is answered
without the header that the aws provider's resource waits for (hashicorp/terraform-provider-aws#43333).
Object Lock can't be added to a bucket.
"""

from __future__ import annotations

import re

from local_cloud.aws.operations import Call
from local_cloud.messages import Request, Response
from local_cloud.s3_compatible.errors import not_implemented, s3_error
from local_cloud.s3_compatible.namespace import Namespace
from local_cloud.s3_compatible.store import Place, Store, sends_trailing_checksum

HOSTS = r"(?:(?P<bucket>[a-z0-9.-]+)\.)?(?P<location>fsn1|nbg1|hel1)\.your-objectstorage\.com"
LACKING = re.compile(
    r"(Get|Put|Delete|List)Bucket(Accelerate|Analytics|Encryption|IntelligentTiering|Inventory|Logging|Metrics|"
    r"Notification|OwnershipControls|Replication|RequestPayment|Tagging|Website)\w*"
    r"|GetObjectAttributes|GetObjectTorrent|RestoreObject|SelectObjectContent|CreateSession"
)
"""Operations of S3 that it doesn't have."""


def place(match: re.Match[str]) -> Place:
    """The location that a host name is of."""
    return Place(f"hetzner {match['location']}", match["location"], match["bucket"])


def refusal(
    request: Request, call: Call, bucket: str | None, key: str | None, namespace: Namespace
) -> Response | None:
    """What Hetzner answers where AWS would go on."""
    operation = call.operation or ""
    if LACKING.fullmatch(operation):
        return not_implemented(request, operation)
    if sends_trailing_checksum(request):
        return s3_error(request, 400, "XAmzContentSHA256Mismatch", "the body does not match its checksum")
    if "x-amz-server-side-encryption" in request.headers:
        return not_implemented(request, "encryption with a key of the store")
    if operation.startswith("PutBucketLifecycle") and b"NewerNoncurrentVersions" in request.body:
        return not_implemented(request, "NewerNoncurrentVersions")
    made = namespace.bucket(bucket)
    if operation == "PutObjectLockConfiguration" and made is not None and not made.object_lock_enabled:
        return s3_error(
            request, 409, "InvalidBucketState", "Object Lock can be enabled at the bucket's creation only"
        )
    return None


HETZNER = Store("hetzner", HOSTS, place, refusal, has_public_objects=True)
