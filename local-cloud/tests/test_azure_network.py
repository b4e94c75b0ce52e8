"""Azure's networks: what belongs together, what refers to what, and what is not deleted under its users."""

from __future__ import annotations

import uuid

import pytest

from tests.azure_network_support import Group, new_group, new_network, new_subnet
from tests.support import Cloud


@pytest.fixture
def group(cloud: Cloud) -> Group:
    return new_group(cloud)


@pytest.fixture
def network(group: Group) -> str:
    return new_network(group)


def test_subnets_are_shown_in_their_network_and_go_with_it(group: Group, network: str) -> None:
    subnet = new_subnet(group, network, "nodes", "10.20.0.0/22")
    assert [one["id"] for one in group.get(network)["properties"]["subnets"]] == [subnet]
    assert group.owner.manage("DELETE", network).status == 204
    assert group.owner.manage("GET", subnet).status == 404


def test_a_network_that_says_nothing_of_its_subnets_keeps_them(group: Group, network: str) -> None:
    subnet = new_subnet(group, network, "nodes", "10.20.0.0/22")
    space = {"addressSpace": {"addressPrefixes": ["10.20.0.0/16"]}}
    group.make(network, space, tags={"env": "dev"})
    assert group.owner.manage("GET", subnet).status == 200
    group.make(network, {**space, "subnets": []})
    assert group.owner.manage("GET", subnet).status == 404


def test_a_subnet_lies_within_its_network_and_beside_the_others(group: Group, network: str) -> None:
    new_subnet(group, network, "nodes", "10.20.0.0/22")
    outside = group.put(f"{network}/subnets/a", {"addressPrefix": "10.21.0.0/24"})
    assert (outside.status, outside.error) == (400, "NetcfgInvalidSubnet")
    overlap = group.put(f"{network}/subnets/a", {"addressPrefix": "10.20.3.0/24"})
    assert (overlap.status, overlap.error) == (400, "NetcfgSubnetRangesOverlap")
    smaller = group.put(network, {"addressSpace": {"addressPrefixes": ["10.20.128.0/17"]}})
    assert smaller.error == "NetcfgInvalidSubnet"


def test_a_reference_leads_to_what_exists(group: Group, network: str) -> None:
    missing = {"id": group.at("Microsoft.Network/networkSecurityGroups", "none")}
    properties = {"addressPrefix": "10.20.0.0/24", "networkSecurityGroup": missing}
    answer = group.put(f"{network}/subnets/nodes", properties)
    assert (answer.status, answer.error) == (400, "InvalidResourceReference")
    assert missing["id"] in answer.json["error"]["message"]


def test_what_a_network_uses_is_in_its_region(group: Group, network: str) -> None:
    gateway = group.at("Microsoft.Network/natGateways", "nat")
    assert group.put(gateway, location="northeurope").status == 200
    answer = group.put(
        f"{network}/subnets/nodes", {"addressPrefix": "10.20.0.0/24", "natGateway": {"id": gateway}}
    )
    assert (answer.status, answer.error) == (400, "InvalidResourceReference")
    display_name = group.at("Microsoft.Network/natGateways", "nat2")
    assert group.put(display_name, location="West Europe").status == 200
    new_subnet(group, network, "nodes", "10.20.0.0/24", natGateway={"id": display_name})


@pytest.mark.parametrize(
    ("kind", "property_name", "code"),
    [
        ("networkSecurityGroups", "networkSecurityGroup", "InUseNetworkSecurityGroupCannotBeDeleted"),
        ("routeTables", "routeTable", "InUseRouteTableCannotBeDeleted"),
        ("natGateways", "natGateway", "CannotDeleteNatGatewayAssociatedToSubnet"),
    ],
)
def test_what_a_subnet_uses_is_not_deleted(
    group: Group, network: str, kind: str, property_name: str, code: str
) -> None:
    used = group.make(group.at(f"Microsoft.Network/{kind}", "a"))
    subnet = new_subnet(group, network, "nodes", "10.20.0.0/24", **{property_name: {"id": used}})
    assert group.refused(used) == code
    new_subnet(group, network, "nodes", "10.20.0.0/24")
    assert group.owner.manage("DELETE", used).status == 204
    assert group.owner.manage("DELETE", subnet).status == 204


def test_an_address_is_kept_as_long_as_a_gateway_holds_it(group: Group) -> None:
    address = group.make(
        group.at("Microsoft.Network/publicIPAddresses", "nat"), sku={"name": "Standard"}, zones=["1"]
    )
    given = group.get(address)["properties"]["ipAddress"]
    holds = {"publicIpAddresses": [{"id": address}]}
    gateway = group.make(group.at("Microsoft.Network/natGateways", "nat"), holds)
    assert group.refused(address) == "PublicIPAddressCannotBeDeleted"
    group.make(address, sku={"name": "Standard"}, zones=["1"], tags={"env": "dev"})
    assert group.get(address)["properties"]["ipAddress"] == given
    group.make(gateway)
    assert group.owner.manage("DELETE", address).status == 204


