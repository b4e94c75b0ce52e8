"""IAM conditions, really evaluated: the part of the Common Expression Language that names a resource.

`resource.name`, `resource.type`, `resource.service` and `resource.name.extract("…{part}…")`, compared (==,
!=, startsWith, endsWith), joined by &&, ||, ! and parentheses. Everything else is refused when the policy is
set, so that no condition is ever taken for true because nobody understood it.
https://docs.cloud.google.com/iam/docs/conditions-overview
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.resource_names import extract, service_of, type_of

Test = Callable[[str], bool]
"""Whether a condition holds for a resource's name."""

Read = Callable[[str], str]
"""What a condition looks at of a resource's name."""
ATTRIBUTES: dict[str, Read] = {"name": lambda name: name, "service": service_of, "type": type_of}

TOKENS = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*"|'[^'"\\]*')|(?P<word>\.?[A-Za-z_][\w.]*)|(?P<sign>\|\||&&|==|!=|[!()]))"""
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
        read, method = self._subject(self._next())
        if method == "startsWith":
            prefix = self._argument()
            return lambda name: read(name).startswith(prefix)
        if method == "endsWith":
            suffix = self._argument()
            return lambda name: read(name).endswith(suffix)
        if method:
            raise self._refused(method)
        sign = self._next()
        if sign not in ("==", "!="):
            raise self._refused(sign)
        wanted = self._string()
        return lambda name: (read(name) == wanted) == (sign == "==")

    def _subject(self, word: str) -> tuple[Read, str]:
        """What is compared, and the method that is called on it, if any."""
        if word == "resource.name.extract":
            template = self._argument()
            method = self._next()[1:] if self._tokens[:1] and self._tokens[0].startswith(".") else ""
            return (lambda name: extract(name, template)), method
        attribute, _, method = word.removeprefix("resource.").partition(".")
        if not word.startswith("resource.") or attribute not in ATTRIBUTES:
            raise self._refused(word)
        return ATTRIBUTES[attribute], method

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
