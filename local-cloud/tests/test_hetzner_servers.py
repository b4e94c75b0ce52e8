"""Hetzner Cloud's servers and their addresses: what is sold, what fits, what is in use."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hetzner_support import PRIVATE, Hetzner, project_token
from tests.support import Cloud

SERVER = {"name": "a", "server_type": "cx33", "image": "ubuntu-24.04", "location": "fsn1"}


@pytest.fixture
def hetzner(cloud: Cloud) -> Hetzner:
    return Hetzner(cloud, project_token())


@pytest.mark.parametrize(
    ("settings", "status", "code"),
    [
        ({"server_type": "cx999"}, 422, "invalid_input"),
        ({"server_type": "cx32"}, 422, "invalid_server_type"),
        ({"server_type": "cpx31"}, 422, "invalid_server_type"),
        ({"server_type": "cax21", "location": "ash"}, 422, "invalid_input"),
        ({"location": "muc1"}, 422, "invalid_input"),
        ({"image": "windows"}, 422, "invalid_input"),
        ({"server_type": "cax21", "image": "161547269"}, 422, "invalid_input"),
        ({"name": "under_score"}, 422, "invalid_input"),
        ({"name": "a" * 64}, 422, "invalid_input"),
        ({"user_data": "#" * 32769}, 422, "invalid_input"),
        ({"public_net": PRIVATE}, 422, "invalid_input"),
        ({"ssh_keys": [1]}, 404, "not_found"),
        ({"networks": [1]}, 404, "not_found"),
        ({"placement_group": 1}, 404, "not_found"),
    ],
)
def test_a_server_that_cannot_be_is_refused(
    hetzner: Hetzner, settings: dict[str, Any], status: int, code: str
) -> None:
    assert hetzner.refused("POST", "servers", {**SERVER, **settings}) == (status, code)
    assert hetzner.call("GET", "servers")[1]["servers"] == []


def test_an_old_type_is_still_sold_where_it_was_not_withdrawn(hetzner: Hetzner) -> None:
    assert hetzner.server(server_type="cpx31", location="ash")["location"]["name"] == "ash"


def test_the_image_is_that_of_the_architecture(hetzner: Hetzner) -> None:
    assert hetzner.server(server_type="cax21")["image"]["architecture"] == "arm"
    assert hetzner.server(server_type="cx33")["image"]["architecture"] == "x86"


def test_user_data_may_have_32_kibibytes(hetzner: Hetzner) -> None:
    assert hetzner.server(user_data="#" * 32768)["status"] == "running"


def test_a_server_without_a_public_interface_starts_in_a_network(hetzner: Hetzner) -> None:
    network = hetzner.network("10.0.1.0/24")
    server = hetzner.server(public_net=PRIVATE, start_after_create=False)
    assert (server["status"], server["public_net"]["ipv4"]) == ("off", None)
    path = f"servers/{server['id']}"
    hetzner.act(path, "attach_to_network", network=network, ip="10.0.1.9")
    hetzner.act(path, "poweron")
    started = hetzner.get("servers", server["id"])
    assert (started["status"], started["private_net"][0]["ip"]) == ("running", "10.0.1.9")
    assert hetzner.get("networks", network)["servers"] == [server["id"]]


def test_ten_servers_are_in_a_placement_group(hetzner: Hetzner) -> None:
    group = hetzner.make("placement_groups", type="spread")["id"]
    for _ in range(10):
        hetzner.server(placement_group=group)
    refused = hetzner.refused("POST", "servers", {**SERVER, "placement_group": group})
    assert refused == (412, "placement_error")
    assert hetzner.refused("DELETE", f"placement_groups/{group}") == (422, "resource_in_use")


def test_the_type_changes_while_the_server_is_off(hetzner: Hetzner) -> None:
    server = hetzner.server(server_type="cx33")
    path = f"servers/{server['id']}"
    change = f"{path}/actions/change_type"
    assert hetzner.refused("POST", change, {"server_type": "cx43"}) == (422, "server_not_stopped")
    hetzner.act(path, "poweroff")
    for unfit in ("cax31", "cx23", "cx42"):
        assert hetzner.refused("POST", change, {"server_type": unfit}) == (422, "invalid_server_type")
    hetzner.act(path, "change_type", server_type="cx43", upgrade_disk=False)
    changed = hetzner.get("servers", server["id"])
    assert (changed["server_type"]["name"], changed["primary_disk_size"]) == ("cx43", 80)


def test_both_protections_go_together(hetzner: Hetzner) -> None:
    path = f"servers/{hetzner.server()['id']}"
    protect = f"{path}/actions/change_protection"
    assert hetzner.refused("POST", protect, {"delete": True}) == (422, "invalid_input")
    hetzner.act(path, "change_protection", delete=True, rebuild=True)
    assert hetzner.refused("DELETE", path) == (423, "protected")


def test_a_primary_ip_stays_when_its_server_goes_unless_it_was_made_with_it(hetzner: Hetzner) -> None:
    kept = hetzner.make("primary_ips", type="ipv4", assignee_type="server", location="fsn1")
    server = hetzner.server(public_net={"enable_ipv4": True, "enable_ipv6": True, "ipv4": kept["id"]})
    assert server["public_net"]["ipv4"]["ip"] == kept["ip"]
    made = server["public_net"]["ipv6"]["id"]
    hetzner.wait(hetzner.call("DELETE", f"servers/{server['id']}")[1]["action"])
    assert hetzner.get("primary_ips", kept["id"])["assignee_id"] is None
    assert hetzner.refused("GET", f"primary_ips/{made}") == (404, "not_found")


def test_a_primary_ip_is_refused_where_it_does_not_fit(hetzner: Hetzner) -> None:
    def with_ipv4(number: int, **settings: Any) -> tuple[int, str]:
        public = {"enable_ipv4": True, "enable_ipv6": False, "ipv4": number}
        return hetzner.refused("POST", "servers", {**SERVER, "public_net": public, **settings})

    address = hetzner.make("primary_ips", type="ipv4", assignee_type="server", location="fsn1")["id"]
    sixth = hetzner.make("primary_ips", type="ipv6", assignee_type="server", location="fsn1")["id"]
    assert with_ipv4(address, location="nbg1") == (422, "primary_ip_datacenter_mismatch")
    assert with_ipv4(sixth) == (422, "primary_ip_version_mismatch")
    hetzner.server(public_net={"enable_ipv4": True, "enable_ipv6": False, "ipv4": address})
    assert with_ipv4(address) == (422, "primary_ip_assigned")
    assert hetzner.refused("DELETE", f"primary_ips/{address}") == (422, "server_not_stopped")


def test_a_floating_ip_goes_from_server_to_server(hetzner: Hetzner) -> None:
    address = hetzner.make("floating_ips", type="ipv4", home_location="fsn1")
    path = f"floating_ips/{address['id']}"
    for server in (hetzner.server(), hetzner.server()):
        hetzner.act(path, "assign", server=server["id"])
        assert hetzner.get("floating_ips", address["id"])["server"] == server["id"]
        assert hetzner.get("servers", server["id"])["public_net"]["floating_ips"] == [address["id"]]
    hetzner.wait(hetzner.call("DELETE", f"servers/{server['id']}")[1]["action"])
    assert hetzner.get("floating_ips", address["id"])["server"] is None


def test_an_address_has_a_name_of_its_own_or_hetzners(hetzner: Hetzner) -> None:
    address = hetzner.make("primary_ips", type="ipv4", assignee_type="server", location="fsn1")
    path = f"primary_ips/{address['id']}"
    hetzner.act(path, "change_dns_ptr", ip=address["ip"], dns_ptr="a.example.com")
    assert hetzner.get("primary_ips", address["id"])["dns_ptr"][0]["dns_ptr"] == "a.example.com"
    hetzner.act(path, "change_dns_ptr", ip=address["ip"], dns_ptr=None)
    assert hetzner.get("primary_ips", address["id"])["dns_ptr"] == address["dns_ptr"]


def test_a_volume_is_at_one_server_of_its_location(hetzner: Hetzner) -> None:
    volume = hetzner.make("volumes", size=10, location="fsn1")
    path = f"volumes/{volume['id']}"
    far = hetzner.server(location="hel1")["id"]
    assert hetzner.refused("POST", f"{path}/actions/attach", {"server": far}) == (422, "invalid_input")
    near = hetzner.server()["id"]
    hetzner.act(path, "attach", server=near)
    again = hetzner.refused("POST", f"{path}/actions/attach", {"server": near})
    assert again == (422, "volume_already_attached")
    assert hetzner.refused("DELETE", path) == (422, "resource_in_use")
    hetzner.act(path, "detach")
    assert hetzner.refused("POST", f"{path}/actions/resize", {"size": 10}) == (422, "invalid_input")
    assert hetzner.call("DELETE", path)[0] == 204
