"""Every S3-compatible store's hosts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from local_cloud.aws.route import Aws
from local_cloud.cloudflare.r2_api import R2Api
from local_cloud.cloudflare.route import Cloudflare
from local_cloud.cloudflare.zones import KnownZone
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
