"""Conditions of role assignments (ABAC), as far as they are about the names of containers and blobs.

https://learn.microsoft.com/azure/role-based-access-control/conditions-format
What can't be evaluated is refused when the assignment is made, so that no test passes by accident.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from local_cloud.azure.errors import not_implemented

CONTAINER = "Microsoft.Storage/storageAccounts/blobServices/containers"
CONTAINER_NAME = f"@Resource[{CONTAINER}:name]"
BLOB_PATH = f"@Resource[{CONTAINER}/blobs:path]"
LIST_PREFIX = f"@Request[{CONTAINER}/blobs:prefix]"
ATTRIBUTES = (CONTAINER_NAME, BLOB_PATH, LIST_PREFIX)


@dataclass(frozen=True)
class Attempt:
    """What somebody wants to do."""

    action: str
    suboperation: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """By their whole names; what has no value here makes every comparison with it false."""


Condition = Callable[[Attempt], bool]

_TOKEN = re.compile(
    r"\s*(?:(?P<function>ActionMatches|SubOperationMatches)\{'(?P<argument>[^']*)'\}"
    r"|(?P<attribute>@\w+\[[^\]]+\])|(?P<text>'[^']*')|(?P<word>\w+)|(?P<sign>[!()]))"
)

_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "StringEquals": lambda value, wanted: value == wanted,
    "StringStartsWith": lambda value, wanted: value.startswith(wanted),
    "StringLike": lambda value, wanted: fnmatch.fnmatchcase(value, wanted.replace("[", "[[]")),
}


def parse(text: str) -> Condition:
    """The condition that a text means."""
    reader = _Reader(text)
    condition = reader.alternatives()
    if reader.rest():
        raise not_implemented(f"this part of a condition: {reader.rest()[:200]}")
    return condition


class _Reader:
    """Reads a condition from left to right: OR of ANDs of terms."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0

    def rest(self) -> str:
        return self._text[self._place :].strip()

    def alternatives(self) -> Condition:
        terms = [self._conjunction()]
        while self._take_word("OR", "||"):
            terms.append(self._conjunction())
        return lambda attempt: any(term(attempt) for term in terms)

    def _conjunction(self) -> Condition:
        terms = [self._term()]
        while self._take_word("AND", "&&"):
            terms.append(self._term())
        return lambda attempt: all(term(attempt) for term in terms)

    def _term(self) -> Condition:
        if self._take_word("NOT", "!"):
            term = self._term()
            return lambda attempt: not term(attempt)
        token = self._next()
        if token["sign"] == "(":
            inner = self.alternatives()
            if self._next()["sign"] != ")":
                raise not_implemented("a condition whose brackets don't match")
            return inner
        argument = token["argument"]
        if token["function"] == "ActionMatches":
            return lambda attempt: attempt.action.lower() == argument.lower()
        if token["function"] == "SubOperationMatches":
            return lambda attempt: attempt.suboperation == argument
        return self._comparison(token["attribute"])

    def _comparison(self, attribute: str | None) -> Condition:
        if attribute not in ATTRIBUTES:
            raise not_implemented(f"a condition on {attribute or self.rest()[:100]}")
        word = self._next()["word"]
        if word not in _OPERATORS:
            raise not_implemented(f"the operator {word} of a condition")
        operator = _OPERATORS[word]
        text = self._next()["text"]
        if text is None:
            raise not_implemented(f"a condition that compares {attribute} with something else than a text")
        wanted = text[1:-1]

        def holds(attempt: Attempt) -> bool:
            value = attempt.attributes.get(attribute)
            return value is not None and operator(value, wanted)

        return holds

    def _take_word(self, *spellings: str) -> bool:
        rest = self._text[self._place :].lstrip()
        for spelling in spellings:
            ends = not spelling[-1].isalpha() or not rest[len(spelling) : len(spelling) + 1].isalnum()
            if rest.startswith(spelling) and ends:
                self._place = len(self._text) - len(rest) + len(spelling)
                return True
        return False

    def _next(self) -> re.Match[str]:
        match = _TOKEN.match(self._text, self._place)
        if match is None:
            raise not_implemented(f"this part of a condition: {self.rest()[:200]}")
        self._place = match.end()
        return match
