"""The rulesets of a zone: one entry point for each phase, its rules in order.

https://developers.cloudflare.com/ruleset-engine/rulesets-api/ A ruleset is replaced as a whole; each change
is a new version of it and of the rules that changed. A rule keeps its id by `id` or by its reference.
"""

from __future__ import annotations

import uuid

from local_cloud.absence import given
from local_cloud.cloudflare.call import Call, Json, timestamp
from local_cloud.cloudflare.envelope import CloudflareError, done, no_content, not_implemented, page
from local_cloud.cloudflare.ruleset_checks import PHASES, check_rule
from local_cloud.messages import Response

SUMMARY = ("id", "name", "description", "kind", "version", "last_updated", "phase")
OWN = ("id", "version", "last_updated")
"""What a rule has that isn't said by its author."""


class Rulesets:
    """The rulesets of all zones, by zone and id."""

    def __init__(self) -> None:
        self._rulesets: dict[str, dict[str, Json]] = {}

    def answer(self, call: Call) -> Response:
        """Answers a call on a zone's rulesets."""
        rulesets = self._rulesets.setdefault(call.owner, {})
        match call.method, call.path:
            case "GET", ():
                return page([{name: each[name] for name in SUMMARY} for each in rulesets.values()])
            case "POST", ():
                return done(_create(rulesets, given(call.json)))
            case "GET", ("phases", phase, "entrypoint"):
                return done(_entry_point(rulesets, phase))
            case "PUT", ("phases", phase, "entrypoint"):
                return done(_put_entry_point(rulesets, phase, given(call.json)))
            case "GET", (ruleset_id,):
                return done(_get(rulesets, ruleset_id))
            case "PUT", (ruleset_id,):
                return done(_replace(_get(rulesets, ruleset_id), given(call.json)))
            case "DELETE", (ruleset_id,):
                _get(rulesets, ruleset_id)
                del rulesets[ruleset_id]
                return no_content()
        raise not_implemented(call.what)


def _get(rulesets: dict[str, Json], ruleset_id: str) -> Json:
    if ruleset_id not in rulesets:
        raise CloudflareError(404, 10003, "could not find ruleset")
    return rulesets[ruleset_id]


def _of_phase(rulesets: dict[str, Json], phase: str) -> Json | None:
    return next((each for each in rulesets.values() if each["phase"] == phase), None)


def _entry_point(rulesets: dict[str, Json], phase: str) -> Json:
    found = _of_phase(rulesets, phase)
    if found is None:
        raise CloudflareError(404, 10003, f"could not find entrypoint ruleset in the {phase} phase")
    return found


def _put_entry_point(rulesets: dict[str, Json], phase: str, asked: Json) -> Json:
    found = _of_phase(rulesets, phase)
    if found is not None:
        return _replace(found, {"name": found["name"], **asked})
    return _create(rulesets, {"name": "default", **asked, "kind": "zone", "phase": phase})


def _create(rulesets: dict[str, Json], asked: Json) -> Json:
    phase, kind = asked.get("phase"), asked.get("kind")
    if phase not in PHASES:
        raise not_implemented(f"rulesets of the phase {phase}")
    if kind != "zone":
        raise not_implemented(f"rulesets of the kind {kind}")
    if _of_phase(rulesets, phase) is not None:
        message = (
            "'zone' is not a valid value for kind because exceeded maximum number of zone rulesets "
            f"for phase {phase}"
        )
        raise CloudflareError(400, 20217, message, "/kind")
    ruleset = {"id": uuid.uuid4().hex, "kind": kind, "phase": phase, "version": "0", "rules": []}
    ruleset = _replace(ruleset, asked)
    rulesets[ruleset["id"]] = ruleset
    return ruleset


def _replace(ruleset: Json, asked: Json) -> Json:
    """All of it or nothing."""
    now = timestamp()
    rules = [
        _rule(ruleset, rule, f"/rules/{index}", now) for index, rule in enumerate(asked.get("rules", []))
    ]
    references = [rule["ref"] for rule in rules]
    for index, reference in enumerate(references):
        if reference in references[:index]:
            message = f"'{reference}' is not a valid value for ref because it is not unique"
            raise CloudflareError(400, 20000, message, f"/rules/{index}/ref")
    ruleset.update(
        name=asked.get("name", ruleset.get("name", "")),
        description=asked.get("description", ""),
        rules=rules,
        version=str(int(ruleset["version"]) + 1),
        last_updated=now,
    )
    return ruleset


def _rule(ruleset: Json, asked: Json, pointer: str, now: str) -> Json:
    check_rule(ruleset["phase"], asked, pointer)
    written = {name: value for name, value in asked.items() if name not in OWN}
    written.setdefault("enabled", True)
    if "ratelimit" in written:
        written["ratelimit"] = {"requests_to_origin": False, **written["ratelimit"]}
    if written["action"] == "skip":
        written.setdefault("logging", {"enabled": True})
    old = _same_rule(ruleset["rules"], asked)
    rule_id = old["id"] if old else uuid.uuid4().hex
    written.setdefault("ref", old["ref"] if old else rule_id)
    if old and {name: value for name, value in old.items() if name not in OWN} == written:
        return old
    version = str(int(old["version"]) + 1) if old else "1"
    return {"id": rule_id, "version": version, "last_updated": now, **written}


def _same_rule(rules: list[Json], asked: Json) -> Json | None:
    return next(
        (rule for rule in rules if rule["id"] == asked.get("id") or rule["ref"] == asked.get("ref")), None
    )
