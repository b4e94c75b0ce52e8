"""Hetzner Cloud's networks, firewalls and load balancers: what overlaps, is taken, or can't be reached."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.hetzner_support import PRIVATE, Hetzner, project_token
from tests.support import Cloud

SSH = {"direction": "in", "protocol": "tcp", "port": "22", "source_ips": ["203.0.113.0/24"]}


@pytest.fixture
def hetzner(cloud: Cloud) -> Hetzner:
    return Hetzner(cloud, project_token())


def subnet(ip_range: str, zone: str = "eu-central") -> dict[str, str]:
    return {"type": "cloud", "network_zone": zone, "ip_range": ip_range}


@pytest.mark.parametrize("ip_range", ["8.8.0.0/16", "10.0.0.0/25", "10.0.0.1/16", "none"])
def test_a_network_has_a_private_range_that_is_large_enough(hetzner: Hetzner, ip_range: str) -> None:
    refused = hetzner.refused("POST", "networks", {"name": "a", "ip_range": ip_range})
    assert refused == (422, "invalid_input")


@pytest.mark.parametrize(
    "asked",
    [subnet("10.0.1.128/25"), subnet("10.1.0.0/24"), subnet("10.0.2.0/31"), subnet("10.0.2.0/24", "us-east")],
)
def test_a_subnet_that_does_not_fit_is_refused(hetzner: Hetzner, asked: dict[str, str]) -> None:
    number = hetzner.network("10.0.1.0/24")
    assert hetzner.refused("POST", f"networks/{number}/actions/add_subnet", asked) == (422, "invalid_input")


def test_a_network_has_fifty_subnets(hetzner: Hetzner) -> None:
    number = hetzner.network(*(f"10.0.{third}.0/24" for third in range(50)))
    refused = hetzner.refused("POST", f"networks/{number}/actions/add_subnet", subnet("10.0.60.0/24"))
    assert refused == (403, "resource_limit_exceeded")


def test_a_network_changes_once_at_a_time(hetzner: Hetzner) -> None:
    path = f"networks/{hetzner.network()}"
    with hetzner.fault(path="add_subnet", effect="slow-operation", seconds=2):
        hetzner.call("POST", f"{path}/actions/add_subnet", subnet("10.0.1.0/24"))
    refused = hetzner.refused("POST", f"{path}/actions/add_subnet", subnet("10.0.2.0/24"))
    assert refused == (409, "conflict")


@pytest.mark.parametrize(
    ("destination", "gateway"),
    [
        ("10.0.1.0/24", "10.0.1.5"),
        ("8.8.8.0/24", "10.0.1.5"),
        ("0.0.0.0/0", "10.0.0.1"),
        ("0.0.0.0/0", "192.168.0.5"),
        ("10.9.0.0/16", "10.0.1.5"),
    ],
)
def test_a_route_that_leads_nowhere_is_refused(hetzner: Hetzner, destination: str, gateway: str) -> None:
    path = f"networks/{hetzner.network('10.0.1.0/24')}"
    hetzner.act(path, "add_route", destination="10.9.0.0/16", gateway="10.0.1.5")
    route = {"destination": destination, "gateway": gateway}
    assert hetzner.refused("POST", f"{path}/actions/add_route", route) == (422, "invalid_input")


def test_the_way_out_leads_through_a_server(hetzner: Hetzner) -> None:
    number = hetzner.network("10.0.1.0/24")
    route = {"destination": "0.0.0.0/0", "gateway": "10.0.1.5"}
    hetzner.act(f"networks/{number}", "add_route", **route)
    assert hetzner.get("networks", number)["routes"] == [route]
    hetzner.act(f"networks/{number}", "delete_route", **route)
    assert hetzner.get("networks", number)["routes"] == []


@pytest.mark.parametrize("ip", ["10.0.0.1", "10.0.1.0", "10.0.1.255", "10.0.3.4", "10.0.1.4"])
def test_an_address_that_is_taken_or_outside_is_refused(hetzner: Hetzner, ip: str) -> None:
    number = hetzner.network("10.0.0.0/24", "10.0.1.0/24")
    first, second = hetzner.server()["id"], hetzner.server()["id"]
    hetzner.act(f"servers/{first}", "attach_to_network", network=number, ip="10.0.1.4")
    asked = {"network": number, "ip": ip}
    path = f"servers/{second}/actions/attach_to_network"
    assert hetzner.refused("POST", path, asked) == (422, "ip_not_available")
    again = hetzner.refused("POST", f"servers/{first}/actions/attach_to_network", {"network": number})
    assert again == (422, "server_already_attached")


@pytest.mark.parametrize(
    "subnets",
    [("10.0.9.0/24", "10.0.128.0/30", "10.0.2.0/24"), ("10.0.128.0/30", "10.0.2.0/24", "10.0.9.0/24")],
)
def test_who_asks_for_no_address_gets_one_of_the_last_subnet(
    hetzner: Hetzner, subnets: tuple[str, ...]
) -> None:
    number = hetzner.network(*subnets)
    first, second = (hetzner.server(networks=[number])["private_net"][0]["ip"] for _ in range(2))
    assert (first, second) == ("10.0.128.1", "10.0.128.2")
    full = hetzner.server()["id"]
    refused = hetzner.refused("POST", f"servers/{full}/actions/attach_to_network", {"network": number})
    assert refused == (422, "no_subnet_available")
    hetzner.act(f"servers/{full}", "attach_to_network", network=number, ip_range="10.0.2.0/24")
    assert hetzner.get("servers", full)["private_net"][0]["ip"] == "10.0.2.1"


def test_a_network_without_a_subnet_has_no_address(hetzner: Hetzner) -> None:
    path = f"servers/{hetzner.server()['id']}/actions/attach_to_network"
    assert hetzner.refused("POST", path, {"network": hetzner.network()}) == (422, "no_subnet_available")
    far = hetzner.network("10.0.1.0/24", zone="us-east")
    assert hetzner.refused("POST", path, {"network": far}) == (422, "no_subnet_available")


def test_a_hundred_are_in_a_network(hetzner: Hetzner) -> None:
    number = hetzner.network("10.0.1.0/24")
    body = {"server_type": "cx33", "image": "ubuntu-24.04", "location": "fsn1", "networks": [number]}
    for each in range(100):
        assert hetzner.call("POST", "servers", {**body, "name": f"s{each}"})[0] == 201
    assert hetzner.refused("POST", "servers", {**body, "name": "s100"}) == (403, "resource_limit_exceeded")


def test_a_subnet_in_use_stays(hetzner: Hetzner) -> None:
    number = hetzner.network("10.0.1.0/24")
    server = hetzner.server(networks=[number])["id"]
    delete = f"networks/{number}/actions/delete_subnet"
    assert hetzner.refused("POST", delete, {"ip_range": "10.0.1.0/24"}) == (503, "service_error")
    hetzner.act(f"servers/{server}", "detach_from_network", network=number)
    hetzner.act(f"networks/{number}", "delete_subnet", ip_range="10.0.1.0/24")
    assert hetzner.get("networks", number)["subnets"] == []


def test_a_firewall_is_where_its_selector_says(hetzner: Hetzner) -> None:
    applied = {"type": "label_selector", "label_selector": {"selector": "role=nat"}}
    firewall = hetzner.make("firewalls", rules=[SSH], apply_to=[applied])
    server = hetzner.server(labels={"role": "nat"})
    hetzner.server(labels={"role": "nat"}, public_net=PRIVATE, start_after_create=False)
    meant = hetzner.get("firewalls", firewall["id"])["applied_to"][0]["applied_to_resources"]
    assert meant == [{"type": "server", "server": {"id": server["id"]}}]
    of_server = hetzner.get("servers", server["id"])["public_net"]["firewalls"]
    assert of_server == [{"id": firewall["id"], "status": "applied"}]
    one = {"remove_from": [{"type": "server", "server": {"id": server["id"]}}]}
    path = f"firewalls/{firewall['id']}"
    removed = hetzner.refused("POST", f"{path}/actions/remove_from_resources", one)
    assert removed == (422, "firewall_managed_by_label_selector")
    assert hetzner.refused("DELETE", path) == (422, "resource_in_use")
    hetzner.act(path, "remove_from_resources", remove_from=[applied])
    assert hetzner.call("DELETE", path)[0] == 204


def test_a_firewall_needs_a_public_interface(hetzner: Hetzner) -> None:
    firewall = hetzner.make("firewalls")["id"]
    server = hetzner.server(public_net=PRIVATE, start_after_create=False)["id"]
    applied = {"apply_to": [{"type": "server", "server": {"id": server}}]}
    path = f"firewalls/{firewall}/actions/apply_to_resources"
    assert hetzner.refused("POST", path, applied) == (422, "private_net_only_server")


@pytest.mark.parametrize(
    "change",
    [{"port": None}, {"port": "0"}, {"port": "90-80"}, {"source_ips": []}, {"source_ips": ["10.0.0.1/8"]}],
)
def test_a_rule_that_says_nothing_is_refused(hetzner: Hetzner, change: dict[str, Any]) -> None:
    body = {"name": "a", "rules": [{**SSH, **change}]}
    assert hetzner.refused("POST", "firewalls", body) == (422, "invalid_input")


def test_a_load_balancer_reaches_its_targets_in_the_network(hetzner: Hetzner) -> None:
    number = hetzner.network("10.0.1.0/24")
    balancer = hetzner.make("load_balancers", load_balancer_type="lb11", location="fsn1")["id"]
    path = f"load_balancers/{balancer}"
    selected = {
        "type": "label_selector",
        "label_selector": {"selector": "role=server"},
        "use_private_ip": True,
    }
    refused = hetzner.refused("POST", f"{path}/actions/add_target", selected)
    assert refused == (422, "load_balancer_not_attached_to_network")
    hetzner.act(path, "attach_to_network", network=number, ip="10.0.1.9")
    hetzner.act(path, "disable_public_interface")
    hetzner.act(path, "add_target", **selected)
    server = hetzner.server(labels={"role": "server"}, networks=[number])["id"]
    shown = hetzner.get("load_balancers", balancer)
    assert (shown["public_net"]["enabled"], shown["private_net"][0]["ip"]) == (False, "10.0.1.9")
    assert [one["server"]["id"] for one in shown["targets"][0]["targets"]] == [server]
    refused = hetzner.refused("POST", f"{path}/actions/add_target", selected)
    assert refused == (422, "target_already_defined")
    stranger = {"type": "server", "server": {"id": hetzner.server()["id"]}, "use_private_ip": True}
    refused = hetzner.refused("POST", f"{path}/actions/add_target", stranger)
    assert refused == (422, "server_not_attached_to_network")


def test_a_load_balancer_listens_once_on_a_port(hetzner: Hetzner) -> None:
    balancer = hetzner.make("load_balancers", load_balancer_type="lb11", location="fsn1")["id"]
    path = f"load_balancers/{balancer}"
    service = {"protocol": "tcp", "listen_port": 6443, "destination_port": 6443}
    hetzner.act(path, "add_service", **service)
    again = hetzner.refused("POST", f"{path}/actions/add_service", service)
    assert again == (422, "source_port_already_used")
    hetzner.act(path, "update_service", listen_port=6443, health_check={"interval": 5})
    check = hetzner.get("load_balancers", balancer)["services"][0]["health_check"]
    assert (check["protocol"], check["port"], check["interval"]) == ("tcp", 6443, 5)
    hetzner.act(path, "delete_service", listen_port=6443)
    assert hetzner.get("load_balancers", balancer)["services"] == []


def test_a_client_gets_what_a_stack_needs(cloud: Cloud) -> None:
    environment = cloud.ready["environment"]
    secrets = json.loads(environment["TF_VAR_cluster_secrets"])
    assert len(environment["TF_VAR_hcloud_token"]) == 64
    assert secrets["token"] != secrets["agentToken"]
    assert secrets["serverCaCertificate"].startswith("-----BEGIN CERTIFICATE-----")
    assert secrets["serverCaKey"].startswith("-----BEGIN EC PRIVATE KEY-----")
    assert secrets["serviceAccountKey"].startswith("-----BEGIN RSA PRIVATE KEY-----")
    assert json.loads(secrets["serviceAccountJwks"])["keys"][0]["kty"] == "RSA"
    assert "HCLOUD_ENDPOINT" in cloud.ready["unset"]
