"""AKS: what a cluster is made of, what comes and goes with it, and how it changes."""

from __future__ import annotations

import pytest

from tests.azure_cluster_support import POOL, Json, Place, new_place
from tests.support import Cloud


@pytest.fixture
def place(cloud: Cloud) -> Place:
    return new_place(cloud)


def test_a_cluster_gets_its_names_issuer_and_pools(place: Place) -> None:
    made = place.make()["properties"]
    assert made["privateFQDN"].endswith(".acme.private.westeurope.azmk8s.io")
    assert "fqdn" not in made
    assert made["oidcIssuerProfile"]["issuerURL"].startswith("https://westeurope.oic.prod-aks.azure.com/")
    assert made["currentKubernetesVersion"] == "1.34.2"
    assert made["networkProfile"]["loadBalancerSku"] == "standard"
    (pool,) = made["agentPoolProfiles"]
    assert (pool["name"], pool["mode"], pool["osSKU"]) == ("system", "System", "Ubuntu")
    assert pool["upgradeSettings"] == {"maxSurge": "10%"}
    assert place.group.get(place.pool("system"))["properties"]["vmSize"] == POOL["vmSize"]


def test_what_aks_makes_goes_with_the_cluster(place: Place) -> None:
    made = place.make()["properties"]
    group = f"{place.group.id.rsplit('/', 1)[0]}/{made['nodeResourceGroup']}"
    record = f"{place.zone}/A/{made['privateFQDN'].split('.')[0]}"
    kubelet = made["identityProfile"]["kubeletidentity"]["resourceId"]
    assert kubelet.startswith(group)
    for one in (group, kubelet, record):
        assert place.group.owner.manage("GET", one).status == 200
    assert place.group.refused(place.subnet) == "InUseSubnetCannotBeDeleted"
    assert place.group.owner.manage("DELETE", place.id).status == 204
    for one in (group, kubelet, record, place.pool("system")):
        assert place.group.owner.manage("GET", one).status == 404
    assert place.group.owner.manage("DELETE", place.subnet).status == 204


def test_a_pool_of_its_own_is_shown_in_the_cluster(place: Place) -> None:
    place.make()
    place.group.make(place.pool("user"), {"vmSize": "Standard_D4s_v5", "vnetSubnetID": place.subnet})
    assert [one["name"] for one in place.group.get(place.id)["properties"]["agentPoolProfiles"]] == [
        "system",
        "user",
    ]
    changed = {**place.properties(), "disableLocalAccounts": False}
    assert place.group.wait(place.put(changed))["status"] == "Succeeded"
    assert place.group.owner.manage("GET", place.pool("user")).status == 200
    assert place.group.owner.manage("DELETE", place.pool("user")).status == 204


def test_a_spot_pool_carries_the_label_and_the_taint_of_its_kind(place: Place) -> None:
    place.make()
    spot = {"vmSize": "Standard_D4s_v5", "scaleSetPriority": "Spot", "nodeLabels": {"role": "workload"}}
    made = place.group.get(place.group.make(place.pool("spot"), spot))["properties"]
    assert made["nodeLabels"] == {"role": "workload", "kubernetes.azure.com/scalesetpriority": "spot"}
    assert made["nodeTaints"] == ["kubernetes.azure.com/scalesetpriority=spot:NoSchedule"]
    assert made["spotMaxPrice"] == -1
    assert "upgradeSettings" not in made


def test_nodes_join_a_group_only_where_a_host_port_is_allowed(place: Place) -> None:
    place.make()
    group = place.group.make(place.group.at("Microsoft.Network/applicationSecurityGroups", "nodes"))
    port = {"portStart": 1, "portEnd": 1, "protocol": "TCP"}

    def groups(name: str, ports: list[Json]) -> list[str]:
        profile = {"applicationSecurityGroups": [group], "allowedHostPorts": ports}
        pool = {"vmSize": "Standard_D4s_v5", "networkProfile": profile}
        made = place.group.get(place.group.make(place.pool(name), pool))
        joined: list[str] = made["properties"]["networkProfile"].get("applicationSecurityGroups", [])
        return joined

    assert groups("closed", []) == []
    assert groups("open", [port]) == [group]


def test_a_cluster_in_the_making_is_not_changed(place: Place) -> None:
    answer = place.put()
    assert answer.json["properties"]["provisioningState"] == "Creating"
    assert place.put().error == "OperationNotAllowed"
    assert place.group.put(place.pool("user"), {"vmSize": "Standard_D4s_v5"}).status == 409
    place.group.wait(answer)
    assert place.put().status == 200


def test_what_a_cluster_was_made_with_is_kept(place: Place) -> None:
    place.make()
    properties = place.properties()
    properties["networkProfile"]["serviceCidr"] = "10.101.0.0/16"
    properties["networkProfile"]["dnsServiceIP"] = "10.101.0.10"
    assert place.put(properties).error == "PropertyChangeNotAllowed"
    pool = {**POOL, "vmSize": "Standard_D8s_v5", "vnetSubnetID": place.subnet}
    assert place.group.put(place.pool("system"), pool).error == "PropertyChangeNotAllowed"
    without_issuer = {**place.properties(), "oidcIssuerProfile": {"enabled": False}}
    assert place.put(without_issuer).error == "OIDCIssuerFeatureCannotBeDisabled"


def test_versions_go_up_one_minor_at_a_time_and_pools_follow(place: Place) -> None:
    place.make()
    ahead = place.group.put(place.pool("user"), {"vmSize": "Standard_D4s_v5", "orchestratorVersion": "1.35"})
    assert ahead.error == "NodePoolMcVersionIncompatible"
    skipping = {**place.properties(), "kubernetesVersion": "1.36"}
    assert place.put(skipping).error == "OperationNotAllowed"
    newer = {**place.properties(), "kubernetesVersion": "1.35"}
    assert place.group.wait(place.put(newer))["status"] == "Succeeded"
    made = place.group.get(place.id)["properties"]
    assert made["currentKubernetesVersion"] == "1.35.1"
    assert made["agentPoolProfiles"][0]["currentOrchestratorVersion"] == "1.34.2"
    assert place.put().error == "OperationNotAllowed"
    offered = place.group.get(f"{place.id}/availableAgentPoolVersions")["properties"]["agentPoolVersions"]
    assert "1.35.1" in [one["kubernetesVersion"] for one in offered]


def test_a_cluster_keeps_a_system_pool(place: Place) -> None:
    place.make()
    assert place.group.refused(place.pool("system")) == "MustDefineAtLeastOneSystemPool"
    place.group.make(place.pool("system2"), {**POOL, "vnetSubnetID": place.subnet})
    assert place.group.owner.manage("DELETE", place.pool("system")).status == 204


def test_there_is_no_local_administrator_where_there_are_no_local_accounts(place: Place) -> None:
    place.make()
    user = place.group.owner.manage("POST", f"{place.id}/listClusterUserCredential")
    assert user.json["kubeconfigs"][0]["name"] == "clusterUser"
    admin = place.group.owner.manage("POST", f"{place.id}/listClusterAdminCredential")
    assert (admin.status, admin.error) == (400, "BadRequest")


def test_a_maintenance_window_has_one_of_three_names(place: Place) -> None:
    place.make()
    window = {"maintenanceWindow": {"durationHours": 4}}
    place.group.make(f"{place.id}/maintenanceConfigurations/aksManagedNodeOSUpgradeSchedule", window)
    assert place.group.put(f"{place.id}/maintenanceConfigurations/nights", window).status == 400
