"""The rules that are in force: which requests a fault strikes, and how often."""

from __future__ import annotations

import random
import re
import threading
from dataclasses import dataclass, field

from local_cloud.faults.effects import Effect
from local_cloud.messages import Request


@dataclass(frozen=True)
class Match:
    """Which requests a rule is for. Each is a regular expression that is looked for anywhere in the text."""

    host: str = ""
    method: str = ""
    path: str = ""
    """In path and query, not decoded."""
    headers: dict[str, str] = field(default_factory=dict)
    """By name; all have to fit. `Authorization` tells one client's requests from another's."""

    def fits(self, request: Request) -> bool:
        """Whether `request` is meant."""
        return (
            re.search(self.host, request.host) is not None
            and re.search(self.method, request.method) is not None
            and re.search(self.path, request.target) is not None
            and all(re.search(wanted, request.headers.get(name, "")) for name, wanted in self.headers.items())
        )


@dataclass
class Rule:
    """A fault, and the requests that it strikes."""

    name: str
    match: Match
    effect: Effect
    times: int | None = None
    """How many requests it strikes at the most; None for all."""
    probability: float = 1.0
    seed: int = 0
    """The same seed strikes the same requests of a sequence."""
    struck: int = 0
    removed: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - to be repeatable is its purpose

    def strikes(self, request: Request) -> bool:
        """Whether this very request is struck; counts it if so."""
        if self.times is not None and self.struck >= self.times:
            return False
        if not self.match.fits(request) or self._chance.random() >= self.probability:
            return False
        self.struck += 1
        return True


class Rules:
    """All rules, in the order in which they came. Safe to use from many threads."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}
        self._lock = threading.Lock()

    def put(self, rule: Rule) -> None:
        """Adds a rule, or replaces the one of that name."""
        self.remove(rule.name)
        with self._lock:
            self._rules[rule.name] = rule

    def remove(self, name: str) -> Rule | None:
        """Takes a rule back; requests that it holds up go on."""
        with self._lock:
            rule = self._rules.pop(name, None)
        if rule is not None:
            rule.removed.set()
        return rule

    def all(self) -> list[Rule]:
        """What is in force."""
        with self._lock:
            return list(self._rules.values())

    def take(self, request: Request) -> Rule | None:
        """The first rule that strikes `request`; None for nearly every request."""
        if not self._rules:
            return None
        with self._lock:
            return next((rule for rule in self._rules.values() if rule.strikes(request)), None)
