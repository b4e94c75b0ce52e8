"""Google Cloud's DNS, logging and secrets."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gcp_support import Google
from tests.gke_support import REGION, Project, project_on
from tests.support import Cloud

BUCKETS = f"locations/{REGION}/buckets"


@pytest.fixture
def project(cloud: Cloud) -> Project:
    return project_on(Google(cloud))


def private_zone(network: str, **settings: Any) -> dict[str, Any]:
    visibility = {"networks": [{"networkUrl": network}]}
    return {
        "name": "apis",
        "dnsName": "googleapis.com.",
        "visibility": "private",
        "privateVisibilityConfig": visibility,
        **settings,
    }


def record(name: str, **settings: Any) -> dict[str, Any]:
    return {"name": name, "type": "A", "ttl": 300, "rrdatas": ["199.36.153.8"], **settings}


def test_a_zone_is_born_with_its_own_records_and_must_be_empty_to_go(project: Project) -> None:
    zone = private_zone(project.network())
    assert project.api("dns", "POST", "managedZones", zone).status == 200
    records = project.api("dns", "GET", "managedZones/apis/rrsets").json["rrsets"]
    assert {each["type"] for each in records} == {"NS", "SOA"}
    change = {"additions": [record("private.googleapis.com.")]}
    assert project.api("dns", "POST", "managedZones/apis/changes", change).json["status"] == "done"
    assert project.api("dns", "POST", "managedZones/apis/changes", change).status == 409
    assert "not empty" in project.api("dns", "DELETE", "managedZones/apis").message
    removal = {"deletions": change["additions"]}
    assert project.api("dns", "POST", "managedZones/apis/changes", removal).status == 200
    assert project.api("dns", "POST", "managedZones/apis/changes", removal).status == 404
    assert project.api("dns", "DELETE", "managedZones/apis").status == 200


def test_a_record_is_of_its_zone(project: Project) -> None:
    project.api("dns", "POST", "managedZones", private_zone(project.network()))
    for name in ("acme.test.", "evilgoogleapis.com."):
        change = {"additions": [record(name)]}
        assert project.api("dns", "POST", "managedZones/apis/changes", change).status == 400


def test_a_zone_that_is_wrong_is_refused(project: Project) -> None:
    network = project.network()
    assert (
        project.api("dns", "POST", "managedZones", private_zone("projects/x/global/networks/y")).status == 404
    )
    no_dot = private_zone(network, dnsName="googleapis.com")
    assert project.api("dns", "POST", "managedZones", no_dot).status == 400
    assert project.api("dns", "POST", "managedZones", private_zone(network)).status == 200
    twice = private_zone(network, name="again")
    assert "already visible" in project.api("dns", "POST", "managedZones", twice).message


def test_a_response_policy_lets_go_before_it_goes(project: Project) -> None:
    networks = [{"networkUrl": project.network()}]
    body = {"responsePolicyName": "dev", "networks": networks}
    assert project.api("dns", "POST", "responsePolicies", body).status == 200
    rule = {"ruleName": "gcr", "dnsName": "*.gcr.io."}
    assert project.api("dns", "POST", "responsePolicies/dev/rules", rule).status == 200
    assert project.api("dns", "DELETE", "responsePolicies/dev").status == 400
    assert project.api("dns", "DELETE", "responsePolicies/dev/rules/gcr").status == 200
    assert project.api("dns", "PATCH", "responsePolicies/dev", {"networks": []}).status == 200
    assert project.api("dns", "DELETE", "responsePolicies/dev").status == 200


def test_a_log_bucket_is_made_by_an_operation_and_kept_for_a_week(project: Project) -> None:
    path = f"{BUCKETS}:createAsync?bucketId=dev"
    made = project.api("logging", "POST", path, {"retentionDays": 90})
    assert made.json["done"] is True
    assert project.api("logging", "GET", f"{BUCKETS}/dev").json["retentionDays"] == 90
    assert project.api("logging", "DELETE", f"{BUCKETS}/dev").status == 200
    assert project.api("logging", "GET", f"{BUCKETS}/dev").json["lifecycleState"] == "DELETE_REQUESTED"
    changed = project.api(
        "logging", "PATCH", f"{BUCKETS}/dev?updateMask=retentionDays", {"retentionDays": 30}
    )
    assert "ACTIVE state" in changed.message
    assert project.api("logging", "POST", f"{BUCKETS}/dev:undelete", {}).status == 200


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ("?bucketId=dev", {"retentionDays": 3651}),
        ("?bucketId=dev", {"retentionDays": 0}),
        ("?bucketId=d+e", {}),
        ("", {}),
    ],
)
def test_a_wrong_log_bucket_is_refused(project: Project, query: str, body: dict[str, Any]) -> None:
    assert project.api("logging", "POST", f"{BUCKETS}{query}", body).status == 400


def test_a_log_bucket_takes_only_a_key_that_its_agent_may_use(project: Project) -> None:
    key = project.key("logs")
    agent = project.api("logging", "GET", "cmekSettings").json["serviceAccountId"]
    body = {"retentionDays": 90, "cmekSettings": {"kmsKeyName": key}}
    assert project.api("logging", "POST", f"{BUCKETS}?bucketId=dev", body).status == 403
    assert project.grant(key, f"serviceAccount:{agent}").status == 200
    assert project.api("logging", "POST", f"{BUCKETS}?bucketId=dev", body).status == 200


def test_a_sink_into_a_bucket_of_the_project_writes_as_nobody(project: Project) -> None:
    bucket = f"logging.googleapis.com/projects/{project.name}/{BUCKETS}/dev"
    sink = {"name": "dev", "destination": bucket, "filter": "severity>=ERROR"}
    assert project.api("logging", "POST", "sinks", sink).status == 404
    project.api("logging", "POST", f"{BUCKETS}?bucketId=dev", {})
    assert "writerIdentity" not in project.api("logging", "POST", "sinks", sink).json
    abroad = {**sink, "name": "store", "destination": "storage.googleapis.com/acme-logs"}
    made = project.api("logging", "POST", "sinks?uniqueWriterIdentity=true", abroad).json
    assert made["writerIdentity"].endswith("@gcp-sa-logging.iam.gserviceaccount.com")


def test_a_project_has_its_default_sinks(project: Project) -> None:
    names = [sink["name"] for sink in project.api("logging", "GET", "sinks").json["sinks"]]
    assert names == ["_Default", "_Required"]
    assert project.api("logging", "DELETE", "sinks/_Required").status == 400


def test_a_secret_has_versions(project: Project) -> None:
    body = {"replication": {"automatic": {}}, "labels": {"a": "b"}}
    made = project.api("secretmanager", "POST", "secrets?secretId=web", body).json
    assert made["name"] == f"projects/{project.number}/secrets/web"
    for data in ("b25l", "dHdv"):
        path = "secrets/web:addVersion"
        assert project.api("secretmanager", "POST", path, {"payload": {"data": data}}).status == 200
    latest = project.api("secretmanager", "GET", "secrets/web/versions/latest:access").json
    assert latest["payload"]["data"] == "dHdv"
    assert project.api("secretmanager", "POST", "secrets/web/versions/2:destroy", {}).status == 200
    assert project.api("secretmanager", "GET", "secrets/web/versions/2:access").status == 400
    assert project.api("secretmanager", "DELETE", "secrets/web").status == 200
    assert project.api("secretmanager", "GET", "secrets/web/versions/1").status == 404


def test_a_secret_takes_only_a_key_that_its_agent_may_use(project: Project) -> None:
    key = project.key("secrets")
    replica = {"location": REGION, "customerManagedEncryption": {"kmsKeyName": key}}
    body = {"replication": {"userManaged": {"replicas": [replica]}}}
    assert project.api("secretmanager", "POST", "secrets?secretId=web", body).status == 403
    agent = f"service-{project.number}@gcp-sa-secretmanager.iam.gserviceaccount.com"
    project.grant(key, f"serviceAccount:{agent}")
    assert project.api("secretmanager", "POST", "secrets?secretId=web", body).status == 200


@pytest.mark.parametrize(
    ("query", "body"), [("secretId=web", {}), ("secretId=a.b", {"replication": {"automatic": {}}})]
)
def test_a_wrong_secret_is_refused(project: Project, query: str, body: dict[str, Any]) -> None:
    assert project.api("secretmanager", "POST", f"secrets?{query}", body).status == 400