def test_zones_are_one_two_and_three_and_a_nat_gateway_is_in_one_of_them(group: Group) -> None:
    gateway = group.at("Microsoft.Network/natGateways", "nat")
    assert group.put(gateway, zones=["4"]).error == "AvailabilityZoneNotSupported"
    assert group.put(gateway, zones=["westeurope-1"]).error == "AvailabilityZoneNotSupported"
    assert group.put(gateway, zones=["1", "2"]).status == 400
    assert group.put(gateway, zones=["1"]).status == 200


def test_a_rule_has_its_priority_for_itself(group: Group) -> None:
    security = group.make(group.at("Microsoft.Network/networkSecurityGroups", "nodes"))
    rule = {"priority": 200, "direction": "Inbound", "access": "Deny", "protocol": "*"}
    group.make(f"{security}/securityRules/a", rule)
    assert group.put(f"{security}/securityRules/b", rule).error == "SecurityRuleConflict"
    group.make(f"{security}/securityRules/b", {**rule, "direction": "Outbound"})
    shown = group.get(security)["properties"]
    assert [one["name"] for one in shown["securityRules"]] == ["a", "b"]
    assert "DenyAllInBound" in [one["name"] for one in shown["defaultSecurityRules"]]
    assert group.put(f"{security}/securityRules/c", {**rule, "priority": 99}).status == 400


def test_the_first_network_of_a_region_brings_its_watcher(cloud: Cloud) -> None:
    group = new_group(cloud, str(uuid.uuid4()))
    watchers = group.id.rsplit("/", 1)[0] + "/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers"
    watcher = f"{watchers}/NetworkWatcher_westeurope"
    assert group.owner.manage("GET", watcher).status == 404
    network = new_network(group)
    assert group.get(watcher)["location"] == "westeurope"
    own = group.put(group.at("Microsoft.Network/networkWatchers", "own"))
    assert (own.status, own.error) == (400, "NetworkWatcherCountLimitReached")
    assert group.owner.manage("DELETE", network).status == 204
    assert group.owner.manage("GET", watcher).status == 200


def test_a_flow_log_needs_what_it_reads_and_writes(group: Group, network: str) -> None:
    subscription = group.id.rsplit("/", 2)[0]
    watchers = f"{subscription}/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers"
    account = group.at("Microsoft.Storage/storageAccounts", f"flow{uuid.uuid4().hex[:12]}")
    log = f"{watchers}/NetworkWatcher_westeurope/flowLogs/{group.id.rsplit('/', 1)[1]}"
    properties = {"targetResourceId": network, "storageId": account, "enabled": True}
    assert group.put(log, properties).error == "InvalidResourceReference"
    group.make(account, {}, sku={"name": "Standard_ZRS"})
    group.make(log, properties)
    assert group.owner.manage("DELETE", network).status == 204


def test_a_group_that_others_need_stays(cloud: Cloud, group: Group, network: str) -> None:
    other = new_group(cloud)
    table = other.make(other.at("Microsoft.Network/routeTables", "shared"))
    new_subnet(group, network, "nodes", "10.20.0.0/24", routeTable={"id": table})
    assert other.refused(other.id) == "InUseRouteTableCannotBeDeleted"
    assert group.owner.manage("DELETE", group.id).status == 200
    assert other.owner.manage("DELETE", other.id).status == 200


def test_an_application_group_is_kept_as_long_as_a_rule_names_it(group: Group) -> None:
    nodes = group.at("Microsoft.Network/applicationSecurityGroups", "nodes")
    security = group.make(group.at("Microsoft.Network/networkSecurityGroups", "nodes"))
    rule = {"priority": 200, "direction": "Inbound", "access": "Allow", "protocol": "Tcp"}
    named = {**rule, "destinationApplicationSecurityGroups": [{"id": nodes}]}
    assert group.put(f"{security}/securityRules/web", named).error == "InvalidResourceReference"
    group.make(nodes)
    group.make(f"{security}/securityRules/web", named)
    assert group.refused(nodes) == "InUseApplicationSecurityGroupCannotBeDeleted"
    assert group.owner.manage("DELETE", f"{security}/securityRules/web").status == 204
    assert group.owner.manage("DELETE", nodes).status == 204


def test_a_read_only_lock_keeps_what_it_is_on_as_it_is(group: Group, network: str) -> None:
    subnet = new_subnet(group, network, "nodes", "10.20.0.0/24")
    lock = f"{network}/providers/Microsoft.Authorization/locks/still"
    assert group.owner.manage("PUT", lock, {"properties": {"level": "ReadOnly"}}).status == 200
    assert group.put(subnet, {"addressPrefix": "10.20.0.0/23"}).error == "ScopeLocked"
    assert group.refused(subnet) == "ScopeLocked"
    assert group.owner.manage("DELETE", lock).status == 204
    new_subnet(group, network, "nodes", "10.20.0.0/23")
