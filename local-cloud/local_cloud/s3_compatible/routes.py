"""Every S3-compatible store's hosts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from email.message import Message
from urllib.parse import urlsplit

from local_cloud.aws.route import Aws
from local_cloud.cloudflare.r2_api import R2Api
from local_cloud.cloudflare.route import Cloudflare
from local_cloud.cloudflare.zones import KnownZone
from local_cloud.messages import Request
from local_cloud.routes import InProcess
from local_cloud.s3_compatible.hetzner import HETZNER
from local_cloud.s3_compatible.r2 import BucketRules, r2
from local_cloud.s3_compatible.route import S3Compatible


def s3_compatible_routes(
    aws: Aws, ignoring_conditions: Collection[str], cloudflare_zones: Mapping[str, KnownZone]
) -> list[InProcess]:
    """The stores, and Cloudflare's API, which makes R2's buckets. Hosts may ignore conditional writes."""
    rules = BucketRules()
    hetzner = S3Compatible(HETZNER, aws, ignoring_conditions)
    buckets = S3Compatible(r2(rules), aws, ignoring_conditions)
    cloudflare = Cloudflare(R2Api(buckets, rules), cloudflare_zones)
    return [hetzner.route(), buckets.route(), cloudflare.route()]


def object_reader(stores: Collection[InProcess]) -> Callable[[str], bytes | None]:
    """Reads objects by their addresses, as whoever has a key of the store."""

    def read(url: str) -> bytes | None:
        parts = urlsplit(url)
        headers = Message()
        headers["Authorization"] = "AWS4-HMAC-SHA256 Credential=local-cloud/20260101/any/s3/aws4_request"
        request = Request("GET", parts.scheme, parts.hostname or "", parts.path, headers, b"")
        for store in stores:
            if store.matches(request.host):
                response = store.answer(request)
                return response.body if response.status == 200 else None
        return None

    return read
