"""Google Cloud's networks: references, ranges and what is in use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.gcp_support import Google
from tests.gke_support import REGION, Project, SetFault, faults_of, project_on, project_with_network
from tests.support import Cloud


@pytest.fixture
def project(cloud: Cloud) -> Project:
    return project_with_network(Google(cloud))


@pytest.fixture
def fault(cloud: Cloud) -> Iterator[SetFault]:
    """Sets a fault on Compute Engine's calls of a method for the test."""
    yield from faults_of(cloud, "compute")


def test_an_api_must_be_on_first(cloud: Cloud) -> None:
    project = project_on(Google(cloud), "iam")
    refused = project.compute("POST", "global/networks", {"name": "dev"})
    assert refused.status == 403
    assert refused.json["error"]["details"][0]["reason"] == "SERVICE_DISABLED"


def test_an_operation_is_done_when_it_is_polled(project: Project) -> None:
    body = {"name": "other", "autoCreateSubnetworks": False}
    started = project.compute("POST", "global/networks", body).json
    assert started["status"] == "RUNNING"
    assert project.compute("GET", f"global/operations/{started['name']}").json["status"] == "DONE"
    assert project.compute("GET", "global/networks/other").json["selfLink"] == started["targetLink"]


def test_what_an_operation_fails_to_make_is_not_there(project: Project, fault: SetFault) -> None:
    fault(project, "POST", effect="fail-operation", code="QUOTA_EXCEEDED", message="no more networks")
    started = project.compute("POST", "global/networks", {"name": "other"}).json
    error = project.compute("GET", f"global/operations/{started['name']}").json["error"]
    assert error == {"errors": [{"code": "QUOTA_EXCEEDED", "message": "no more networks"}]}
    assert project.compute("GET", "global/networks/other").status == 404


def test_a_name_is_taken_once_and_has_a_form(project: Project) -> None:
    body = {"name": "dev", "autoCreateSubnetworks": False}
    assert project.compute("POST", "global/networks", body).status == 409
    assert project.compute("POST", "global/networks", {**body, "name": "Dev_1"}).status == 400
    assert project.compute("POST", "global/networks", {**body, "name": "d" * 64}).status == 400


def test_what_a_body_names_must_exist(project: Project) -> None:
    body = {"name": "dev", "network": f"projects/{project.name}/global/networks/nowhere"}
    missing = project.compute("POST", f"regions/{REGION}/routers", body)
    assert missing.status == 404
    assert "global/networks/nowhere" in missing.message
    assert project.compute("POST", "regions/mars-west1/routers", body).status == 400


def test_a_partial_link_is_answered_in_full(project: Project) -> None:
    subnetwork = project.compute("GET", f"regions/{REGION}/subnetworks/nodes").json
    assert subnetwork["network"] == (
        f"https://www.googleapis.com/compute/v1/projects/{project.name}/global/networks/dev"
    )
    assert subnetwork["gatewayAddress"] == "10.40.0.1"
    network = project.compute("GET", "global/networks/dev").json
    assert network["subnetworks"] == [subnetwork["selfLink"]]


def test_what_is_in_use_stays(project: Project) -> None:
    refused = project.compute("DELETE", "global/networks/dev")
    assert refused.status == 400
    assert refused.json["error"]["errors"][0]["reason"] == "resourceInUseByAnotherResource"
    assert project.compute("DELETE", f"regions/{REGION}/subnetworks/nodes").status == 200
    assert project.compute("DELETE", "global/networks/dev").status == 200
    assert project.compute("GET", "global/networks/dev").status == 404
    assert project.compute("GET", "global/routes").json["items"] == []


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"ipCidrRange": "10.40.8.0/22"}, "conflicts with existing subnetwork 'nodes'"),
        ({"ipCidrRange": "10.44.0.0/20"}, "conflicts with existing subnetwork 'nodes'"),
        ({"ipCidrRange": "10.1.0.0/30"}, "smaller than /29"),
        ({"ipCidrRange": "10.1.0.1/24"}, "host bits set"),
        (
            {"secondaryIpRanges": [{"rangeName": "pods", "ipCidrRange": "10.1.0.0/16"}]},
            "overlaps another range",
        ),
        (
            {"secondaryIpRanges": [{"rangeName": "Pods", "ipCidrRange": "10.2.0.0/16"}]},
            "secondaryIpRanges.rangeName",
        ),
    ],
)
def test_a_range_that_does_not_fit_is_refused(project: Project, settings: dict[str, Any], words: str) -> None:
    network = f"projects/{project.name}/global/networks/dev"
    body = {"name": "more", "ipCidrRange": "10.1.0.0/24", "secondaryIpRanges": [], **settings}
    refused = project.subnetwork(network, **body)
    assert refused.status == 400
    assert words in refused.message


