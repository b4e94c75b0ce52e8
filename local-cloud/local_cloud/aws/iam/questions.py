"""What a request asks of IAM: for each access that it makes, one question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from local_cloud.aws.context import Context
from local_cloud.aws.iam.conditions import Values
from local_cloud.aws.iam.policy_document import Policy

REGION = re.compile(r"\.([a-z]{2}(?:-[a-z]+)+-\d)\.")


@dataclass(frozen=True)
class Question:
    """Whether the caller may do one thing to one resource."""

    action: str
    resource: str | None
    """None where it isn't known here."""
    owner: str
    """The resource's account."""
    policy: Policy | None = None
    """The resource's own policy."""
    policy_rules: bool = False
    """Whether nobody gets in whom that policy doesn't name, or delegate (keys, roles)."""
    values: Values = field(default_factory=dict)
    """Condition keys beside those that every request has."""


def region_of(now: Context) -> str:
    """The region in a host's name: `kms.<region>`, or `<account>.ddb.<region>` as newer SDKs ask DynamoDB."""
    match = REGION.search(now.request.host)
    return match.group(1) if match else "us-east-1"
