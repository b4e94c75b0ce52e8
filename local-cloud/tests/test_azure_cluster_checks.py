"""AKS: what it refuses of a cluster or a pool, alone and because of what is around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.azure_cluster_support import Json, Place, new_place
from tests.azure_network_support import new_subnet
from tests.support import Cloud


@pytest.fixture(scope="module")
def place(cloud: Cloud) -> Place:
    return new_place(cloud)


def pool_with(**change: Any) -> Callable[[Json], None]:
    return lambda properties: properties["agentPoolProfiles"][0].update(change)


def network_with(**change: Any) -> Callable[[Json], None]:
    return lambda properties: properties["networkProfile"].update(change)


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (pool_with(name="System"), "InvalidParameter", "'System'"),
        (pool_with(name="systemsystem1"), "InvalidParameter", "'systemsystem1'"),
        (pool_with(name="1system"), "InvalidParameter", "'1system'"),
        (pool_with(name="sys-1"), "InvalidParameter", "'sys-1'"),
        (pool_with(scaleSetPriority="Spot"), "InvalidParameter", "System pool can't be a spot pool"),
        (pool_with(count=0), "InvalidParameter", "at least one node"),
        (pool_with(enableAutoScaling=True, minCount=0, maxCount=3), "InvalidParameter", "at least one"),
        (pool_with(enableAutoScaling=True, minCount=4, maxCount=3), "InvalidParameter", "minCount"),
        (pool_with(availabilityZones=["4"]), "AvailabilityZoneNotSupported", "'4'"),
        (pool_with(mode="User"), "MustDefineAtLeastOneSystemPool", ""),
        (network_with(serviceCidr="10.20.2.0/24", dnsServiceIP="10.20.2.10"), "ServiceCidrOverlap", "10.20"),
        (network_with(podCidr="10.20.0.0/20"), "InvalidParameter", "10.20.0.0/16"),
        (network_with(podCidr="10.100.0.0/20"), "InvalidParameter", "service CIDR"),
        (network_with(dnsServiceIP="10.101.0.10"), "InvalidParameter", "10.101.0.10"),
        (network_with(outboundType="userDefinedRouting"), "ExistingRouteTableNotAssociated", "nodes"),
        (
            pool_with(enableAutoScaling=True, minCount=1, maxCount=1000),
            "InsufficientSubnetSize",
            "1100 exceeds",
        ),
        (network_with(networkPolicy="cilium"), "InvalidParameter", "data plane cilium"),
        (lambda p: p.pop("aadProfile"), "InvalidParameter", "Entra ID"),
        (
            lambda p: p.update(
                securityProfile={"workloadIdentity": {"enabled": True}}, oidcIssuerProfile={"enabled": False}
            ),
            "InvalidParameter",
            "OIDC issuer",
        ),
        (
            lambda p: p["apiServerAccessProfile"].update(authorizedIPRanges=["192.0.2.0/24"]),
            "InvalidParameter",
            "authorizedIPRanges",
        ),
        (lambda p: p.update(kubernetesVersion="1.33"), "K8sVersionNotSupported", "1.33"),
        (lambda p: p.update(kubernetesVersion="1.34.99"), "K8sVersionNotSupported", "1.34.99"),
    ],
)
def test_a_mistake_is_refused(place: Place, change: Callable[[Json], None], code: str, says: str) -> None:
    properties = place.properties()
    change(properties)
    answer = place.put(properties)
    assert answer.status == 400
    assert answer.error.startswith(code)
    assert says in answer.json["error"]["message"]
    # Nothing of it is left, so that the next attempt begins anew.
    assert place.group.owner.manage("GET", place.id).status == 404


def test_a_subnet_that_is_not_there_is_named(place: Place) -> None:
    properties = place.properties()
    pool_with(vnetSubnetID=f"{place.subnet}x")(properties)
    answer = place.put(properties)
    assert (answer.status, answer.error) == (400, "InvalidResourceReference")
    assert f"{place.subnet}x" in answer.json["error"]["message"]


def test_an_identity_that_is_not_there_is_named(place: Place) -> None:
    identity = {"type": "UserAssigned", "userAssignedIdentities": {f"{place.identity}x": {}}}
    answer = place.group.put(place.id, place.properties(), identity=identity)
    assert (answer.status, answer.error) == (400, "FailedIdentityOperation")
    assert f"{place.identity}x" in answer.json["error"]["message"]


def test_without_any_identity_there_is_no_cluster(place: Place) -> None:
    assert place.group.put(place.id, place.properties()).error == "InvalidParameter"


def test_nodes_behind_a_nat_gateway_need_one(place: Place) -> None:
    network = place.subnet.split("/subnets/")[0]
    bare = new_subnet(place.group, network, "bare", "10.20.8.0/24")
    place.group.grant(place.principal, "Network Contributor", bare)
    properties = place.properties()
    pool_with(vnetSubnetID=bare)(properties)
    answer = place.put(properties)
    assert (answer.status, answer.error) == (400, "InvalidParameter")
    assert "NAT gateway" in answer.json["error"]["message"]


def test_a_zone_that_is_no_zone_for_aks_is_refused(place: Place) -> None:
    zone = place.group.make(place.group.at("Microsoft.Network/privateDnsZones", "acme.example"))
    place.group.grant(place.principal, "Private DNS Zone Contributor", zone)
    properties = place.properties()
    properties["apiServerAccessProfile"]["privateDNSZone"] = zone
    assert place.put(properties).error == "InvalidParameter"


def test_an_api_server_in_the_network_has_no_zone_of_a_private_link(place: Place) -> None:
    zone = place.group.at("Microsoft.Network/privateDnsZones", "acme.privatelink.westeurope.azmk8s.io")
    place.group.grant(place.principal, "Private DNS Zone Contributor", place.group.make(zone))
    properties = place.properties()
    properties["apiServerAccessProfile"]["privateDNSZone"] = zone
    assert place.put(properties).error == "InvalidParameter"
    del properties["apiServerAccessProfile"]["enableVnetIntegration"]
    properties["apiServerAccessProfile"]["privateDNSZone"] = place.zone
    assert place.put(properties).error == "InvalidParameter"


def test_the_api_servers_subnet_is_delegated_large_enough_and_alone(place: Place) -> None:
    network = place.subnet.split("/subnets/")[0]
    service = {"serviceName": "Microsoft.ContainerService/managedClusters"}
    delegations = [{"name": "aks", "properties": service}]
    plain = new_subnet(place.group, network, "plain", "10.20.9.0/28")
    small = new_subnet(place.group, network, "small", "10.20.9.16/29", delegations=delegations)
    right = new_subnet(place.group, network, "api", "10.20.9.32/28", delegations=delegations)

    def attempt(subnet: str) -> tuple[int, str]:
        properties = place.properties()
        access = {"enableVnetIntegration": True, "subnetId": subnet}
        properties["apiServerAccessProfile"].update(access)
        answer = place.put(properties)
        return answer.status, answer.error if answer.status != 200 else ""

    assert attempt(right) == (403, "LinkedAuthorizationFailed")
    for subnet in (plain, small, right):
        place.group.grant(place.principal, "Network Contributor", subnet)
    assert attempt(plain) == (400, "InvalidParameter")
    assert attempt(small) == (400, "InvalidParameter")
    assert attempt(place.subnet) == (400, "InvalidParameter")


def test_a_role_that_comes_too_late_is_missed(cloud: Cloud) -> None:
    place = new_place(cloud)
    place.without("subnet")
    answer = place.put()
    assert (answer.status, answer.error) == (403, "LinkedAuthorizationFailed")
    place.group.grant(place.principal, "Network Contributor", place.subnet)
    place.without("zone")
    answer = place.put()
    assert (answer.status, answer.error) == (400, "CustomPrivateDNSZoneMissingPermissionError")
    assert "Microsoft.Network/privateDnsZones/read" in answer.json["error"]["message"]
    place.group.grant(place.principal, "Private DNS Zone Contributor", place.zone)
    place.without("network")
    answer = place.put()
    assert (answer.status, answer.error) == (403, "LinkedAuthorizationFailed")
    assert "Microsoft.Network/virtualNetworks/join/action" in answer.json["error"]["message"]
    network = place.subnet.split("/subnets/")[0]
    place.group.grant(place.principal, "Private DNS Zone Contributor", network)
    assert place.put().status == 200


def test_an_identity_of_the_nodes_must_be_one_that_the_control_plane_may_assign(cloud: Cloud) -> None:
    place = new_place(cloud)
    kubelet, _ = place.group.identity("kubelet")
    properties = {**place.properties(), "identityProfile": {"kubeletidentity": {"resourceId": kubelet}}}
    assert place.put(properties).error == "CustomKubeletIdentityMissingPermissionError"
    place.group.grant(place.principal, "Managed Identity Operator", kubelet)
    assert place.put(properties).status == 200


def test_all_pools_of_a_subnet_fit_into_it(cloud: Cloud) -> None:
    place = new_place(cloud)
    place.make()
    pool = {
        "vmSize": "Standard_D4s_v5",
        "vnetSubnetID": place.subnet,
        "enableAutoScaling": True,
        "minCount": 1,
    }
    place.group.make(place.pool("user"), {**pool, "maxCount": 900})
    another = place.group.put(place.pool("user2"), {**pool, "maxCount": 50})
    assert (another.status, another.error) == (400, "InsufficientSubnetSize")
    place.group.make(place.pool("user2"), {**pool, "maxCount": 20})


def test_a_spot_pool_has_no_surge_and_a_regular_one_no_price(cloud: Cloud) -> None:
    place = new_place(cloud)
    place.make()
    size = {"vmSize": "Standard_D4s_v5"}
    surge = {**size, "scaleSetPriority": "Spot", "upgradeSettings": {"maxSurge": "33%"}}
    assert "max surge" in place.group.put(place.pool("spot"), surge).json["error"]["message"]
    assert place.group.put(place.pool("user"), {**size, "spotMaxPrice": 0.5}).error == "InvalidParameter"
    unknown = {**size, "orchestratorVersion": "1.20"}
    assert place.group.put(place.pool("user"), unknown).error == "AgentPoolK8sVersionNotSupported"
