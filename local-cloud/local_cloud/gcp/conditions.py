"""IAM conditions, really evaluated: the part of the Common Expression Language that names a resource.

`resource.name` compared (==, !=, startsWith, endsWith), joined by &&, ||, ! and parentheses. Everything else
is refused when the policy is set, so that no condition is ever taken for true because nobody understood it.
https://docs.cloud.google.com/iam/docs/conditions-overview
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from local_cloud.gcp.errors import GoogleError

Test = Callable[[str], bool]
"""Whether a condition holds for a resource's name."""

TOKENS = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*"|'[^'"\\]*')|(?P<word>[A-Za-z_][\w.]*)|(?P<sign>\|\||&&|==|!=|[!()]))"""
)


def parse_condition(text: str) -> Test:
    """The test that a condition's expression means; an error where this cloud doesn't know it."""
    parser = _Parser(text)
    test = parser.either()
    parser.end()
    return test


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[str] = []
        place = 0
        while text[place:].strip():
            match = TOKENS.match(text, place)
            if match is None:
                raise self._refused(text[place:])
            self._tokens.append(match[match.lastgroup or 0])
            place = match.end()

    def either(self) -> Test:
        tests = [self._both()]
        while self._takes("||"):
            tests.append(self._both())
        return lambda name: any(test(name) for test in tests)

    def end(self) -> None:
        if self._tokens:
            raise self._refused(self._tokens[0])

    def _both(self) -> Test:
        tests = [self._single()]
        while self._takes("&&"):
            tests.append(self._single())
        return lambda name: all(test(name) for test in tests)

    def _single(self) -> Test:
        if self._takes("!"):
            negated = self._single()
            return lambda name: not negated(name)
        if self._takes("("):
            inner = self.either()
            self._expect(")")
            return inner
        return self._comparison()

    def _comparison(self) -> Test:
        word = self._next()
        if word == "resource.name.startsWith":
            prefix = self._argument()
            return lambda name: name.startswith(prefix)
        if word == "resource.name.endsWith":
            suffix = self._argument()
            return lambda name: name.endswith(suffix)
        if word != "resource.name":
            raise self._refused(word)
        sign = self._next()
        if sign not in ("==", "!="):
            raise self._refused(sign)
        wanted = self._string()
        return lambda name: (name == wanted) == (sign == "==")

    def _argument(self) -> str:
        self._expect("(")
        text = self._string()
        self._expect(")")
        return text

    def _string(self) -> str:
        token = self._next()
        if token[:1] == "'":
            return token[1:-1]
        if token[:1] != '"':
            raise self._refused(token)
        return str(json.loads(token))

    def _next(self) -> str:
        if not self._tokens:
            raise self._refused("its end")
        return self._tokens.pop(0)

    def _takes(self, token: str) -> bool:
        if self._tokens[:1] != [token]:
            return False
        self._tokens.pop(0)
        return True

    def _expect(self, token: str) -> None:
        if not self._takes(token):
            raise self._refused(self._tokens[0] if self._tokens else "its end")

    def _refused(self, where: str) -> GoogleError:
        return GoogleError(
            400, f"local cloud: the condition {self._text!r} can't be evaluated here, from {where!r} on."
        )
