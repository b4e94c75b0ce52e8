"""api.cloudflare.com: the calls for R2's buckets, their lifecycles and their locks.

https://developers.cloudflare.com/api/resources/r2/subresources/buckets/
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from email.message import Message
from typing import Any

from local_cloud.cloudflare.envelope import done, failed
from local_cloud.messages import Request, Response
from local_cloud.routes import InProcess
from local_cloud.s3_compatible.r2 import BucketRules, R2Bucket

HOSTS = r"api\.cloudflare\.com"
PATH = re.compile(
    r"/client/v4/accounts/(?P<account>[0-9a-f]{32})/r2/buckets(?:/(?P<bucket>[a-z0-9-]+)(?:/(?P<part>lifecycle|lock))?)?"
)
TOKEN = re.compile(r"Bearer [A-Za-z0-9_-]{40}")
"""What the provider accepts as a token: https://developers.cloudflare.com/fundamentals/api/get-started/create-token/"""
DEFAULT_LOCATION = "WEUR"
S3 = Callable[[Request], Response]


class R2Api:
    """Makes and describes buckets; S3 has them, and knows nothing of this API."""

    def __init__(self, s3: S3, rules: BucketRules) -> None:
        self._s3 = s3
        self._rules = rules
        self._described: dict[R2Bucket, dict[str, Any]] = {}

    def route(self) -> InProcess:
        """The API's host."""
        return InProcess("cloudflare", HOSTS, self)

    def __call__(self, request: Request) -> Response:
        """Answers one call; one that isn't known is a 404 that says so."""
        if not TOKEN.fullmatch(request.headers.get("Authorization", "")):
            return failed(request, 403, 10000, "Authentication error")
        match = PATH.fullmatch(request.path)
        if match is None:
            message = f"The local cloud does not implement {request.method} {request.path} of Cloudflare"
            return failed(request, 404, 7003, message)
        name = match["bucket"]
        jurisdiction = request.headers.get("cf-r2-jurisdiction") or "default"
        if name is None:
            return self._collection(request, match["account"], jurisdiction)
        bucket = R2Bucket(match["account"], jurisdiction, name)
        if self._s3_call("HEAD", bucket) == 404:
            return failed(request, 404, 10006, "The specified bucket does not exist.")
        return self._part(request, bucket, match["part"]) if match["part"] else self._bucket(request, bucket)

    def _collection(self, request: Request, account: str, jurisdiction: str) -> Response:
        if request.method == "GET":
            own = [b for b in self._described if (b.account, b.jurisdiction) == (account, jurisdiction)]
            return done({"buckets": [self._described[b] for b in own]})
        asked = json.loads(request.body)
        bucket = R2Bucket(account, jurisdiction, asked["name"])
        if self._s3_call("HEAD", bucket) != 404:
            return failed(
                request, 409, 10004, "The bucket you tried to create already exists, and you own it."
            )
        status = self._s3_call("PUT", bucket)
        if status != 200:
            return failed(request, 400, 10005, "The bucket name is not valid.")
        self._described[bucket] = _description(bucket, asked)
        return done(self._described[bucket])

    def _bucket(self, request: Request, bucket: R2Bucket) -> Response:
        if request.method == "GET":
            return done(self._described.setdefault(bucket, _description(bucket, {})))
        if request.method == "DELETE":
            if self._s3_call("DELETE", bucket) == 409:
                return failed(request, 409, 10008, "The bucket you tried to delete is not empty.")
            self._described.pop(bucket, None)
            for part in ("lifecycle", "lock"):
                self._rules.put(bucket.namespace, bucket.name, part, [])
            return done({})
        return failed(request, 405, 10000, f"The local cloud does not implement {request.method} of a bucket")

    def _part(self, request: Request, bucket: R2Bucket, part: str) -> Response:
        if request.method == "PUT":
            self._rules.put(bucket.namespace, bucket.name, part, json.loads(request.body).get("rules", []))
            return done({})
        if request.method == "GET":
            return done({"rules": self._rules.get(bucket.namespace, bucket.name, part)})
        return failed(request, 405, 10000, f"The local cloud does not implement {request.method} of a {part}")

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
