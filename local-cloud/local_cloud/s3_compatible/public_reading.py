"""Who comes without a signature: what the bucket's policy lets everybody do, and nothing else.

https://docs.hetzner.com/storage/object-storage/faq/buckets-objects: a private bucket can hold public objects.
A statement of its policy with `"Principal": "*"` says which; a bucket without a policy has none.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, unquote

from local_cloud.aws.iam.policy_document import Access, Verdict, judge
from local_cloud.aws.iam.s3_permissions import permission_of
from local_cloud.messages import Request

SIGNATURES = {"x-amz-signature", "signature"}


def is_anonymous(request: Request) -> bool:
    """Whether nobody has signed it, in its headers or its address."""
    names = {name.lower() for name, _ in parse_qsl(request.query, keep_blank_values=True)}
    return not request.headers.get("Authorization") and not names & SIGNATURES


def is_public(made: Any | None, operation: str | None, key: str | None, request: Request) -> bool:
    """Whether everybody may do it with a bucket (as moto has it), or with an object of it."""
    if made is None or operation is None or not made.policy:
        return False
    access = Access(
        action=f"s3:{permission_of(operation)}",
        resource=f"{made.arn}/{unquote(key)}" if key else made.arn,
        principals=frozenset(),
        account="anonymous",
        values={
            "aws:securetransport": str(request.scheme == "https").lower(),
            "aws:sourceip": request.client_address,
        },
    )
    return judge(json.loads(made.policy), access) is Verdict.ALLOW
