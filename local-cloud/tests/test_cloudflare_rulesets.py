"""Cloudflare's rulesets: entry points of phases, ids and versions of rules, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cloudflare_support import call, done, new_zone, refused
from tests.support import Cloud

MANAGED = "efb7b8c949ac4650a09736fc376e9aee"
LIMIT = {
    "characteristics": ["cf.colo.id", "ip.src"],
    "period": 300,
    "requests_per_period": 2000,
    "mitigation_timeout": 300,
}


def ruleset(phase: str, *rules: dict[str, Any]) -> dict[str, Any]:
    return {"name": "acme", "description": "", "kind": "zone", "phase": phase, "rules": list(rules)}


def block(reference: str, **changes: Any) -> dict[str, Any]:
    expression = '(http.host eq "acme.example") and (not ip.src.country in {"DE"})'
    return {"ref": reference, "action": "block", "expression": expression, **changes}


def limited(**changes: Any) -> dict[str, Any]:
    return block("limit", ratelimit={**LIMIT, **changes})


def test_rules_keep_their_ids_and_count_their_versions(cloud: Cloud) -> None:
    zone, _ = new_zone(cloud)
    phase = "http_request_firewall_custom"
    made = done(cloud, "POST", f"{zone}/rulesets", ruleset(phase, block("one"), block("two")))
    assert (made["version"], [rule["version"] for rule in made["rules"]]) == ("1", ["1", "1"])
    assert all(rule["enabled"] for rule in made["rules"])
    path = f"{zone}/rulesets/{made['id']}"
    changed = done(cloud, "PUT", path, ruleset(phase, block("two"), block("one", action="log"), block("new")))
    two, one, new = changed["rules"]
    assert (two["id"], two["version"]) == (made["rules"][1]["id"], "1")
    assert (one["id"], one["version"], one["action"]) == (made["rules"][0]["id"], "2", "log")
    assert new["version"] == "1"
    assert changed["version"] == "2"
    assert done(cloud, "GET", f"{zone}/rulesets/phases/{phase}/entrypoint") == changed
    assert call(cloud, "DELETE", path) == (204, None)
    assert refused(cloud, "GET", path) == (404, 10003)
    assert refused(cloud, "GET", f"{zone}/rulesets/phases/{phase}/entrypoint") == (404, 10003)


def test_a_phase_has_one_entry_point(cloud: Cloud) -> None:
    zone, _ = new_zone(cloud)
    done(cloud, "POST", f"{zone}/rulesets", ruleset("http_ratelimit", limited()))
    assert refused(cloud, "POST", f"{zone}/rulesets", ruleset("http_ratelimit", limited())) == (400, 20217)
    done(cloud, "POST", f"{zone}/rulesets", ruleset("http_request_firewall_custom"))
    other, _ = new_zone(cloud)
    done(cloud, "POST", f"{other}/rulesets", ruleset("http_ratelimit", limited()))
    assert len(done(cloud, "GET", f"{zone}/rulesets")) == 2


def test_an_entry_point_can_be_put_whether_it_is_there_or_not(cloud: Cloud) -> None:
    zone, _ = new_zone(cloud)
    path = f"{zone}/rulesets/phases/http_request_firewall_custom/entrypoint"
    made = done(cloud, "PUT", path, {"rules": [block("one")]})
    again = done(cloud, "PUT", path, {"rules": []})
    assert (again["id"], again["version"], again["rules"]) == (made["id"], "2", [])


def test_a_rate_limit_and_a_managed_ruleset_are_kept_as_written(cloud: Cloud) -> None:
    zone, _ = new_zone(cloud)
    made = done(cloud, "POST", f"{zone}/rulesets", ruleset("http_ratelimit", limited()))
    assert made["rules"][0]["ratelimit"] == {**LIMIT, "requests_to_origin": False}
    execute = block("managed", action="execute", action_parameters={"id": MANAGED})
    made = done(cloud, "POST", f"{zone}/rulesets", ruleset("http_request_firewall_managed", execute))
    assert made["rules"][0]["action_parameters"] == {"id": MANAGED}


@pytest.mark.parametrize(
    ("phase", "rule", "pointer"),
    [
        ("http_request_firewall_custom", block("a", action="execute"), "action"),
        ("http_request_firewall_custom", block("a", expression=" "), "expression"),
        ("http_request_firewall_custom", block("a", expression='(http.host eq "a"'), "expression"),
        ("http_request_firewall_custom", block("a", expression='http.host eq "a'), "expression"),
        ("http_request_firewall_custom", limited(), "ratelimit"),
        ("http_request_firewall_managed", block("a"), "action"),
        (
            "http_request_firewall_managed",
            block("a", action="execute", action_parameters={"id": "0" * 32}),
            "action_parameters/id",
        ),
        ("http_ratelimit", block("a"), "ratelimit"),
        ("http_ratelimit", limited(period=301), "ratelimit/period"),
        ("http_ratelimit", limited(characteristics=["ip.src"]), "ratelimit/characteristics"),
        (
            "http_ratelimit",
            limited(characteristics=["cf.colo.id", "ip.src", "cf.unique_visitor_id"]),
            "ratelimit/characteristics",
        ),
        ("http_ratelimit", limited(mitigation_timeout=7), "ratelimit/mitigation_timeout"),
        ("http_ratelimit", {**limited(), "action": "challenge"}, "ratelimit/mitigation_timeout"),
        ("http_ratelimit", limited(requests_per_period=0), "ratelimit/requests_per_period"),
    ],
)
def test_a_rule_that_can_not_be_is_refused_with_its_place(
    cloud: Cloud, phase: str, rule: dict[str, Any], pointer: str
) -> None:
    zone, _ = new_zone(cloud)
    status, answer = call(cloud, "POST", f"{zone}/rulesets", ruleset(phase, rule))
    assert status == 400
    assert answer["errors"][0]["source"]["pointer"] == f"/rules/0/{pointer}"
    assert done(cloud, "GET", f"{zone}/rulesets") == []


def test_a_refused_change_changes_nothing(cloud: Cloud) -> None:
    zone, _ = new_zone(cloud)
    made = done(cloud, "POST", f"{zone}/rulesets", ruleset("http_ratelimit", limited()))
    path = f"{zone}/rulesets/{made['id']}"
    twice = ruleset("http_ratelimit", limited(period=60), limited(period=10))
    assert refused(cloud, "PUT", path, twice)[0] == 400
    assert done(cloud, "GET", path) == made
