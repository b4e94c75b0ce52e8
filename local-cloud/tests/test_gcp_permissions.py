"""What members of a project's policy may do, by the permissions that each call takes."""

from __future__ import annotations

from email.message import Message

import pytest

from local_cloud.gcp.call import call_of
from local_cloud.gcp.permissions import needed_for
from local_cloud.messages import Request
from tests.gcp_support import Google
from tests.gke_support import Project, project_on
from tests.support import Cloud

P = "projects/acme-dev-1"


@pytest.fixture
def project(cloud: Cloud) -> Project:
    return project_on(Google(cloud))


@pytest.mark.parametrize(
    ("method", "url", "body", "permissions"),
    [
        ("POST", f"compute/compute/v1/{P}/global/networks", "{}", "compute.networks.create"),
        ("GET", f"compute/compute/v1/{P}/global/routes", "", "compute.routes.list"),
        (
            "GET",
            f"compute/compute/v1/{P}/zones/z/instanceGroupManagers/g",
            "",
            "compute.instanceGroupManagers.get",
        ),
        ("GET", f"compute/compute/v1/{P}/regions/r/operations/o", "", "compute.regionOperations.get"),
        (
            "POST",
            f"compute/compute/v1/{P}/regions/r/addresses/a/setLabels",
            "{}",
            "compute.addresses.setLabels",
        ),
        (
            "PATCH",
            f"compute/compute/v1/{P}/regions/r/routers/n",
            '{"nats": [{"natIps": ["a"]}]}',
            "compute.routers.update compute.networks.updatePolicy compute.addresses.use",
        ),
        ("GET", f"container/v1/{P}/locations/r/clusters/c/nodePools/p", "", "container.clusters.get"),
        ("GET", f"container/v1/{P}/locations/r/operations/o", "", "container.operations.get"),
        ("DELETE", f"container/v1/{P}/locations/r/clusters/c", "", "container.clusters.delete"),
        ("DELETE", f"container/v1/{P}/locations/r/clusters/c/nodePools/p", "", "container.clusters.update"),
        (
            "POST",
            f"container/v1/{P}/locations/r/clusters/c:setResourceLabels",
            "{}",
            "container.clusters.update",
        ),
        (
            "POST",
            f"container/v1/{P}/locations/r/clusters",
            "{}",
            "container.clusters.create iam.serviceAccounts.actAs",
        ),
        (
            "POST",
            f"dns/dns/v1/{P}/managedZones/z/changes",
            '{"additions": [{}]}',
            "dns.changes.create dns.resourceRecordSets.create",
        ),
        ("POST", f"iam/v1/{P}/serviceAccounts", "{}", "iam.serviceAccounts.create"),
        ("POST", f"iam/v1/{P}/roles/r:undelete", "{}", "iam.roles.undelete"),
        ("POST", f"cloudresourcemanager/v1/{P}:setIamPolicy", "{}", "resourcemanager.projects.setIamPolicy"),
        ("GET", f"cloudresourcemanager/v1/{P}", "", "resourcemanager.projects.get"),
        ("POST", f"serviceusage/v1/{P}/services:batchEnable", "{}", "serviceusage.services.enable"),
        (
            "POST",
            f"logging/v2/{P}/locations/r/buckets:createAsync?bucketId=b",
            "{}",
            "logging.buckets.create",
        ),
        ("GET", f"logging/v2/{P}/sinks/s", "", "logging.sinks.get"),
        ("POST", f"cloudkms/v1/{P}/locations/r/keyRings?keyRingId=k", "{}", "cloudkms.keyRings.create"),
        (
            "GET",
            f"cloudkms/v1/{P}/locations/r/keyRings/k/cryptoKeys/c/cryptoKeyVersions",
            "",
            "cloudkms.cryptoKeyVersions.list",
        ),
        ("POST", f"secretmanager/v1/{P}/secrets/s:addVersion", "{}", "secretmanager.versions.add"),
    ],
)
def test_a_call_takes_permissions(method: str, url: str, body: str, permissions: str) -> None:
    service, _, target = url.partition("/")
    host = f"{service}.googleapis.com"
    needed = needed_for(call_of(Request(method, "https", host, f"/{target}", Message(), body.encode())))
    assert needed is not None
    assert (needed.project, " ".join(needed.permissions)) == ("acme-dev-1", permissions)


def bind(project: Project, member: str, role: str) -> None:
    url = f"cloudresourcemanager.googleapis.com/v1/projects/{project.name}:setIamPolicy"
    policy = {"bindings": [{"role": role, "members": [member]}]}
    assert project.google.call("POST", url, {"policy": policy}).status == 200


def test_a_custom_role_permits_what_it_includes(project: Project) -> None:
    role = {"includedPermissions": ["compute.networks.create", "compute.networks.get"]}
    project.api("iam", "POST", "roles", {"roleId": "networks", "role": role})
    bind(project, "user:ann@acme.test", f"projects/{project.name}/roles/networks")
    ann = Project(project.google.member("user:ann@acme.test"), project.name)
    ann.network()
    refused = ann.compute("DELETE", "global/networks/dev")
    assert refused.status == 403
    assert "'compute.networks.delete' denied" in refused.message


def test_an_admin_of_a_service_may_do_what_is_the_services(project: Project) -> None:
    bind(project, "user:bob@acme.test", "roles/dns.admin")
    bob = Project(project.google.member("user:bob@acme.test"), project.name)
    assert bob.api("dns", "GET", "managedZones").status == 200
    assert bob.compute("GET", "global/networks").status == 403


def test_whoever_may_have_a_token_acts_as_the_account(project: Project) -> None:
    email = project.api("iam", "POST", "serviceAccounts", {"accountId": "deployer"}).json["email"]
    bind(project, f"serviceAccount:{email}", "roles/compute.admin")
    url = f"iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/{email}:generateAccessToken"
    ann = project.google.member("user:ann@acme.test")
    assert ann.call("POST", url, {}).status == 403
    binding = {"role": "roles/iam.serviceAccountTokenCreator", "members": ["user:ann@acme.test"]}
    path = f"serviceAccounts/{email}:setIamPolicy"
    assert project.api("iam", "POST", path, {"policy": {"bindings": [binding]}}).status == 200
    token = ann.call("POST", url, {}).json["accessToken"]
    deployer = Project(Google(project.google.cloud, token), project.name)
    assert deployer.compute("GET", "global/networks").status == 200
    assert deployer.gke("GET", "clusters").status == 403
