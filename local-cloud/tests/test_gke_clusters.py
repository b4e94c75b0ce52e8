"""GKE's clusters: what is refused, what is answered, operations that run and that fail."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.gcp_support import Google
from tests.gke_support import (
    Project,
    SetFault,
    faults_of,
    let_grants_settle,
    project_on,
    project_with_network,
)
from tests.support import Cloud


@pytest.fixture
def project(cloud: Cloud) -> Project:
    return project_with_network(Google(cloud))


@pytest.fixture
def fault(cloud: Cloud) -> Iterator[SetFault]:
    """Sets a fault on GKE's calls of a method for the test."""
    yield from faults_of(cloud, "container")


def test_a_cluster_is_made_by_an_operation(project: Project) -> None:
    started = project.gke("POST", "clusters", project.cluster())
    assert started.json["status"] == "RUNNING"
    assert project.done(started)["status"] == "DONE"
    cluster = project.gke("GET", "clusters/dev").json
    assert cluster["status"] == "RUNNING"
    assert cluster["network"] == "dev"
    assert cluster["networkConfig"]["subnetwork"].endswith("/subnetworks/nodes")
    assert cluster["clusterIpv4Cidr"] == "10.44.0.0/16"
    assert [pool["name"] for pool in cluster["nodePools"]] == ["default-pool"]
    assert len(cluster["locations"]) == 3


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"name": "d" * 41}, "at most 40 characters"),
        ({"name": "Dev"}, "at most 40 characters"),
        ({"locations": ["europe-west1-b"]}, 'not a zone of region "europe-west4"'),
        ({"ipAllocationPolicy": {"clusterSecondaryRangeName": "pod"}}, '"pod" does not exist'),
        ({"network": "nowhere"}, "networks/nowhere"),
        ({"subnetwork": "nowhere"}, "subnetworks/nowhere"),
        ({"initialClusterVersion": "1.29"}, 'Master version "1.29" is unsupported'),
        ({"privateClusterConfig": {"masterIpv4CidrBlock": "172.16.0.0/24"}}, "prefix length of 28"),
        ({"privateClusterConfig": {"masterIpv4CidrBlock": "172.20.3.0/28"}}, "conflicts with subnetwork"),
        ({"workloadIdentityConfig": {"workloadPool": "other.svc.id.goog"}}, "Workload pool"),
        (
            {
                "networkConfig": {"datapathProvider": "ADVANCED_DATAPATH"},
                "networkPolicy": {"enabled": True},
            },
            "ADVANCED_DATAPATH",
        ),
        (
            {
                "controlPlaneEndpointsConfig": {
                    "ipEndpointsConfig": {
                        "authorizedNetworksConfig": {"cidrBlocks": [{"cidrBlock": "10.0.0.1/8"}]}
                    }
                }
            },
            "Invalid master authorized network",
        ),
    ],
)
def test_what_is_refused(project: Project, settings: dict[str, Any], words: str) -> None:
    refused = project.gke("POST", "clusters", project.cluster(**settings))
    assert refused.status == 400
    assert words in refused.message
    assert project.gke("GET", "clusters").json["clusters"] == []


@pytest.mark.parametrize(
    ("recurrence", "hours", "is_enough"),
    [
        ("FREQ=WEEKLY;BYDAY=SA,SU", 6, True),
        ("FREQ=WEEKLY;BYDAY=SA", 10, False),
        ("FREQ=WEEKLY;BYDAY=SA", 12, True),
        ("FREQ=DAILY", 4, True),
        ("FREQ=DAILY", 3, False),
    ],
)
def test_maintenance_needs_48_hours_in_32_days(
    project: Project, recurrence: str, hours: int, is_enough: bool
) -> None:
    window = {"startTime": "2026-01-03T02:00:00Z", "endTime": f"2026-01-03T{2 + hours:02}:00:00Z"}
    policy = {"window": {"recurringWindow": {"window": window, "recurrence": recurrence}}}
    answer = project.gke("POST", "clusters", project.cluster(maintenancePolicy=policy))
    assert (answer.status == 200) is is_enough, answer.body


def test_a_database_key_needs_a_grant_that_is_known(project: Project) -> None:
    key = project.key()
    body = project.cluster(databaseEncryption={"state": "ENCRYPTED", "keyName": key})
    agent = f"service-{project.number}@container-engine-robot.iam.gserviceaccount.com"
    refused = project.gke("POST", "clusters", body)
    assert refused.status == 400
    assert agent in refused.message
    assert project.grant(key, f"serviceAccount:{agent}").status == 200
    assert project.gke("POST", "clusters", body).status == 400
    let_grants_settle()
    assert project.gke("POST", "clusters", body).status == 200


