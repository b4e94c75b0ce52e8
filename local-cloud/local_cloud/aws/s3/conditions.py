"""The Condition block of a policy, evaluated as the IAM reference describes it.

Every operator of one statement, every key of one operator has to hold; of several values of one key one is
enough (for the negated operators: none may fit). A key that the request doesn't have makes a condition
false, but a negated or an IfExists one true. What is not known here is refused by name, never ignored:
a policy that is silently not applied is the worst thing that an emulator can show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

IF_EXISTS = "IfExists"
NULL = "Null"

Test = Callable[[str, str], bool]
"""Whether the request's value (first) fits a value of the policy (second)."""


class UnknownCondition(Exception):
    """A condition operator or key that is not evaluated here."""


def _like(actual: str, pattern: str) -> bool:
    expression = "".join({"*": ".*", "?": "."}.get(char, re.escape(char)) for char in pattern)
    return re.fullmatch(expression, actual, re.DOTALL) is not None


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
    "NumericNotEquals": "NumericEquals",
}
HEADER_KEY = re.compile(r"s3:(x-amz-[a-z0-9-]+|if-match|if-none-match)", re.IGNORECASE)
"""Condition keys that are a request header of the same name."""
OBJECT_LOCK_KEY = re.compile(r"s3:(object-lock-(?:mode|legal-hold|retain-until-date))", re.IGNORECASE)
"""Condition keys that are a request header with `x-amz-` before their name."""
QUERY_KEY = re.compile(r"s3:(prefix|delimiter|max-keys|versionid)", re.IGNORECASE)
KNOWN_KEYS = frozenset(
    {
        "aws:securetransport",
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalisawsservice",
        "aws:resourceaccount",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "aws:viaawsservice",
        "s3:resourceaccount",
        "s3:tlsversion",
    }
)


def check(conditions: Mapping[str, Mapping[str, Any]]) -> None:
    """Raises UnknownCondition for an operator or a key that `holds` can't evaluate."""
    for operator, block in conditions.items():
        name = operator.removesuffix(IF_EXISTS)
        if name not in POSITIVE and name not in NEGATED and operator != NULL:
            raise UnknownCondition(f"the condition operator {operator} is not evaluated")
        for key in block:
            known = key.lower() in KNOWN_KEYS
            if not known and not any(p.fullmatch(key) for p in (HEADER_KEY, OBJECT_LOCK_KEY, QUERY_KEY)):
                raise UnknownCondition(f"the condition key {key} (of {operator}) is not evaluated")


def holds(conditions: Mapping[str, Mapping[str, Any]], values: Mapping[str, str]) -> bool:
    """Whether a Condition block applies to a request with `values` (keys in lower case)."""
    check(conditions)
    return all(
        _holds_one(operator, values.get(key.lower()), _strings(expected))
        for operator, block in conditions.items()
        for key, expected in block.items()
    )


def _holds_one(operator: str, actual: str | None, expected: list[str]) -> bool:
    if operator == NULL:
        return any((actual is None) == (value.lower() == "true") for value in expected)
    name = operator.removesuffix(IF_EXISTS)
    negated = name in NEGATED
    if actual is None:
        return negated or operator.endswith(IF_EXISTS)
    test = POSITIVE[NEGATED.get(name, name)]
    return any(test(actual, value) for value in expected) != negated


def _strings(expected: Any) -> list[str]:
    """Policies may write one value or a list, of strings, numbers or booleans."""
    values = expected if isinstance(expected, list) else [expected]
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]
