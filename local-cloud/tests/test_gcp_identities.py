"""Google Cloud's service accounts, roles and policies: who and what must exist before it is named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gcp_support import Answer, Google
from tests.gke_support import REGION, Project, project_on, project_with_network
from tests.support import Cloud


@pytest.fixture
def project(cloud: Cloud) -> Project:
    return project_on(Google(cloud))


def account(project: Project, name: str = "dev-nodes") -> str:
    made = project.api("iam", "POST", "serviceAccounts", {"accountId": name})
    assert made.status == 200
    return str(made.json["email"])


def grant(project: Project, member: str, role: str = "roles/logging.logWriter") -> Answer:
    url = f"cloudresourcemanager.googleapis.com/v1/projects/{project.name}"
    policy = project.google.call("POST", f"{url}:getIamPolicy", {}).json
    policy["bindings"].append({"role": role, "members": [member]})
    return project.google.call("POST", f"{url}:setIamPolicy", {"policy": policy})


def test_an_account_is_made_changed_and_removed(project: Project) -> None:
    email = account(project)
    path = f"serviceAccounts/{email}"
    assert email == f"dev-nodes@{project.name}.iam.gserviceaccount.com"
    change = {"serviceAccount": {"displayName": "Nodes", "description": "x"}, "updateMask": "display_name"}
    assert project.api("iam", "PATCH", path, change).status == 200
    url = f"iam.googleapis.com/v1/projects/-/serviceAccounts/{email}"
    found = project.google.call("GET", url).json
    assert (found["displayName"], "description" in found) == ("Nodes", False)
    assert project.api("iam", "POST", "serviceAccounts", {"accountId": "dev-nodes"}).status == 409
    assert project.api("iam", "DELETE", path).status == 200
    assert project.api("iam", "GET", path).status == 404


@pytest.mark.parametrize("name", ["short", "n" * 31, "Dev-nodes", "1-nodes"])
def test_an_account_id_has_a_form(project: Project, name: str) -> None:
    assert project.api("iam", "POST", "serviceAccounts", {"accountId": name}).status == 400


def test_a_member_must_exist(project: Project) -> None:
    nobody = f"serviceAccount:nobody@{project.name}.iam.gserviceaccount.com"
    assert "does not exist" in grant(project, nobody).message
    assert grant(project, f"serviceAccount:{account(project)}").status == 200


def test_a_role_must_exist(project: Project) -> None:
    member = f"serviceAccount:{account(project)}"
    assert grant(project, member, "roles/logging.nonsense").status == 400
    own = f"projects/{project.name}/roles/devDns"
    assert grant(project, member, own).status == 400
    role = {"title": "DNS", "includedPermissions": ["dns.changes.create"]}
    made = project.api("iam", "POST", "roles", {"roleId": "devDns", "role": role})
    assert made.json["name"] == own
    assert grant(project, member, own).status == 200


def test_a_deleted_role_keeps_its_name(project: Project) -> None:
    body = {"roleId": "devDns", "role": {"includedPermissions": ["dns.changes.create"]}}
    project.api("iam", "POST", "roles", body)
    assert project.api("iam", "DELETE", "roles/devDns").json["deleted"] is True
    assert project.api("iam", "POST", "roles", body).status == 409
    assert "deleted" not in project.api("iam", "POST", "roles/devDns:undelete", {}).json


@pytest.mark.parametrize("permission", ["dns", "dns.*", "roles/dns.admin"])
def test_a_permission_has_a_form(project: Project, permission: str) -> None:
    role = {"includedPermissions": [permission]}
    assert project.api("iam", "POST", "roles", {"roleId": "dev", "role": role}).status == 400


def test_a_change_of_an_older_policy_is_refused(project: Project) -> None:
    url = f"cloudresourcemanager.googleapis.com/v1/projects/{project.name}"
    old = project.google.call("POST", f"{url}:getIamPolicy", {}).json
    assert grant(project, "user:ann@acme.test").status == 200
    assert project.google.call("POST", f"{url}:setIamPolicy", {"policy": old}).status == 409


@pytest.mark.parametrize(
    "form",
    [
        "serviceAccount:{name}.svc.id.goog[apps/web]",
        "principal://iam.googleapis.com/projects/{number}/locations/global/workloadIdentityPools/"
        "{name}.svc.id.goog/subject/ns/apps/sa/web",
    ],
)
def test_a_workload_can_be_named_once_a_cluster_has_the_pool(cloud: Cloud, form: str) -> None:
    project = project_with_network(Google(cloud))
    email = account(project)
    path = f"serviceAccounts/{email}:setIamPolicy"
    member = form.format(name=project.name, number=project.number)
    binding = {"role": "roles/iam.workloadIdentityUser", "members": [member]}
    body: dict[str, Any] = {"policy": {"bindings": [binding]}}
    assert "Identity Pool does not exist" in project.api("iam", "POST", path, body).message
    project.done(project.gke("POST", "clusters", project.cluster()))
    assert project.api("iam", "POST", path, body).status == 200


def test_a_service_has_its_agent_after_its_api_or_by_asking(cloud: Cloud) -> None:
    project = project_on(Google(cloud), "iam")
    member = f"serviceAccount:service-{project.number}@gcp-sa-secretmanager.iam.gserviceaccount.com"
    assert grant(project, member).status == 400
    url = f"serviceusage.googleapis.com/v1beta1/projects/{project.number}/services/secretmanager"
    made = project.google.call("POST", f"{url}.googleapis.com:generateServiceIdentity", {}).json
    assert made["response"]["email"] == member.partition(":")[2]
    assert grant(project, member).status == 200


def test_audit_configs_are_kept(project: Project) -> None:
    url = f"cloudresourcemanager.googleapis.com/v1/projects/{project.name}"
    configs = [{"service": "cloudkms.googleapis.com", "auditLogConfigs": [{"logType": "DATA_READ"}]}]
    policy = {"bindings": [], "auditConfigs": configs}
    assert project.google.call("POST", f"{url}:setIamPolicy", {"policy": policy}).status == 200
    assert project.google.call("POST", f"{url}:getIamPolicy", {}).json["auditConfigs"] == configs


def test_the_inventory_says_what_exists(project: Project) -> None:
    email = account(project)
    project.network()
    url = f"cloudasset.googleapis.com/v1/projects/{project.name}:searchAllResources"
    names = [each["name"] for each in project.google.call("GET", url).json["results"]]
    assert f"//iam.googleapis.com/projects/{project.name}/serviceAccounts/{email}" in names
    assert f"//compute.googleapis.com/projects/{project.name}/global/networks/dev" in names


def test_the_inventory_tells_what_is_deleted_and_keeps_its_name(project: Project) -> None:
    project.api("iam", "POST", "roles", {"roleId": "devDns", "role": {}})
    project.api("iam", "DELETE", "roles/devDns")
    url = f"cloudasset.googleapis.com/v1/projects/{project.name}:searchAllResources"
    name = f"//iam.googleapis.com/projects/{project.name}/roles/devDns"
    expected = {"name": name, "assetType": "iam.googleapis.com/Role", "state": "DELETED"}
    assert expected in project.google.call("GET", url).json["results"]


def test_the_inventory_searches_by_labels_and_types(project: Project) -> None:
    url = f"cloudasset.googleapis.com/v1/projects/{project.name}:searchAllResources"
    project.network()
    for name in ("dev", "dev-2", "prod"):
        body = {"name": name, "labels": {"project": "acme", "environment": name}}
        assert project.compute("POST", f"regions/{REGION}/addresses", body).status == 200

    def found(query: str) -> list[str]:
        results = project.google.call("GET", f"{url}?{query}").json["results"]
        return [f"{each['assetType'].split('/')[1]} {each['name'].split('/')[-1]}" for each in results]

    asked = "labels.project%3Aacme%20labels.environment%3Adev"
    assert found(f"query={asked}") == ["Address dev", "Address dev-2"]
    types = [f"assetTypes=compute.googleapis.com/{each}" for each in ("Network", "Address")]
    assert found(types[0]) == ["Network dev"]
    assert {"Network dev", "Address prod"} <= set(found("&".join(types)))
    assert project.google.call("GET", f"{url}?query=name%3Adev").status != 200
    first = project.google.call("GET", f"{url}?query={asked}").json["results"][0]
    assert first["labels"] == {"project": "acme", "environment": "dev"}


def test_members_may_do_none_of_this(project: Project) -> None:
    ann = Project(project.google.member("user:ann@acme.test"), project.name)
    assert ann.compute("GET", "global/networks").status == 403
    assert Project(Google(project.google.cloud, "nobody"), project.name).gke("GET", "clusters").status == 401
