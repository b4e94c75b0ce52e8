"""GKE's node pools: what is refused, what an update changes, whether pods find room."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gcp_support import Google
from tests.gke_support import Project, let_grants_settle, project_with_network
from tests.support import Cloud

POOLS = "clusters/dev/nodePools"


@pytest.fixture
def project(cloud: Cloud) -> Project:
    project = project_with_network(Google(cloud))
    project.done(project.gke("POST", "clusters", project.cluster()))
    return project


def pool(**settings: Any) -> dict[str, Any]:
    return {"nodePool": {"name": "apps", "initialNodeCount": 1, **settings}}


def test_a_pool_takes_what_it_leaves_open_from_the_cluster(project: Project) -> None:
    project.done(project.gke("POST", POOLS, pool()))
    made = project.gke("GET", f"{POOLS}/apps").json
    assert made["status"] == "RUNNING"
    assert made["locations"] == ["europe-west4-a", "europe-west4-b", "europe-west4-c"]
    assert made["networkConfig"]["podRange"] == "pods"
    assert made["version"] == project.gke("GET", "clusters/dev").json["currentMasterVersion"]
    group = made["instanceGroupUrls"][0].partition(f"{project.name}/")[2]
    assert project.compute("GET", group).json["targetSize"] == 1
    assert project.gke("POST", POOLS, pool()).status == 409


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"name": "p" * 41}, "at most 40 characters"),
        ({"locations": ["europe-west1-b"]}, 'not a zone of region "europe-west4"'),
        ({"config": {"machineType": "m5.large"}}, 'Machine type with name "m5.large" does not exist'),
        ({"config": {"machineType": "c4a-standard-4", "diskType": "pd-balanced"}}, "cannot be used by"),
        ({"config": {"serviceAccount": "no@x.iam.gserviceaccount.com"}}, "does not exist"),
        ({"management": {"autoRepair": True}}, "Auto_upgrade must be true"),
        ({"upgradeSettings": {"strategy": "SURGE"}}, "max_surge and max_unavailable"),
        ({"autoscaling": {"enabled": True, "minNodeCount": 3, "maxNodeCount": 2}}, "Autoscaling"),
        ({"autoscaling": {"enabled": True, "maxNodeCount": 90}}, "IP space exhausted"),
        ({"initialNodeCount": 86}, "IP space exhausted"),
    ],
)
def test_what_is_refused(project: Project, settings: dict[str, Any], words: str) -> None:
    refused = project.gke("POST", POOLS, pool(**settings))
    assert refused.status == 400
    assert words in refused.message


def test_fewer_pods_on_a_node_leave_room_for_more_nodes(project: Project) -> None:
    scaling = {"enabled": True, "maxNodeCount": 160}
    fits = pool(autoscaling=scaling, maxPodsConstraint={"maxPodsPerNode": "64"})
    assert project.gke("POST", POOLS, fits).status == 200
    assert project.gke("GET", f"{POOLS}/apps").json["podIpv4CidrSize"] == 25


def test_the_metadata_server_needs_workload_identity(cloud: Cloud) -> None:
    project = project_with_network(Google(cloud))
    project.done(project.gke("POST", "clusters", project.cluster(workloadIdentityConfig=None)))
    config = {"workloadMetadataConfig": {"mode": "GKE_METADATA"}}
    assert project.gke("POST", POOLS, pool(config=config)).status == 400


def test_a_disk_key_needs_a_grant_to_compute_engine(project: Project) -> None:
    key = project.key("disks")
    agent = f"serviceAccount:service-{project.number}@compute-system.iam.gserviceaccount.com"
    assert "compute-system" in project.gke("POST", POOLS, pool(config={"bootDiskKmsKey": key})).message
    project.grant(key, agent)
    let_grants_settle()
    assert project.gke("POST", POOLS, pool(config={"bootDiskKmsKey": key})).status == 200


def test_an_update_unwraps_what_is_wrapped(project: Project) -> None:
    project.done(project.gke("POST", POOLS, pool()))
    update = {"labels": {"labels": {"a": "b"}}, "diskSizeGb": 70, "etag": "any"}
    project.done(project.gke("PUT", f"{POOLS}/apps", update))
    config = project.gke("GET", f"{POOLS}/apps").json["config"]
    assert (config["labels"], config["diskSizeGb"], config["bootDisk"]["sizeGb"]) == ({"a": "b"}, 70, "70")


def test_the_cluster_changes_a_pools_autoscaling(project: Project) -> None:
    project.done(project.gke("POST", POOLS, pool()))
    scaling = {"enabled": True, "maxNodeCount": 4}
    update = {"desiredNodePoolId": "apps", "desiredNodePoolAutoscaling": scaling}
    project.done(project.gke("PUT", "clusters/dev", {"update": update}))
    assert project.gke("GET", f"{POOLS}/apps").json["autoscaling"] == scaling
    too_many = {**update, "desiredNodePoolAutoscaling": {"enabled": True, "maxNodeCount": 90}}
    assert project.gke("PUT", "clusters/dev", {"update": too_many}).status == 400


def test_the_cluster_has_the_version_of_its_earliest_node(project: Project) -> None:
    project.done(project.gke("POST", POOLS, pool()))
    project.done(project.gke("PUT", "clusters/dev", {"update": {"desiredMasterVersion": "1.35"}}))
    for name, minor in (("apps", "1.34."), ("default-pool", "1.35.")):
        project.done(project.gke("PUT", f"{POOLS}/{name}", {"nodeVersion": "-"}))
        assert project.gke("GET", "clusters/dev").json["currentNodeVersion"].startswith(minor)


def test_the_default_pool_can_go(project: Project) -> None:
    assert project.done(project.gke("DELETE", f"{POOLS}/default-pool"))["status"] == "DONE"
    assert project.gke("GET", POOLS).json["nodePools"] == []
