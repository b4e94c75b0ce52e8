"""The Condition block of a policy, evaluated as the IAM reference describes it.

Every operator of one statement, every key of one operator has to hold; of several values of one key one is
enough (for the negated operators: none may fit). A key that the request doesn't have makes a condition
false, but a negated or an IfExists one true. A key with several values of its own (`dynamodb:LeadingKeys`)
needs ForAllValues, which holds of a missing key too, or ForAnyValue. What is not known here is refused by
name, never ignored: a policy that is silently not applied is the worst thing that an emulator can show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from ipaddress import ip_address, ip_network
from typing import Any

IF_EXISTS = "IfExists"
NULL = "Null"
FOR_ALL, FOR_ANY = "ForAllValues:", "ForAnyValue:"

Values = Mapping[str, str | tuple[str, ...]]
"""The condition keys of a request, in lower case; a tuple where a key has several values."""

Test = Callable[[str, str], bool]
"""Whether the request's value (first) fits a value of the policy (second)."""


class UnknownCondition(Exception):
    """A condition operator or key that is not evaluated here."""


def _like(actual: str, pattern: str) -> bool:
    expression = "".join({"*": ".*", "?": "."}.get(char, re.escape(char)) for char in pattern)
    return re.fullmatch(expression, actual, re.DOTALL) is not None


def _within(actual: str, expected: str) -> bool:
    try:
        return ip_address(actual) in ip_network(expected, strict=False)
    except ValueError as error:
        raise UnknownCondition(f"{expected} is no address block: {error}") from error


def _numeric(compare: Callable[[float, float], bool]) -> Test:
    def test(actual: str, expected: str) -> bool:
        try:
            return compare(float(actual), float(expected))
        except ValueError:
            return False

    return test


POSITIVE: dict[str, Test] = {
    "StringEquals": lambda actual, expected: actual == expected,
    "StringEqualsIgnoreCase": lambda actual, expected: actual.lower() == expected.lower(),
    "StringLike": _like,
    "ArnEquals": _like,
    "ArnLike": _like,
    "IpAddress": _within,
    "Bool": lambda actual, expected: actual.lower() == expected.lower(),
    "NumericEquals": _numeric(lambda actual, expected: actual == expected),
    "NumericLessThan": _numeric(lambda actual, expected: actual < expected),
    "NumericLessThanEquals": _numeric(lambda actual, expected: actual <= expected),
    "NumericGreaterThan": _numeric(lambda actual, expected: actual > expected),
    "NumericGreaterThanEquals": _numeric(lambda actual, expected: actual >= expected),
}
NEGATED: dict[str, str] = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NotIpAddress": "IpAddress",
    "NumericNotEquals": "NumericEquals",
}
HEADER_KEY = re.compile(r"s3:(x-amz-[a-z0-9-]+|if-match|if-none-match)", re.IGNORECASE)
"""Condition keys that are a request header of the same name."""
OBJECT_LOCK_KEY = re.compile(r"s3:(object-lock-(?:mode|legal-hold|retain-until-date))", re.IGNORECASE)
"""Condition keys that are a request header with `x-amz-` before their name."""
QUERY_KEY = re.compile(r"s3:(prefix|delimiter|max-keys|versionid)", re.IGNORECASE)
OIDC_KEY = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[^:]*)?:(aud|sub)", re.IGNORECASE)
"""Condition keys that are a claim of an OIDC token, after its issuer."""
KNOWN_KEYS = frozenset(
    {
        "aws:securetransport",
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalisawsservice",
        "aws:resourceaccount",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourceip",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "aws:viaawsservice",
        "aws:vpcsourceip",
        "dynamodb:leadingkeys",
        "kms:calleraccount",
        "kms:encryptioncontext:aws:s3:arn",
        "kms:resourcealiases",
        "kms:viaservice",
        "s3:resourceaccount",
        "s3:tlsversion",
        "sts:externalid",
        "sts:rolesessionname",
    }
)


PATTERNS = (HEADER_KEY, OBJECT_LOCK_KEY, QUERY_KEY, OIDC_KEY)


def check(conditions: Mapping[str, Mapping[str, Any]]) -> None:
    """Raises UnknownCondition for an operator or a key that `holds` can't evaluate."""
    for operator, block in conditions.items():
        name = _plain(operator)
        if name not in POSITIVE and name not in NEGATED and operator != NULL:
            raise UnknownCondition(f"the condition operator {operator} is not evaluated")
        for key in block:
            known = key.lower() in KNOWN_KEYS
            if not known and not any(p.fullmatch(key) for p in PATTERNS):
                raise UnknownCondition(f"the condition key {key} (of {operator}) is not evaluated")
        if any("${" in value for expected in block.values() for value in _strings(expected)):
            raise UnknownCondition(f"policy variables (in {operator}) are not evaluated")


def holds(conditions: Mapping[str, Mapping[str, Any]], values: Values) -> bool:
    """Whether a Condition block applies to a request with `values` (keys in lower case)."""
    check(conditions)
    return all(
        _holds_one(operator, values.get(key.lower()), _strings(expected))
        for operator, block in conditions.items()
        for key, expected in block.items()
    )


def _plain(operator: str) -> str:
    return operator.removeprefix(FOR_ALL).removeprefix(FOR_ANY).removesuffix(IF_EXISTS)


def _holds_one(operator: str, actual: str | tuple[str, ...] | None, expected: list[str]) -> bool:
    if operator == NULL:
        return any((actual is None) == (value.lower() == "true") for value in expected)
    name = _plain(operator)
    negated = name in NEGATED
    test = POSITIVE[NEGATED.get(name, name)]
    if actual is None:
        return operator.startswith(FOR_ALL) or (
            not operator.startswith(FOR_ANY) and (negated or operator.endswith(IF_EXISTS))
        )
    if isinstance(actual, tuple) and not operator.startswith((FOR_ALL, FOR_ANY)):
        raise UnknownCondition(f"{operator} on a key of several values is not evaluated")
    each = [
        any(test(one, value) for value in expected) != negated
        for one in (actual if isinstance(actual, tuple) else (actual,))
    ]
    return any(each) if operator.startswith(FOR_ANY) else all(each)


def _strings(expected: Any) -> list[str]:
    """Policies may write one value or a list, of strings, numbers or booleans."""
    values = expected if isinstance(expected, list) else [expected]
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]
