"""Azure's logs: workspaces, tables, diagnostic settings, and the policies of the accounts they end in."""

from __future__ import annotations

import uuid

import pytest

from tests.azure_network_support import Group, new_group, new_network
from tests.support import Cloud


@pytest.fixture
def group(cloud: Cloud) -> Group:
    return new_group(cloud)


@pytest.fixture
def workspace(group: Group) -> str:
    at = group.at("Microsoft.OperationalInsights/workspaces", "logs")
    return group.make(at, {"sku": {"name": "PerGB2018"}, "retentionInDays": 60})


def test_a_workspace_keeps_its_customer_id(group: Group, workspace: str) -> None:
    first = group.get(workspace)["properties"]
    assert uuid.UUID(first["customerId"])
    group.make(workspace, {"retentionInDays": 90})
    assert group.get(workspace)["properties"]["customerId"] == first["customerId"]
    assert group.put(workspace, {"retentionInDays": 3}).status == 400


def test_a_table_keeps_what_its_workspace_does_unless_it_says_more(group: Group, workspace: str) -> None:
    table = group.make(f"{workspace}/tables/AKSAudit", {"plan": "Analytics", "retentionInDays": -1})
    made = group.get(table)["properties"]
    assert (made["retentionInDays"], made["totalRetentionInDays"]) == (60, 60)
    group.owner.manage("PATCH", table, {"properties": {"totalRetentionInDays": 365}})
    assert group.get(table)["properties"]["totalRetentionInDays"] == 365
    group.make(f"{workspace}/tables/AKSAudit", {"plan": "Basic"})
    assert group.get(table)["properties"]["retentionInDays"] == 30
    assert group.put(table, {"retentionInDays": 90, "totalRetentionInDays": 30}).status == 400


def test_a_setting_hangs_on_what_it_is_about_and_sends_somewhere(group: Group, workspace: str) -> None:
    network = new_network(group)
    at = f"{network}/providers/Microsoft.Insights/diagnosticSettings"
    logs = [{"category": "VMProtectionAlerts", "enabled": True}]
    assert group.put(f"{at}/audit", {"logs": logs}).error == "BadRequest"
    assert group.put(f"{at}/audit", {"workspaceId": f"{workspace}x"}).error == "InvalidResourceReference"
    group.make(f"{at}/audit", {"workspaceId": workspace, "logs": logs})
    twice = group.put(f"{at}/more", {"workspaceId": workspace, "logs": logs})
    assert (twice.status, twice.error) == (409, "Conflict")
    assert [one["name"] for one in group.get(at)["value"]] == ["audit"]
    assert group.owner.manage("DELETE", network).status == 204
    assert group.owner.manage("GET", f"{at}/audit").status == 404


def test_an_accounts_policy_is_named_default(group: Group) -> None:
    at = group.at("Microsoft.Storage/storageAccounts", f"logs{uuid.uuid4().hex[:12]}")
    account = group.make(at, {}, sku={"name": "Standard_ZRS"})
    group.make(f"{account}/managementPolicies/default", {"policy": {"rules": []}})
    assert group.put(f"{account}/managementPolicies/mine", {}).error == "InvalidResourceName"
