"""Descriptions of security group rules.

Restores: DescribeSecurityGroupRules returns the Description of a rule whose peer is a security group or a
prefix list. moto looks for it among CIDR ranges only, and Terraform sees a change on every plan.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from local_cloud.aws.patching import around, replace


def extend() -> None:
    """Keeps and returns the description of every kind of peer."""
    from moto.ec2.models.security_groups import SecurityGroupRule

    around(SecurityGroupRule, "__init__", _init)
    replace(SecurityGroupRule, description=property(_description))


def _init(original: Callable[..., None], rule: Any, *args: Any, **kwargs: Any) -> None:
    original(*args, **kwargs)
    # moto keeps no more than the id of a prefix list.
    given = inspect.signature(original).bind(*args, **kwargs).arguments
    rule.prefix_list_description = (given.get("prefix_list_id") or {}).get("Description")


def _description(rule: Any) -> str | None:
    own = rule.ip_range.get("Description") or rule.source_group.get("Description")
    return own or getattr(rule, "prefix_list_description", None)
