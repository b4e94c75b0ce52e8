"""Azure's long-running operations: they take time, and may fail."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.azure_network_support import Group, new_group
from tests.azure_support import Answer
from tests.support import Cloud

RULES = "http://faults.local-cloud/rules"
SPACE = {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}


@pytest.fixture
def group(cloud: Cloud) -> Group:
    return new_group(cloud)


def network_of(group: Group) -> str:
    return group.at("Microsoft.Network/virtualNetworks", "net")


def look(group: Group, answer: Answer) -> Any:
    path = answer.headers["azure-asyncoperation"].removeprefix("https://management.azure.com")
    return group.owner.manage("GET", path.split("?")[0])


def state(group: Group) -> str:
    return str(group.get(network_of(group))["properties"]["provisioningState"])


def test_a_resource_is_there_at_once_and_ready_later(group: Group) -> None:
    answer = group.put(network_of(group), SPACE)
    assert (answer.status, answer.headers["retry-after"]) == (200, "0")
    assert answer.json["properties"]["provisioningState"] == "Creating"
    assert state(group) == "Creating"
    first = look(group, answer)
    assert (first.json["status"], first.headers["retry-after"]) == ("InProgress", "0")
    assert look(group, answer).json["status"] == "Succeeded"
    assert state(group) == "Succeeded"
    assert group.put(network_of(group), SPACE).json["properties"]["provisioningState"] == "Updating"


def test_what_takes_no_time_is_ready_at_once(group: Group) -> None:
    answer = group.put(group.at("Microsoft.ManagedIdentity/userAssignedIdentities", "a"))
    assert answer.json["properties"]["provisioningState"] == "Succeeded"
    assert look(group, answer).json["status"] == "Succeeded"


def test_an_operation_that_fails_leaves_what_it_began(cloud: Cloud, group: Group) -> None:
    rule = {
        "host": "management",
        "method": "PUT",
        "path": f"{group.id.rsplit('/', 1)[1]}.*virtualNetworks/net\\?",
        "times": 1,
        "effect": "fail-operation",
        "code": "InternalServerError",
        "message": "An error occurred.",
    }
    assert cloud.request("PUT", f"{RULES}/failing", body=json.dumps(rule).encode())[0] == 200
    answer = group.put(network_of(group), SPACE)
    assert answer.status == 200
    end = group.wait(answer)
    assert (end["status"], end["error"]["code"]) == ("Failed", "InternalServerError")
    assert end["error"]["message"] == "An error occurred."
    assert state(group) == "Failed"
    group.make(network_of(group), SPACE)
    assert state(group) == "Succeeded"
    cloud.request("DELETE", f"{RULES}/failing")


def test_what_is_no_operation_is_refused_instead(cloud: Cloud, group: Group) -> None:
    rule = {"path": "userAssignedIdentities/lost", "effect": "fail-operation", "code": "Conflict"}
    cloud.request("PUT", f"{RULES}/lost", body=json.dumps(rule).encode())
    identity = group.at("Microsoft.ManagedIdentity/userAssignedIdentities", "lost")
    answer = group.put(identity)
    cloud.request("DELETE", f"{RULES}/lost")
    assert (answer.status, answer.error) == (400, "Conflict")
    assert group.owner.manage("GET", identity).status == 404


def test_a_deletion_that_is_to_fail_does_not_begin(cloud: Cloud, group: Group) -> None:
    network = group.make(network_of(group), SPACE)
    path = f"{group.id.rsplit('/', 1)[1]}.*virtualNetworks/net\\?"
    rule = {"method": "DELETE", "path": path, "effect": "fail-operation", "code": "InUse"}
    cloud.request("PUT", f"{RULES}/kept", body=json.dumps(rule).encode())
    assert group.refused(network) == "InUse"
    cloud.request("DELETE", f"{RULES}/kept")
    assert group.owner.manage("DELETE", network).status == 204


def test_an_unknown_operation_is_not_found(group: Group) -> None:
    subscription = group.id.rsplit("/", 2)[0]
    unknown = f"{subscription}/providers/local-cloud/operations/none"
    assert group.owner.manage("GET", unknown).status == 404


@pytest.mark.parametrize(
    ("status", "code"), [(429, "TooManyRequests"), (409, "AnotherOperationInProgress"), (418, "418")]
)
def test_a_fault_is_worded_as_azure_would(cloud: Cloud, group: Group, status: int, code: str) -> None:
    rule = {"path": f"{group.id}\\?", "times": 1, "effect": "refuse", "status": status}
    cloud.request("PUT", f"{RULES}/busy", body=json.dumps(rule).encode())
    refused = group.owner.manage("GET", group.id)
    cloud.request("DELETE", f"{RULES}/busy")
    assert (refused.status, refused.error, refused.json["error"]["code"]) == (status, code, code)
    assert refused.headers.get("retry-after") == ("1" if status == 429 else None)
    assert group.owner.manage("GET", group.id).status == 200
