"""One S3-compatible store: what it is called, and what it refuses that AWS grants."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from local_cloud.aws.operations import Call
from local_cloud.messages import Request, Response
from local_cloud.s3_compatible.namespace import Namespace

Refusal = Callable[[Request, Call, str | None, str | None, Namespace], Response | None]
"""What a store answers to a request (an operation, a bucket, a key) where AWS would go on; None to go on."""


@dataclass(frozen=True)
class Place:
    """Where a host name leads."""

    namespace: str
    """The name of the buckets' world."""
    region: str
    """As the store calls it."""
    bucket: str | None
    """The bucket of a virtual host."""


@dataclass(frozen=True)
class Store:
    """A kind of store."""

    name: str
    hosts: str
    """A regular expression for its host names."""
    place: Callable[[re.Match[str]], Place]
    """Where one of these names leads."""
    refusal: Refusal
    has_public_objects: bool = False
    """Whether a bucket's policy can open objects to callers who sign nothing."""


def sends_trailing_checksum(request: Request) -> bool:
    """Whether the upload ends with a checksum, as AWS' SDKs send it unless told not to."""
    return "TRAILER" in request.headers.get("x-amz-content-sha256", "") or "x-amz-trailer" in request.headers
