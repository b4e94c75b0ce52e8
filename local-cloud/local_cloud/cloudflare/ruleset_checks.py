"""What Cloudflare refuses of a rule.

https://developers.cloudflare.com/waf/rate-limiting-rules/parameters/ and
https://developers.cloudflare.com/waf/managed-rules/ Expressions are looked at as far as quotes and
parentheses go: which fields and operators there are isn't known here, nor what a plan is entitled to.
"""

from __future__ import annotations

import re

from local_cloud.cloudflare.call import Json
from local_cloud.cloudflare.envelope import CloudflareError

INVALID = 20000
"""The errors of rulesets have codes from here on; which one is whose isn't documented, but for some."""
CHALLENGES = frozenset({"challenge", "js_challenge", "managed_challenge"})
PHASES = {
    "http_request_firewall_custom": CHALLENGES | {"block", "log", "skip"},
    "http_request_firewall_managed": frozenset({"execute", "log", "skip"}),
    "http_ratelimit": CHALLENGES | {"block", "log"},
}
"""The actions of each phase that is here."""
MANAGED_RULESETS = frozenset(
    {
        "efb7b8c949ac4650a09736fc376e9aee",  # Cloudflare Managed Ruleset
        "4814384a9e5d4991b9815dcfc25d2f1f",  # Cloudflare OWASP Core Ruleset
        "c2e184081120413c86c3ab7e14069605",  # Cloudflare Exposed Credentials Check
        "77454fe2d30c4220b5701f6fdfb893ba",  # Cloudflare Free Managed Ruleset
    }
)
PERIODS = (10, 60, 120, 300, 600, 3600)
TIMEOUTS = (0, 10, 60, 120, 300, 600, 3600, 86400)
DATA_CENTER = "cf.colo.id"
PIECE = re.compile(r'r#*"[^"]*"#*|"(?:\\.|[^"\\])*"|[()]|[^()"]+|"')


def check_rule(phase: str, rule: Json, pointer: str) -> None:
    """Refuses a rule that its phase can't have."""
    action = rule.get("action")
    if action not in PHASES[phase]:
        raise _invalid(action, "action", f"it is not allowed in the phase {phase}", f"{pointer}/action")
    _check_expression(str(rule.get("expression", "")), f"{pointer}/expression")
    if action == "execute":
        _check_execution(rule.get("action_parameters", {}), f"{pointer}/action_parameters")
    if phase == "http_ratelimit":
        _check_rate_limit(rule, f"{pointer}/ratelimit")
    elif "ratelimit" in rule:
        raise _invalid("ratelimit", "rule", f"the phase {phase} has no rate limits", f"{pointer}/ratelimit")


def _invalid(value: object, field: str, reason: str, pointer: str, code: int = INVALID) -> CloudflareError:
    message = f"'{value}' is not a valid value for {field} because {reason}"
    return CloudflareError(400, code, message, pointer)


def _check_expression(expression: str, pointer: str) -> None:
    if not expression.strip():
        raise _invalid("", "expression", "the expression cannot be blank", pointer, 20125)
    depth = 0
    for piece in PIECE.finditer(expression):
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if depth < 0 or piece[0] == '"':
            raise _unparsable(expression, piece.start(), pointer)
    if depth:
        raise _unparsable(expression, len(expression), pointer)


def _unparsable(expression: str, position: int, pointer: str) -> CloudflareError:
    reason = f"could not parse filter expression: Filter parsing error (1:{position + 1})"
    return _invalid(expression, "expression", reason, pointer, 20127)


def _check_execution(parameters: Json, pointer: str) -> None:
    ruleset = parameters.get("id")
    if ruleset not in MANAGED_RULESETS:
        raise _invalid(ruleset, "id", "the ruleset was not found", f"{pointer}/id")


def _check_rate_limit(rule: Json, pointer: str) -> None:
    limit = rule.get("ratelimit")
    if limit is None:
        raise _invalid("", "ratelimit", "a rule of this phase needs it", pointer)
    characteristics = limit.get("characteristics", [])
    if DATA_CENTER not in characteristics:
        raise _invalid(
            characteristics,
            "characteristics",
            f"it does not include {DATA_CENTER}",
            f"{pointer}/characteristics",
        )
    if {"ip.src", "cf.unique_visitor_id"} <= set(characteristics):
        reason = "ip.src and cf.unique_visitor_id exclude each other"
        raise _invalid(characteristics, "characteristics", reason, f"{pointer}/characteristics")
    if limit.get("period") not in PERIODS:
        raise _invalid(limit.get("period"), "period", f"it is none of {PERIODS}", f"{pointer}/period")
    timeout = limit.get("mitigation_timeout", 0)
    if timeout not in TIMEOUTS:
        reason = f"it is none of {TIMEOUTS}"
        raise _invalid(timeout, "mitigation_timeout", reason, f"{pointer}/mitigation_timeout")
    if timeout and rule["action"] in CHALLENGES:
        reason = f"the action {rule['action']} asks at each request"
        raise _invalid(timeout, "mitigation_timeout", reason, f"{pointer}/mitigation_timeout")
    if limit.get("requests_per_period", 0) < 1 and limit.get("score_per_period", 0) < 1:
        reason = "it has to be positive"
        raise _invalid(
            limit.get("requests_per_period"), "requests_per_period", reason, f"{pointer}/requests_per_period"
        )