def test_the_agent_exists_when_the_api_is_on(cloud: Cloud) -> None:
    project = project_on(Google(cloud), "cloudkms")
    agent = f"serviceAccount:service-{project.number}@container-engine-robot.iam.gserviceaccount.com"
    assert "does not exist" in project.grant(project.key(), agent).message


def test_what_a_cluster_needs_stays(project: Project) -> None:
    project.done(project.gke("POST", "clusters", project.cluster()))
    subnetwork = "regions/europe-west4/subnetworks/nodes"
    assert project.compute("DELETE", subnetwork).status == 400
    fingerprint = project.compute("GET", subnetwork).json["fingerprint"]
    change = {"fingerprint": fingerprint, "secondaryIpRanges": []}
    assert "is used by cluster dev" in project.compute("PATCH", subnetwork, change).message
    project.done(project.gke("DELETE", "clusters/dev"))
    assert project.gke("GET", "clusters/dev").status == 404
    assert project.compute("DELETE", subnetwork).status == 200


def test_an_update_changes_what_it_names(project: Project) -> None:
    project.done(project.gke("POST", "clusters", project.cluster()))
    authorized = {"cidrBlocks": [{"cidrBlock": "10.40.0.0/16"}]}
    endpoints = {"ipEndpointsConfig": {"authorizedNetworksConfig": authorized, "enablePublicEndpoint": False}}
    update = {"desiredControlPlaneEndpointsConfig": endpoints}
    project.done(project.gke("PUT", "clusters/dev", {"update": update}))
    cluster = project.gke("GET", "clusters/dev").json
    assert cluster["masterAuthorizedNetworksConfig"] == authorized
    assert cluster["endpoint"] == cluster["privateClusterConfig"]["privateEndpoint"]
    unknown = project.gke("PUT", "clusters/dev", {"update": {"desiredNonsense": {}}})
    assert "not implemented" in unknown.message


def test_an_upgrade_goes_one_minor_at_a_time(project: Project) -> None:
    project.done(project.gke("POST", "clusters", project.cluster(initialClusterVersion="1.33")))
    for version, status in (("1.35", 400), ("1.34", 200), ("1.33", 400)):
        answer = project.gke("PUT", "clusters/dev", {"update": {"desiredMasterVersion": version}})
        assert answer.status == status
        if status == 200:
            project.done(answer)


def test_labels_change_with_their_fingerprint(project: Project) -> None:
    project.done(project.gke("POST", "clusters", project.cluster()))
    body = {"resourceLabels": {"a": "b"}, "labelFingerprint": "stale"}
    assert project.gke("POST", "clusters/dev:setResourceLabels", body).status == 412
    body["labelFingerprint"] = project.gke("GET", "clusters/dev").json["labelFingerprint"]
    assert project.gke("POST", "clusters/dev:setResourceLabels", body).status == 200


def test_a_cluster_whose_operation_fails_stays_in_error(project: Project, fault: SetFault) -> None:
    fault(project, "POST", effect="fail-operation", code="GCE_STOCKOUT", message="out of stock")
    operation = project.done(project.gke("POST", "clusters", project.cluster()))
    assert (operation["status"], operation["statusMessage"]) == ("DONE", "GCE_STOCKOUT: out of stock")
    assert project.gke("GET", "clusters/dev").json["status"] == "ERROR"
    assert project.done(project.gke("DELETE", "clusters/dev"))["status"] == "DONE"


def test_a_change_whose_operation_fails_changes_nothing(project: Project, fault: SetFault) -> None:
    project.done(project.gke("POST", "clusters", project.cluster()))
    fault(project, "PUT", effect="fail-operation", code="INTERNAL")
    project.done(project.gke("PUT", "clusters/dev", {"update": {"desiredLocations": ["europe-west4-a"]}}))
    cluster = project.gke("GET", "clusters/dev").json
    assert (cluster["status"], len(cluster["locations"])) == ("RUNNING", 3)


def test_one_change_at_a_time(project: Project, fault: SetFault) -> None:
    fault(project, "POST", effect="slow-operation", seconds=0.5)
    started = project.gke("POST", "clusters", project.cluster())
    assert project.done(started)["status"] == "RUNNING"
    assert project.gke("GET", "clusters/dev").json["status"] == "PROVISIONING"
    refused = project.gke("DELETE", "clusters/dev")
    assert refused.json["error"]["errors"][0]["reason"] == "failedPrecondition"
    time.sleep(0.6)
    assert project.gke("DELETE", "clusters/dev").status == 200


def test_server_config_has_what_can_be_made(project: Project) -> None:
    config = project.gke("GET", "serverConfig").json
    version = config["channels"][1]["defaultVersion"]
    assert version in config["validMasterVersions"]
    assert project.gke("POST", "clusters", project.cluster(initialClusterVersion=version)).status == 200
