"""What the statements of a policy say to one access: principal, action, resource, condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from local_cloud.aws.iam import conditions

Policy = Mapping[str, Any]


class Verdict(Enum):
    """What a policy says."""

    NOTHING = 0
    DELEGATE = 1
    """It lets the caller's account in as a whole: whom of it, that account's own policies say."""
    ALLOW = 2
    DENY = 3


class UnknownResource(Exception):
    """A statement depends on a resource that isn't known here."""


@dataclass(frozen=True)
class Access:
    """One access, as a policy sees it."""

    action: str
    """With its prefix: `s3:GetObject`."""
    resource: str | None
    """Its ARN; None where it isn't known here, which only `*` fits."""
    principals: frozenset[str]
    """Names of the caller that a policy may use: ARNs of role, session or user, or of an OIDC provider."""
    account: str
    """Account of the caller."""
    values: conditions.Values
    """The request's condition keys, in lower case."""
    kind: str = "AWS"
    """Of the principals: `AWS`, or `Federated`."""


def check(policy: Policy) -> None:
    """Raises UnknownCondition if any statement has a condition that can't be evaluated."""
    for statement in _statements(policy):
        conditions.check(statement.get("Condition", {}))


def judge(policy: Policy, access: Access) -> Verdict:
    """What a resource's policy, or a role's trust policy, says to an access: its strongest statement."""
    verdicts = [
        Verdict.DENY if statement["Effect"] == "Deny" else who
        for statement in _statements(policy)
        if (who := _principal(statement, access)) is not Verdict.NOTHING and _applies(statement, access)
    ]
    return max(verdicts, key=lambda verdict: verdict.value, default=Verdict.NOTHING)


def judge_identity(policy: Policy, access: Access) -> Verdict:
    """The same for a policy of the caller's own."""
    verdicts = [
        Verdict.DENY if statement["Effect"] == "Deny" else Verdict.ALLOW
        for statement in _statements(policy)
        if _applies(statement, access)
    ]
    return max(verdicts, key=lambda verdict: verdict.value, default=Verdict.NOTHING)


def allows_service(policy: Policy, service: str, action: str, resource: str) -> bool:
    """Whether an Allow statement is for an AWS service. Its conditions are about calls that never come."""
    return any(
        statement["Effect"] == "Allow"
        and isinstance(statement.get("Principal"), dict)
        and service in _list(statement["Principal"].get("Service", []))
        and _element_applies(statement, "Action", action, ignore_case=True)
        and _element_applies(statement, "Resource", resource)
        for statement in _statements(policy)
    )


def _statements(policy: Policy) -> Iterator[Mapping[str, Any]]:
    statement = policy.get("Statement", [])
    yield from statement if isinstance(statement, list) else [statement]


def _applies(statement: Mapping[str, Any], access: Access) -> bool:
    if not _element_applies(statement, "Action", access.action, ignore_case=True):
        return False
    # A trust policy has no Resource: it is the role's own.
    if "Resource" in statement or "NotResource" in statement:
        if access.resource is None:
            if statement.get("Resource") not in ("*", ["*"]):
                raise UnknownResource(f"which resource {access.action} is for is not known here")
        elif not _element_applies(statement, "Resource", access.resource):
            return False
    return conditions.holds(statement.get("Condition", {}), access.values)


def _element_applies(
    statement: Mapping[str, Any], element: str, value: str, ignore_case: bool = False
) -> bool:
    """Action or Resource, or their Not- forms."""
    if f"Not{element}" in statement:
        return not any(_fits(pattern, value, ignore_case) for pattern in _list(statement[f"Not{element}"]))
    return any(_fits(pattern, value, ignore_case) for pattern in _list(statement[element]))


def _principal(statement: Mapping[str, Any], access: Access) -> Verdict:
    if "NotPrincipal" in statement:
        named = _named(statement["NotPrincipal"], access)
        return Verdict.ALLOW if named is Verdict.NOTHING else Verdict.NOTHING
    return _named(statement["Principal"], access)


def _named(principal: Any, access: Access) -> Verdict:
    """How a Principal element names the caller. An AWS service never calls here."""
    if principal == "*":
        return Verdict.ALLOW
    names = _list(principal.get(access.kind, []))
    if "*" in names or access.principals.intersection(names):
        return Verdict.ALLOW
    is_account = access.account in names or f"arn:aws:iam::{access.account}:root" in names
    return Verdict.DELEGATE if access.kind == "AWS" and is_account else Verdict.NOTHING


def _fits(pattern: str, value: str, ignore_case: bool) -> bool:
    if "${" in pattern:
        raise conditions.UnknownCondition("policy variables are not evaluated")
    expression = "".join({"*": ".*", "?": "."}.get(char, re.escape(char)) for char in pattern)
    return re.fullmatch(expression, value, re.IGNORECASE if ignore_case else 0) is not None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
