"""Every S3-compatible store's hosts."""

from __future__ import annotations

from collections.abc import Collection

from local_cloud.aws.route import Aws
from local_cloud.cloudflare.r2_api import R2Api
from local_cloud.routes import InProcess
from local_cloud.s3_compatible.hetzner import HETZNER
from local_cloud.s3_compatible.r2 import BucketRules, r2
from local_cloud.s3_compatible.route import S3Compatible


def s3_compatible_routes(aws: Aws, ignoring_conditions: Collection[str]) -> list[InProcess]:
    """The stores, and the API that R2's buckets are made with. Hosts may ignore conditional writes."""
    rules = BucketRules()
    hetzner = S3Compatible(HETZNER, aws, ignoring_conditions)
    cloudflare = S3Compatible(r2(rules), aws, ignoring_conditions)
    return [hetzner.route(), cloudflare.route(), R2Api(cloudflare, rules).route()]
