"""Which statements of a bucket policy apply to a request (principal, action, resource, condition)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from local_cloud.aws.s3 import conditions


@dataclass(frozen=True)
class Access:
    """One access to a bucket or object, as a policy sees it."""

    action: str
    """With its prefix: `s3:GetObject`."""
    resource: str
    """ARN of the bucket or object."""
    principal: str
    """ARN of the caller."""
    account: str
    """Account of the caller."""
    values: Mapping[str, str]
    """The request's condition keys, in lower case."""


def check(policy: Mapping[str, Any]) -> None:
    """Raises UnknownCondition if any statement has a condition that can't be evaluated."""
    for statement in _statements(policy):
        conditions.check(statement.get("Condition", {}))


def denies(policy: Mapping[str, Any], access: Access) -> bool:
    """Whether a Deny statement applies. What nothing allows is not refused: IAM is not enforced here."""
    return any(
        statement["Effect"] == "Deny" and _applies(statement, access) for statement in _statements(policy)
    )


def allows_service(policy: Mapping[str, Any], service: str, action: str, resource: str) -> bool:
    """Whether an Allow statement is for an AWS service. Its conditions are about calls that never come."""
    return any(
        statement["Effect"] == "Allow"
        and isinstance(statement.get("Principal"), dict)
        and service in _list(statement["Principal"].get("Service", []))
        and _element_applies(statement, "Action", action, ignore_case=True)
        and _element_applies(statement, "Resource", resource)
        for statement in _statements(policy)
    )


def _statements(policy: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    statement = policy["Statement"]
    yield from statement if isinstance(statement, list) else [statement]


def _applies(statement: Mapping[str, Any], access: Access) -> bool:
    return (
        _principal_applies(statement, access)
        and _element_applies(statement, "Action", access.action, ignore_case=True)
        and _element_applies(statement, "Resource", access.resource)
        and conditions.holds(statement.get("Condition", {}), access.values)
    )


def _element_applies(
    statement: Mapping[str, Any], element: str, value: str, ignore_case: bool = False
) -> bool:
    """Action or Resource, or their Not- forms."""
    if f"Not{element}" in statement:
        return not any(_fits(pattern, value, ignore_case) for pattern in _list(statement[f"Not{element}"]))
    return any(_fits(pattern, value, ignore_case) for pattern in _list(statement[element]))


def _principal_applies(statement: Mapping[str, Any], access: Access) -> bool:
    if "NotPrincipal" in statement:
        return not _is_principal(statement["NotPrincipal"], access)
    return _is_principal(statement["Principal"], access)


def _is_principal(principal: Any, access: Access) -> bool:
    """Only AWS principals can be a caller here: no AWS service ever calls."""
    if principal == "*":
        return True
    root = f"arn:aws:iam::{access.account}:root"
    return any(
        name in ("*", access.account, root, access.principal) for name in _list(principal.get("AWS", []))
    )


def _fits(pattern: str, value: str, ignore_case: bool) -> bool:
    expression = "".join({"*": ".*", "?": "."}.get(char, re.escape(char)) for char in pattern)
    return re.fullmatch(expression, value, re.IGNORECASE if ignore_case else 0) is not None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