def test_what_is_made_again_has_another_number(project: Project) -> None:
    path, body = "global/networks/other", {"name": "other", "autoCreateSubnetworks": False}
    numbers = set()
    for _ in range(2):
        assert project.compute("POST", "global/networks", body).status == 200
        numbers.add(project.compute("GET", path).json["id"])
        assert project.compute("DELETE", path).status == 200
    assert len(numbers) == 2


def test_the_same_range_is_free_in_another_network(project: Project) -> None:
    assert project.subnetwork(project.network("other"), name="others").status == 200


def test_flow_logs_have_defaults(project: Project) -> None:
    network = f"projects/{project.name}/global/networks/dev"
    settings = {"ipCidrRange": "10.1.0.0/24", "secondaryIpRanges": [], "logConfig": {"enable": True}}
    project.subnetwork(network, name="logged", **settings)
    logged = project.compute("GET", f"regions/{REGION}/subnetworks/logged").json
    assert logged["enableFlowLogs"] is True
    assert logged["logConfig"]["aggregationInterval"] == "INTERVAL_5_SEC"


def test_a_range_only_grows(project: Project) -> None:
    path = f"regions/{REGION}/subnetworks/nodes/expandIpCidrRange"
    assert project.compute("POST", path, {"ipCidrRange": "10.40.0.0/24"}).status == 400
    assert project.compute("POST", path, {"ipCidrRange": "10.40.0.0/19"}).status == 200


def test_a_change_of_an_older_content_is_refused(project: Project) -> None:
    path = f"regions/{REGION}/subnetworks/nodes"
    old = project.compute("GET", path).json["fingerprint"]
    change = {"fingerprint": old, "privateIpGoogleAccess": True}
    assert project.compute("PATCH", path, change).status == 200
    assert project.compute("PATCH", path, change).status == 412


def test_nat_takes_static_addresses_of_its_region(project: Project) -> None:
    network = f"projects/{project.name}/global/networks/dev"
    address = f"projects/{project.name}/regions/{REGION}/addresses/nat"
    routers = f"regions/{REGION}/routers"
    project.compute("POST", routers, {"name": "dev", "network": network})
    nat = {
        "name": "dev",
        "natIpAllocateOption": "MANUAL_ONLY",
        "natIps": [address],
        "sourceSubnetworkIpRangesToNat": "ALL_SUBNETWORKS_ALL_IP_RANGES",
    }
    assert project.compute("PATCH", f"{routers}/dev", {"nats": [nat]}).status == 404
    project.compute("POST", f"regions/{REGION}/addresses", {"name": "nat"})
    assert project.compute("PATCH", f"{routers}/dev", {"nats": [{**nat, "natIps": []}]}).status == 400
    assert project.compute("PATCH", f"{routers}/dev", {"nats": [nat]}).status == 200
    reserved = project.compute("GET", f"regions/{REGION}/addresses/nat").json
    assert reserved["status"] == "IN_USE"
    assert project.compute("DELETE", f"regions/{REGION}/addresses/nat").status == 400


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"allowed": [{"IPProtocol": "tcp"}], "denied": [{"IPProtocol": "udp"}]},
        {"allowed": [{"IPProtocol": "tcp", "ports": ["https"]}]},
        {"allowed": [{"IPProtocol": "tcp"}], "priority": 70000},
    ],
)
def test_a_wrong_firewall_is_refused(project: Project, settings: dict[str, Any]) -> None:
    body = {"name": "rule", "network": f"projects/{project.name}/global/networks/dev", **settings}
    assert project.compute("POST", "global/firewalls", body).status == 400


def test_zones_of_a_region(project: Project) -> None:
    zones = project.compute("GET", "zones?filter=region%20eq%20.*regions/europe-west1").json["items"]
    assert [zone["name"] for zone in zones] == ["europe-west1-b", "europe-west1-c", "europe-west1-d"]
