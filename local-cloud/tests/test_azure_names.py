"""Azure's DNS zones, and private endpoints with their records."""

from __future__ import annotations

import pytest

from local_cloud.environment import AZURE_TENANT
from tests.azure_network_support import Group, new_group, new_network, new_subnet
from tests.support import Cloud, unique

LINKS = "virtualNetworkLinks"


@pytest.fixture
def group(cloud: Cloud) -> Group:
    return new_group(cloud)


def zone_of(group: Group, name: str) -> str:
    return group.make(group.at("Microsoft.Network/privateDnsZones", name), location="global")


def test_each_zone_has_its_first_record(group: Group) -> None:
    private = zone_of(group, "acme.internal")
    assert group.get(f"{private}/SOA/@")["properties"]["soaRecord"]["minimumTtl"] == 10
    public = group.make(group.at("Microsoft.Network/dnsZones", "acme.example"), location="global")
    assert group.get(f"{public}/SOA/@")["properties"]["SOARecord"]["minimumTTL"] == 300
    assert len(group.get(public)["properties"]["nameServers"]) == 4
    record = group.make(f"{public}/A/app", {"TTL": 60, "ARecords": [{"ipv4Address": "192.0.2.1"}]})
    assert group.get(record)["properties"]["fqdn"] == "app.acme.example."


def test_a_linked_zone_stays_and_a_link_goes_with_its_network(group: Group) -> None:
    network, zone = new_network(group), zone_of(group, "acme.internal")
    link = {"virtualNetwork": {"id": network}, "registrationEnabled": False}
    group.make(f"{zone}/{LINKS}/net", link)
    assert group.refused(zone) == "CannotDeleteResource"
    assert group.owner.manage("DELETE", network).status == 204
    assert group.owner.manage("GET", f"{zone}/{LINKS}/net").status == 404
    assert group.owner.manage("DELETE", zone).status == 204


def test_a_network_sees_one_zone_of_a_name(cloud: Cloud, group: Group) -> None:
    network, other = new_network(group), new_group(cloud)
    link = {"virtualNetwork": {"id": network}}
    group.make(f"{zone_of(group, 'acme.internal')}/{LINKS}/net", link)
    assert group.put(f"{zone_of(other, 'acme.internal')}/{LINKS}/net", link).error == "BadRequest"
    group.make(f"{zone_of(group, 'beta.internal')}/{LINKS}/net", link)


def test_an_endpoint_brings_an_address_and_a_record(group: Group) -> None:
    subnet = new_subnet(group, new_network(group), "endpoints", "10.20.9.0/28")
    zone = zone_of(group, "privatelink.vaultcore.azure.net")
    properties = {"tenantId": AZURE_TENANT, "enableRbacAuthorization": True}
    name = unique("kv")
    vault = group.make(group.at("Microsoft.KeyVault/vaults", name), properties)
    connection = {"name": "vault", "properties": {"privateLinkServiceId": vault, "groupIds": ["vault"]}}
    endpoint = group.make(
        group.at("Microsoft.Network/privateEndpoints", "vault"),
        {"subnet": {"id": subnet}, "privateLinkServiceConnections": [connection]},
    )
    made = group.get(endpoint)["properties"]
    state = made["privateLinkServiceConnections"][0]["properties"]["privateLinkServiceConnectionState"]
    assert state["status"] == "Approved"
    interface = made["networkInterfaces"][0]["id"]
    (configuration,) = group.get(interface)["properties"]["ipConfigurations"]
    assert configuration["properties"]["privateIPAddress"] == "10.20.9.4"
    config = {"name": "vault", "properties": {"privateDnsZoneId": zone}}
    group.make(f"{endpoint}/privateDnsZoneGroups/vault", {"privateDnsZoneConfigs": [config]})
    record = group.get(f"{zone}/A/{name}")["properties"]
    assert record["aRecords"] == [{"ipv4Address": "10.20.9.4"}]
    assert group.refused(subnet) == "InUseSubnetCannotBeDeleted"
    assert group.owner.manage("DELETE", endpoint).status == 204
    for gone in (interface, f"{zone}/A/{name}", f"{endpoint}/privateDnsZoneGroups/vault"):
        assert group.owner.manage("GET", gone).status == 404
    assert group.owner.manage("DELETE", subnet).status == 204


def test_an_endpoint_leads_to_what_exists(group: Group) -> None:
    subnet = new_subnet(group, new_network(group), "endpoints", "10.20.9.0/28")
    nothing = group.at("Microsoft.KeyVault/vaults", "none")
    connection = {"name": "vault", "properties": {"privateLinkServiceId": nothing}}
    properties = {"subnet": {"id": subnet}, "privateLinkServiceConnections": [connection]}
    endpoint = group.at("Microsoft.Network/privateEndpoints", "vault")
    assert group.put(endpoint, properties).error == "InvalidResourceReference"
    assert group.put(endpoint, {"subnet": {"id": subnet}}).error == "InvalidRequestFormat"
