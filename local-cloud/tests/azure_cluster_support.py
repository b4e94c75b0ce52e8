"""A private cluster as Terraform makes one on AKS, for the tests of what it needs."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from tests.azure_network_support import REGION, Group, new_group, new_network, new_subnet
from tests.azure_support import Answer
from tests.support import Cloud

Json = dict[str, Any]
POOL = {"vmSize": "Standard_D2s_v5", "count": 1, "mode": "System", "availabilityZones": ["1", "2", "3"]}


@dataclass
class Place:
    """Where a cluster is to be: a network with a NAT gateway, a zone, and an identity with its roles."""

    group: Group
    subnet: str
    api_subnet: str
    zone: str
    identity: str
    principal: str
    assignments: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The cluster's id."""
        return self.group.at("Microsoft.ContainerService/managedClusters", "aks")

    def pool(self, name: str) -> str:
        """A pool's id."""
        return f"{self.id}/agentPools/{name}"

    def properties(self) -> Json:
        """Those of a cluster that is taken."""
        network = {
            "networkPlugin": "azure",
            "networkPluginMode": "overlay",
            "podCidr": "10.244.0.0/16",
            "serviceCidr": "10.100.0.0/16",
            "dnsServiceIP": "10.100.0.10",
            "outboundType": "userAssignedNATGateway",
        }
        return {
            "kubernetesVersion": "1.34",
            "dnsPrefix": "acme",
            "agentPoolProfiles": [{"name": "system", "vnetSubnetID": self.subnet, **copy.deepcopy(POOL)}],
            "networkProfile": network,
            "oidcIssuerProfile": {"enabled": True},
            "aadProfile": {"managed": True, "enableAzureRBAC": True},
            "disableLocalAccounts": True,
            "apiServerAccessProfile": {
                "enablePrivateCluster": True,
                "privateDNSZone": self.zone,
                "enableVnetIntegration": True,
                "subnetId": self.api_subnet,
            },
        }

    def put(self, properties: Json | None = None) -> Answer:
        """Makes or changes the cluster."""
        identity = {"type": "UserAssigned", "userAssignedIdentities": {self.identity: {}}}
        return self.group.put(self.id, properties or self.properties(), identity=identity)

    def make(self) -> Any:
        """Makes the cluster, and waits for it; what it is then."""
        answer = self.put()
        assert answer.status == 200, answer.body
        assert self.group.wait(answer)["status"] == "Succeeded"
        return self.group.get(self.id)

    def without(self, assignment: str) -> None:
        """Takes a role back."""
        assert self.group.owner.manage("DELETE", self.assignments[assignment]).status == 204


def new_place(cloud: Cloud) -> Place:
    """One that lacks nothing but the cluster."""
    group = new_group(cloud)
    gateway = group.make(group.at("Microsoft.Network/natGateways", "nat"))
    network = new_network(group)
    subnet = new_subnet(group, network, "nodes", "10.20.0.0/22", natGateway={"id": gateway})
    service = {"serviceName": "Microsoft.ContainerService/managedClusters"}
    delegations = [{"name": "aks", "properties": service}]
    api_subnet = new_subnet(group, network, "api-server", "10.20.4.0/28", delegations=delegations)
    zone = group.at("Microsoft.Network/privateDnsZones", f"acme.private.{REGION}.azmk8s.io")
    group.make(zone)
    identity, principal = group.identity("control-plane")
    place = Place(group, subnet, api_subnet, zone, identity, principal)
    place.assignments["subnet"] = group.grant(principal, "Network Contributor", subnet)
    place.assignments["api-subnet"] = group.grant(principal, "Network Contributor", api_subnet)
    place.assignments["network"] = group.grant(principal, "Private DNS Zone Contributor", network)
    place.assignments["zone"] = group.grant(principal, "Private DNS Zone Contributor", zone)
    return place
