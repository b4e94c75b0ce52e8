"""The local cloud's own host name, by which a test sets rules while everything runs.

| request | |
|---|---|
| `PUT http://faults.local-cloud/rules/NAME` | adds or replaces a rule, a JSON object |
| `DELETE http://faults.local-cloud/rules/NAME` | takes it back |
| `GET http://faults.local-cloud/rules` | the rules in force, and how many requests each has struck |
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from local_cloud.faults.effects import (
    CutResponse,
    CutUpload,
    Delay,
    Effect,
    FailOperation,
    LoseResponse,
    Refuse,
    Silence,
    Skew,
    SlowOperation,
)
from local_cloud.faults.rules import Match, Rule, Rules
from local_cloud.messages import Request, Response, plain_text
from local_cloud.routes import InProcess

HOST = "faults.local-cloud"
RULE_PATH = re.compile(r"/rules/([\w.-]+)")

EFFECTS: dict[str, Callable[..., Effect]] = {
    "refuse": Refuse,
    "delay": Delay,
    "silence": Silence,
    "cut-upload": CutUpload,
    "cut-response": CutResponse,
    "lose-response": LoseResponse,
    "skew": Skew,
    "fail-operation": FailOperation,
    "slow-operation": SlowOperation,
}
MATCHES = ("host", "method", "path", "headers")
LIMITS = ("times", "probability", "seed")


def control_route(rules: Rules) -> InProcess:
    """Answers HOST."""

    def answer(request: Request) -> Response:
        if request.path == "/rules" and request.method == "GET":
            return _json({rule.name: {"struck": rule.struck} for rule in rules.all()})
        path = RULE_PATH.fullmatch(request.path)
        if path is None or request.method not in ("PUT", "DELETE"):
            return plain_text(404, f"local cloud: PUT or DELETE http://{HOST}/rules/NAME, or GET /rules.")
        if request.method == "DELETE":
            removed = rules.remove(path[1])
            return _json({"struck": removed.struck}) if removed else plain_text(404, "no such rule")
        try:
            rules.put(rule_of(path[1], json.loads(request.body)))
        except (ValueError, TypeError, KeyError, re.error) as error:
            return plain_text(400, f"local cloud: not a rule: {type(error).__name__}: {error}")
        return _json({})

    return InProcess("faults", re.escape(HOST), answer)


def rule_of(name: str, given: dict[str, Any]) -> Rule:
    """A rule of its JSON form: what it matches, its limits, and one effect with that effect's own value.

    `{"host": "s3", "method": "PUT", "path": "tfstate$", "times": 2, "effect": "refuse", "status": 503}`
    """
    if not isinstance(given, dict):
        raise TypeError("no JSON object")
    match = Match(**{key: given[key] for key in MATCHES if key in given})
    for pattern in (match.host, match.method, match.path, *match.headers.values()):
        re.compile(pattern)
    limits = {key: given[key] for key in LIMITS if key in given}
    values = {
        key: value for key, value in given.items() if key not in (*MATCHES, *LIMITS) and key != "effect"
    }
    return Rule(name, match, EFFECTS[given["effect"]](**values), **limits)


def _json(value: Any) -> Response:
    return Response(200, {"Content-Type": "application/json"}, json.dumps(value).encode())
