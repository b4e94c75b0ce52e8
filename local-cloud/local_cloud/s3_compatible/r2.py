"""Cloudflare R2: what it lacks of S3, and its bucket locks.

https://developers.cloudflare.com/r2/api/s3/api/ lists what is there; everything else is a 501. An upload that
ends with a checksum is one, too (hashicorp/terraform#33847).
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from local_cloud.aws.operations import Call
from local_cloud.messages import Request, Response
from local_cloud.s3_compatible.errors import not_implemented, s3_error
from local_cloud.s3_compatible.namespace import Namespace
from local_cloud.s3_compatible.store import Place, Store, sends_trailing_checksum

HOSTS = (
    r"(?:(?P<bucket>[a-z0-9.-]+)\.)?(?P<account>[0-9a-f]{32})(?:\.(?P<jurisdiction>eu|fedramp))?"
    r"\.r2\.cloudflarestorage\.com"
)
IMPLEMENTED = frozenset(
    [
        "ListBuckets",
        "HeadBucket",
        "CreateBucket",
        "DeleteBucket",
        "GetBucketLocation",
        "GetBucketEncryption",
        "GetBucketCors",
        "PutBucketCors",
        "DeleteBucketCors",
        "GetBucketLifecycleConfiguration",
        "PutBucketLifecycleConfiguration",
        "DeleteBucketLifecycle",
        "ListObjects",
        "ListObjectsV2",
        "ListMultipartUploads",
        "HeadObject",
        "GetObject",
        "PutObject",
        "CopyObject",
        "DeleteObject",
        "DeleteObjects",
        "CreateMultipartUpload",
        "UploadPart",
        "UploadPartCopy",
        "CompleteMultipartUpload",
        "AbortMultipartUpload",
        "ListParts",
    ]
)
WRITING = frozenset({"PutObject", "CopyObject", "DeleteObject", "CompleteMultipartUpload", "DeleteObjects"})


@dataclass(frozen=True)
class R2Bucket:
    """A bucket, by all that its name depends on."""

    account: str
    jurisdiction: str
    """`default`, `eu` or `fedramp`."""
    name: str

    @property
    def namespace(self) -> str:
        """The world of names that it is in."""
        return f"r2 {self.account} {self.jurisdiction}"


class BucketRules:
    """The rules of buckets, in the words of Cloudflare's API: it sets them, and S3 keeps to the locks."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}

    def get(self, namespace: str, bucket: str, kind: str) -> list[Mapping[str, Any]]:
        """The rules of a kind (`lock`, `lifecycle`)."""
        return self._rules.get((namespace, bucket, kind), [])

    def put(self, namespace: str, bucket: str, kind: str, rules: list[Mapping[str, Any]]) -> None:
        """Replaces the rules of a kind."""
        self._rules[namespace, bucket, kind] = rules


def place(match: re.Match[str]) -> Place:
    """The account and jurisdiction that a host name is of."""
    bucket = R2Bucket(match["account"], match["jurisdiction"] or "default", match["bucket"] or "")
    return Place(bucket.namespace, "auto", bucket.name or None)


def r2(all_rules: BucketRules) -> Store:
    """R2, with the locks that Cloudflare's own API sets."""

    def refusal(
        request: Request, call: Call, bucket: str | None, key: str | None, namespace: Namespace
    ) -> Response | None:
        operation = call.operation or f"{request.method} {request.path}"
        if operation not in IMPLEMENTED or "versionId=" in request.query:
            return not_implemented(request, operation)
        if sends_trailing_checksum(request):
            return not_implemented(request, request.headers.get("x-amz-content-sha256", "x-amz-trailer"))
        if bucket is not None and operation in WRITING:
            rules = all_rules.get(namespace.name, bucket, "lock")
            made = namespace.bucket(bucket)
            for name in _written(request, operation, key):
                if made is not None and _is_locked(made.keys.get(name), name, rules):
                    return s3_error(
                        request, 403, "ObjectLockedByBucketPolicy", f"{name} is locked by the bucket's rules"
                    )
        return None

    return Store("r2", HOSTS, place, refusal)


def _written(request: Request, operation: str, key: str | None) -> list[str]:
    if operation == "DeleteObjects":
        return [unquote(name.decode()) for name in re.findall(rb"<Key>([^<]*)</Key>", request.body)]
    return [] if key is None else [key]


def _is_locked(stored: Any | None, name: str, rules: list[Mapping[str, Any]]) -> bool:
    """Whether any rule still keeps an object; the strictest one wins."""
    if stored is None:
        return False
    age = time.time() - stored.last_modified.timestamp()
    return any(_keeps(rule, name, age) for rule in rules)


def _keeps(rule: Mapping[str, Any], name: str, age: float) -> bool:
    if not rule.get("enabled") or not name.startswith(rule.get("prefix") or ""):
        return False
    condition = rule["condition"]
    return condition["type"] == "Indefinite" or age < int(condition.get("maxAgeSeconds", 0))
