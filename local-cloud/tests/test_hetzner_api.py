"""What all of Hetzner Cloud's API has in common: tokens, lists, labels, actions, faults."""

from __future__ import annotations

import pytest

from tests.hetzner_support import Hetzner, project_token
from tests.support import Cloud


@pytest.fixture
def hetzner(cloud: Cloud) -> Hetzner:
    return Hetzner(cloud, project_token())


@pytest.mark.parametrize("token", ["", "short", "x" * 63, "x" * 65])
def test_a_token_has_64_characters(cloud: Cloud, token: str) -> None:
    assert Hetzner(cloud, token).refused("GET", "servers") == (401, "unauthorized")


def test_a_token_reaches_its_own_project_alone(cloud: Cloud, hetzner: Hetzner) -> None:
    number = hetzner.network()
    other = Hetzner(cloud, project_token())
    assert other.call("GET", "networks")[1]["networks"] == []
    assert other.refused("GET", f"networks/{number}") == (404, "not_found")


def test_names_are_unique_in_their_kind(hetzner: Hetzner) -> None:
    hetzner.make("placement_groups", name="a", type="spread")
    again = {"name": "a", "type": "spread"}
    assert hetzner.refused("POST", "placement_groups", again) == (409, "uniqueness_error")
    other = hetzner.make("placement_groups", name="b", type="spread")
    renamed = hetzner.refused("PUT", f"placement_groups/{other['id']}", {"name": "a"})
    assert renamed == (409, "uniqueness_error")
    hetzner.make("networks", name="a", ip_range="10.0.0.0/16")


def test_lists_come_in_pages(hetzner: Hetzner) -> None:
    made = [hetzner.network() for _ in range(3)]
    status, first = hetzner.call("GET", "networks", per_page="2", page="1")
    assert (status, [one["id"] for one in first["networks"]]) == (200, made[:2])
    assert first["meta"]["pagination"]["next_page"] == 2
    last = hetzner.call("GET", "networks", per_page="2", page="2")[1]
    assert [one["id"] for one in last["networks"]] == made[2:]
    assert last["meta"]["pagination"]["next_page"] is None
    assert hetzner.refused("GET", "networks?per_page=51") == (422, "invalid_input")


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("role=worker", {"b", "c"}),
        ("role==worker,pool=y", {"c"}),
        ("role!=worker", {"a"}),
        ("pool", {"b", "c"}),
        ("!pool", {"a"}),
        ("pool in (x, z)", {"b"}),
        ("role in (worker,server),pool notin (x)", {"a", "c"}),
    ],
)
def test_a_selector_finds_by_labels(hetzner: Hetzner, selector: str, found: set[str]) -> None:
    for name, labels in {
        "a": {"role": "server"},
        "b": {"role": "worker", "pool": "x"},
        "c": {"role": "worker", "pool": "y"},
    }.items():
        hetzner.make("placement_groups", name=name, type="spread", labels=labels)
    listed = hetzner.call("GET", "placement_groups", label_selector=selector)[1]["placement_groups"]
    assert {one["name"] for one in listed} == found


@pytest.mark.parametrize(
    "labels", [{"": "a"}, {"-a": "a"}, {"a": "-"}, {"a" * 64: "a"}, {"a": "a" * 64}, {"hetzner.cloud/a": "a"}]
)
def test_labels_that_are_not_well_formed_are_refused(hetzner: Hetzner, labels: dict[str, str]) -> None:
    body = {"name": "a", "type": "spread", "labels": labels}
    assert hetzner.refused("POST", "placement_groups", body) == (422, "invalid_input")


def test_what_is_protected_stays(hetzner: Hetzner) -> None:
    number = hetzner.network()
    hetzner.act(f"networks/{number}", "change_protection", delete=True)
    assert hetzner.refused("DELETE", f"networks/{number}") == (423, "protected")
    hetzner.act(f"networks/{number}", "change_protection", delete=False)
    assert hetzner.call("DELETE", f"networks/{number}")[0] == 204


def test_an_action_takes_time_and_says_what_it_is_about(hetzner: Hetzner) -> None:
    number = hetzner.network("10.0.1.0/24")
    change = {"type": "cloud", "network_zone": "eu-central", "ip_range": "10.0.2.0/24"}
    with hetzner.fault(path="add_subnet", effect="slow-operation", seconds=2):
        started = hetzner.call("POST", f"networks/{number}/actions/add_subnet", change)[1]["action"]
    assert (started["status"], started["command"]) == ("running", "add_subnet")
    assert started["resources"] == [{"type": "network", "id": number}]
    assert len(hetzner.get("networks", number)["subnets"]) == 1
    assert hetzner.wait(started)["status"] == "success"
    assert len(hetzner.get("networks", number)["subnets"]) == 2


def test_a_test_can_have_an_action_fail_which_changes_nothing(hetzner: Hetzner) -> None:
    number = hetzner.network("10.0.1.0/24")
    server = hetzner.server()
    path = f"servers/{server['id']}"
    with hetzner.fault(
        path="attach_to_network", effect="fail-operation", code="action_failed", message="no luck"
    ):
        failed = hetzner.act(path, "attach_to_network", network=number, ip="10.0.1.7")
    assert failed["error"] == {"code": "action_failed", "message": "no luck"}
    assert hetzner.get("servers", server["id"])["private_net"] == []
    hetzner.act(path, "attach_to_network", network=number, ip="10.0.1.7")
    assert hetzner.get("servers", server["id"])["private_net"][0]["ip"] == "10.0.1.7"


def test_a_server_is_locked_while_something_goes_on_with_it(hetzner: Hetzner) -> None:
    server = hetzner.server()
    path = f"servers/{server['id']}"
    with hetzner.fault(path="shutdown", effect="slow-operation", seconds=2):
        shutdown = hetzner.call("POST", f"{path}/actions/shutdown")[1]["action"]
    assert hetzner.get("servers", server["id"])["locked"] is True
    assert hetzner.refused("POST", f"{path}/actions/poweron") == (423, "locked")
    assert hetzner.refused("DELETE", path) == (423, "locked")
    assert hetzner.wait(shutdown)["status"] == "success"
    assert hetzner.get("servers", server["id"])["status"] == "off"


def test_a_fault_is_worded_as_hetzner_words_it(hetzner: Hetzner) -> None:
    with hetzner.fault(effect="refuse", status=429):
        assert hetzner.refused("GET", "servers") == (429, "rate_limit_exceeded")


def test_what_is_missing_here_is_named(hetzner: Hetzner) -> None:
    status, answer = hetzner.call("GET", "certificates")
    assert (status, answer["error"]["code"]) == (422, "unsupported_error")
    assert "GET /v1/certificates is not implemented" in answer["error"]["message"]
