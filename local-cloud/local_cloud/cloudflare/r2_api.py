"""api.cloudflare.com: the calls for R2's buckets, their lifecycles and their locks.

https://developers.cloudflare.com/api/resources/r2/subresources/buckets/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from email.message import Message
from typing import Any

from local_cloud.cloudflare.call import Call
from local_cloud.cloudflare.envelope import CloudflareError, done, not_implemented
from local_cloud.messages import Request, Response
from local_cloud.s3_compatible.r2 import BucketRules, R2Bucket

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])")
PARTS = ("lifecycle", "lock")
STORAGE_CLASSES = ("Standard", "InfrequentAccess")
DEFAULT_LOCATION = "WEUR"
BORN_WITH = {
    "id": "Default Multipart Abort Rule",
    "enabled": True,
    "conditions": {"prefix": ""},
    "abortMultipartUploadsTransition": {"condition": {"type": "Age", "maxAge": 604800}},
}
"""The lifecycle of a new bucket: https://developers.cloudflare.com/r2/buckets/object-lifecycles/"""
S3 = Callable[[Request], Response]


class R2Api:
    """Makes and describes buckets; S3 has them, and knows nothing of this API."""

    def __init__(self, s3: S3, rules: BucketRules) -> None:
        self._s3 = s3
        self._rules = rules
        self._described: dict[R2Bucket, dict[str, Any]] = {}

    def answer(self, call: Call) -> Response:
        """Answers a call on an account's buckets."""
        jurisdiction = call.request.headers.get("cf-r2-jurisdiction") or "default"
        match call.path:
            case ("buckets",):
                return self._collection(call, jurisdiction)
            case ("buckets", name) if NAME.fullmatch(name):
                return self._bucket(call, self._existing(call, jurisdiction, name))
            case ("buckets", name, part) if NAME.fullmatch(name) and part in PARTS:
                return self._part(call, self._existing(call, jurisdiction, name), part)
        raise not_implemented(call.what)

    def _existing(self, call: Call, jurisdiction: str, name: str) -> R2Bucket:
        bucket = R2Bucket(call.owner, jurisdiction, name)
        if self._s3_call("HEAD", bucket) == 404:
            raise CloudflareError(404, 10006, "The specified bucket does not exist.")
        return bucket

    def _collection(self, call: Call, jurisdiction: str) -> Response:
        if call.method == "GET":
            own = [b for b in self._described if (b.account, b.jurisdiction) == (call.owner, jurisdiction)]
            return done({"buckets": [self._described[b] for b in own]})
        asked = call.json
        bucket = R2Bucket(call.owner, jurisdiction, str(asked.get("name", "")))
        if not NAME.fullmatch(bucket.name):
            raise CloudflareError(400, 10005, "The bucket name is not valid.")
        if self._s3_call("HEAD", bucket) != 404:
            message = "The bucket you tried to create already exists, and you own it."
            raise CloudflareError(409, 10004, message)
        if self._s3_call("PUT", bucket) != 200:
            raise CloudflareError(400, 10005, "The bucket name is not valid.")
        self._described[bucket] = _description(bucket, asked)
        self._rules.put(bucket.namespace, bucket.name, "lifecycle", [BORN_WITH])
        return done(self._described[bucket])

    def _bucket(self, call: Call, bucket: R2Bucket) -> Response:
        described = self._described.setdefault(bucket, _description(bucket, {}))
        if call.method == "GET":
            return done(described)
        if call.method == "PATCH":
            storage_class = call.request.headers.get("cf-r2-storage-class", "")
            if storage_class not in STORAGE_CLASSES:
                raise CloudflareError(400, 10062, "The storage class is not valid.")
            described["storage_class"] = storage_class
            return done(described)
        if call.method == "DELETE":
            if self._s3_call("DELETE", bucket) == 409:
                raise CloudflareError(409, 10008, "The bucket you tried to delete is not empty.")
            self._described.pop(bucket, None)
            for part in PARTS:
                self._rules.put(bucket.namespace, bucket.name, part, [])
            return done({})
        raise not_implemented(call.what)

    def _part(self, call: Call, bucket: R2Bucket, part: str) -> Response:
        if call.method == "PUT":
            self._rules.put(bucket.namespace, bucket.name, part, call.json.get("rules", []))
            return done({})
        if call.method == "GET":
            return done({"rules": self._rules.get(bucket.namespace, bucket.name, part)})
        raise not_implemented(call.what)

    def _s3_call(self, method: str, bucket: R2Bucket) -> int:
        jurisdiction = "" if bucket.jurisdiction == "default" else f"{bucket.jurisdiction}."
        host = f"{bucket.account}.{jurisdiction}r2.cloudflarestorage.com"
        return self._s3(Request(method, "https", host, f"/{bucket.name}", Message(), b"")).status


def _description(bucket: R2Bucket, asked: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": bucket.name,
        "creation_date": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "location": str(asked.get("locationHint") or DEFAULT_LOCATION).upper(),
        "storage_class": asked.get("storageClass") or "Standard",
        "jurisdiction": bucket.jurisdiction,
    }
