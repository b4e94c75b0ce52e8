"""Cloudflare's zones, their settings and their DNS records."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cloudflare_support import ACCOUNT, call, done, new_zone, refused
from tests.support import Cloud, start, stop, wait_until_ready


def record(**changes: Any) -> dict[str, Any]:
    return {"type": "A", "name": "www", "content": "116.203.0.10", "ttl": 1, "proxied": True, **changes}


def test_a_zone_is_there_from_the_start_or_made() -> None:
    zone = "fedcba9876543210fedcba9876543210"
    option = f"{ACCOUNT}/{zone}=acme.example"
    running = wait_until_ready(start("--json", "--until-stdin-closes", "--cloudflare-zone", option))
    try:
        found = done(running, "GET", f"/zones/{zone}")
        assert (found["name"], found["status"], found["account"]["id"]) == ("acme.example", "active", ACCOUNT)
        again = {"name": "acme.example", "account": {"id": ACCOUNT}}
        assert refused(running, "POST", "/zones", again) == (400, 1061)
        assert [each["id"] for each in done(running, "GET", "/zones?name=acme.example")] == [zone]
    finally:
        assert stop(running.process) == 0


@pytest.mark.parametrize("option", ["acme.example", "1/2=acme.example", f"{ACCOUNT}/{ACCOUNT}=not a domain"])
def test_a_zone_of_the_wrong_form_stops_the_start(option: str) -> None:
    process = start("--cloudflare-zone", option)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "is not ACCOUNT/ZONE=NAME" in errors


def test_nothing_is_in_a_zone_that_is_not_there(cloud: Cloud) -> None:
    zone, _ = new_zone(cloud)
    done(cloud, "DELETE", zone)
    for path in (zone, f"{zone}/dns_records", f"{zone}/settings/ssl", f"{zone}/rulesets"):
        assert refused(cloud, "GET", path) == (404, 1001)


def test_settings_have_defaults_and_keep_what_is_set(cloud: Cloud) -> None:
    zone, _ = new_zone(cloud)
    assert done(cloud, "GET", f"{zone}/settings/min_tls_version")["value"] == "1.0"
    done(cloud, "PATCH", f"{zone}/settings/min_tls_version", {"value": "1.2"})
    assert done(cloud, "GET", f"{zone}/settings/min_tls_version")["value"] == "1.2"
    header = {"enabled": True, "max_age": 31536000, "nosniff": True}
    done(cloud, "PATCH", f"{zone}/settings/security_header", {"value": {"strict_transport_security": header}})
    found = done(cloud, "GET", f"{zone}/settings/security_header")["value"]["strict_transport_security"]
    assert found == {**header, "include_subdomains": False, "preload": False}
    every = {each["id"]: each["value"] for each in done(cloud, "GET", f"{zone}/settings")}
    assert (every["min_tls_version"], every["ssl"]) == ("1.2", "full")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("ssl", "very"),
        ("min_tls_version", "1.4"),
        ("tls_1_3", "yes"),
        ("always_use_https", True),
        ("security_header", {"strict_transport_security": {"max_age": "long"}}),
        ("security_header", {"strict_transport_security": {"max_age": -1}}),
        ("security_header", {"enabled": True}),
        ("challenge_ttl", 1),
    ],
)
def test_a_setting_refuses_other_values(cloud: Cloud, setting: str, value: Any) -> None:
    zone, _ = new_zone(cloud)
    before = done(cloud, "GET", f"{zone}/settings/{setting}")
    assert refused(cloud, "PATCH", f"{zone}/settings/{setting}", {"value": value}) == (400, 1007)
    assert done(cloud, "GET", f"{zone}/settings/{setting}") == before


def test_a_setting_that_is_not_known_is_no_missing_resource(cloud: Cloud) -> None:
    zone, _ = new_zone(cloud)
    assert refused(cloud, "GET", f"{zone}/settings/polish") == (400, 7000)


def test_total_tls_is_switched(cloud: Cloud) -> None:
    zone, _ = new_zone(cloud)
    assert done(cloud, "GET", f"{zone}/acm/total_tls")["enabled"] is False
    done(cloud, "POST", f"{zone}/acm/total_tls", {"enabled": True})
    expected = {"enabled": True, "certificate_authority": "google", "validity_period": 90}
    assert done(cloud, "GET", f"{zone}/acm/total_tls") == expected
    assert refused(cloud, "POST", f"{zone}/acm/total_tls", {"enabled": "yes"})[0] == 400


def test_records_are_made_replaced_and_removed(cloud: Cloud) -> None:
    zone, name = new_zone(cloud)
    made = done(cloud, "POST", f"{zone}/dns_records", record(comment="dev"))
    assert (made["name"], made["proxiable"], made["proxied"]) == (f"www.{name}", True, True)
    path = f"{zone}/dns_records/{made['id']}"
    done(cloud, "PUT", path, record(content="116.203.0.11"))
    found = done(cloud, "GET", path)
    assert (found["content"], found["comment"]) == ("116.203.0.11", None)
    assert found["created_on"] == made["created_on"] < found["modified_on"]
    assert done(cloud, "PATCH", path, {"proxied": False, "ttl": 300})["ttl"] == 300
    assert [each["id"] for each in done(cloud, "GET", f"{zone}/dns_records?type=A")] == [made["id"]]
    done(cloud, "DELETE", path)
    assert refused(cloud, "GET", path) == (404, 81044)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (record(name="@"), {"name": ""}),
        (record(name="API"), {"name": "api."}),
        # Nothing refuses the name of another domain: it is taken for one below the zone.
        (record(name="www.other.example"), {"name": "www.other.example."}),
        (record(type="AAAA", content="2A01:04F8:0:0::1"), {"content": "2a01:4f8::1"}),
        (record(type="CNAME", content="Acme.Pages.DEV."), {"content": "acme.pages.dev"}),
        (record(content="10.0.0.1", proxied=False), {"proxiable": False}),
        (record(content="192.0.2.1"), {"proxiable": True, "proxied": True}),
        (record(type="AAAA", content="100::"), {"proxiable": True, "proxied": True}),
    ],
)
def test_records_get_their_usual_form(cloud: Cloud, asked: dict[str, Any], expected: dict[str, Any]) -> None:
    zone, name = new_zone(cloud)
    made = done(cloud, "POST", f"{zone}/dns_records", asked)
    for key, value in expected.items():
        assert made[key] == (f"{value}{name}" if key == "name" else value)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (record(content="host.example"), 9005),
        (record(content="116.203.0.256"), 9005),
        (record(type="AAAA", content="116.203.0.10"), 9006),
        (record(type="CNAME", content="116.203.0.10"), 9007),
        (record(type="CNAME", content="not a host"), 9007),
        (record(type="TXT", content="v=spf1 -all"), 9004),
        (record(content="10.0.0.1"), 9003),
        (record(type="AAAA", content="fd00::1"), 9003),
        (record(proxied=False, ttl=5), 9021),
        (record(name="a..b"), 9000),
        (record(type="MX", content="mail.example", proxied=False), 9100),
    ],
)
def test_records_that_can_not_be_are_refused(cloud: Cloud, asked: dict[str, Any], code: int) -> None:
    zone, _ = new_zone(cloud)
    assert refused(cloud, "POST", f"{zone}/dns_records", asked) == (400, code)
    assert done(cloud, "GET", f"{zone}/dns_records") == []


ALIAS = record(type="CNAME", content="acme.pages.dev")


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (record(), record(), 81058),
        (ALIAS, record(), 81054),
        (record(), ALIAS, 81053),
        (ALIAS, {**ALIAS, "content": "other.pages.dev"}, 81053),
    ],
)
def test_what_can_not_stand_beside_another_record_is_refused(
    cloud: Cloud, first: dict[str, Any], second: dict[str, Any], code: int
) -> None:
    zone, _ = new_zone(cloud)
    done(cloud, "POST", f"{zone}/dns_records", first)
    assert refused(cloud, "POST", f"{zone}/dns_records", second) == (400, code)


def test_addresses_share_a_name_with_each_other_and_texts(cloud: Cloud) -> None:
    zone, _ = new_zone(cloud)
    text = record(type="TXT", content="hello", proxied=False)
    for asked in (record(), record(content="116.203.0.11"), record(type="AAAA", content="2a01:4f8::1"), text):
        assert call(cloud, "POST", f"{zone}/dns_records", asked)[0] == 200
