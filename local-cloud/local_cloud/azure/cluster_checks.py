"""What AKS refuses because of what is around a cluster: networks, identities, keys.

Role assignments have to be there when the cluster is made, and not a moment later: a stack that makes both
at once fails here as it sometimes does on Azure
(https://learn.microsoft.com/azure/aks/private-clusters, …/api-server-vnet-integration, …/nat-gateway).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from local_cloud.azure.agent_pools import invalid
from local_cloud.azure.authorization import Authorization
from local_cloud.azure.cluster_addresses import check_ranges, check_size
from local_cloud.azure.cluster_keys import ClusterKeys
from local_cloud.azure.cluster_profile import check_profile
from local_cloud.azure.conditions import Attempt
from local_cloud.azure.errors import AzureError
from local_cloud.azure.identities import principal_ids
from local_cloud.azure.network import prefixes_of
from local_cloud.azure.resource_ids import name_of, parent_of
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import Resources

JOIN = "Microsoft.Network/virtualNetworks/subnets/join/action"
JOIN_NETWORK = "Microsoft.Network/virtualNetworks/join/action"
ZONE_ACTIONS = ("Microsoft.Network/privateDnsZones/read", "Microsoft.Network/privateDnsZones/write")
ASSIGN = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"
DELEGATION = "Microsoft.ContainerService/managedClusters"
ZONE_NAME = r"([A-Za-z0-9-]{{1,32}}\.)?{kind}\.{region}\.azmk8s\.io"
SMALLEST_API_SUBNET = 28


class ClusterChecks:
    """Refuses a cluster, or a pool of one, that could not work where it is put."""

    def __init__(self, resources: Resources, authorization: Authorization, keys: ClusterKeys) -> None:
        self._resources = resources
        self._authorization = authorization
        self._keys = keys

    def check_cluster(self, resource_id: str, body: Json) -> None:
        """The whole body of a cluster that is made or changed."""
        self._check_not_busy(resource_id)
        properties = body["properties"]
        if "identity" not in body and "servicePrincipalProfile" not in properties:
            raise invalid("identity", "A cluster needs a managed identity or a service principal.")
        check_profile(properties)
        subnets = list(self._subnets(properties))
        check_ranges(self._resources, properties, subnets)
        pools = self._pools(resource_id, properties.get("agentPoolProfiles") or [])
        for subnet in subnets:
            self._check_outbound(properties, subnet)
            self._check_joins(body, subnet["id"])
            check_size(subnet, pools, properties)
        self._check_zone(body)
        self._check_kubelet_identity(body)
        self._check_api_subnet(body)
        self._keys.check(body)

    def check_pool(self, resource_id: str, body: Json) -> None:
        """A pool that comes by itself."""
        cluster = self._resources.get(parent_of(resource_id))
        self._check_not_busy(cluster["id"])
        if body["properties"].get("vnetSubnetID"):
            subnet = self._resources.get(body["properties"]["vnetSubnetID"])
            self._check_outbound(cluster["properties"], subnet)
            self._check_joins(cluster, subnet["id"])
            pools = self._pools(cluster["id"], [{"name": body["name"], **body["properties"]}])
            check_size(subnet, pools, cluster["properties"])

    def _check_not_busy(self, cluster_id: str) -> None:
        state = self._resources.operations.state_of(cluster_id)
        if state in ("Creating", "Updating"):
            text = f"Operation is not allowed because there's an in progress {state.lower()} managed cluster "
            raise AzureError(409, "OperationNotAllowed", f"{text}operation on {name_of(cluster_id)}.")

    def _subnets(self, properties: Json) -> Iterator[Json]:
        for pool in properties.get("agentPoolProfiles") or []:
            if pool.get("vnetSubnetID"):
                yield self._resources.get(pool["vnetSubnetID"])

    def _pools(self, cluster_id: str, sent: list[Json]) -> list[Json]:
        """The pools that are sent, and those that are there besides."""
        names = {pool["name"].lower() for pool in sent}
        there = self._resources.children(cluster_id, "agentPools")
        return [*sent, *(pool["properties"] for pool in there if pool["name"].lower() not in names)]

    def _check_outbound(self, properties: Json, subnet: Json) -> None:
        outbound = (properties.get("networkProfile") or {}).get("outboundType")
        if outbound == "userAssignedNATGateway" and not subnet["properties"].get("natGateway"):
            raise invalid("networkProfile.outboundType", f"{subnet['id']} has no NAT gateway.")
        if outbound == "userDefinedRouting" and not subnet["properties"].get("routeTable"):
            text = f"An existing route table has not been associated with subnet {subnet['id']}."
            raise AzureError(400, "ExistingRouteTableNotAssociatedWithSubnet", text)

    def _may(self, body: Json, action: str, scope: str) -> bool:
        """Whether the control plane's identity may; one that is made with the cluster has no role yet."""
        principals = principal_ids(body) if "userAssignedIdentities" in (body.get("identity") or {}) else []
        return not principals or any(
            self._authorization.allows(one, Attempt(action), scope, is_data=False) for one in principals
        )

    def _check_joins(self, body: Json, scope: str, action: str = JOIN) -> None:
        if not self._may(body, action, scope):
            text = (
                f"The identity of {body['id']} does not have permission to perform action '{action}' on the "
            )
            raise AzureError(403, "LinkedAuthorizationFailed", f"{text}linked scope '{scope}'.")

    def _check_zone(self, body: Json) -> None:
        access = body["properties"].get("apiServerAccessProfile") or {}
        zone = access.get("privateDNSZone") or ""
        if "/" not in zone:
            return
        kind = "private" if access.get("enableVnetIntegration") else "privatelink"
        if not re.fullmatch(ZONE_NAME.format(kind=kind, region=body["location"]), name_of(zone)):
            raise invalid(
                "apiServerAccessProfile.privateDNSZone", f"{name_of(zone)} is no zone for AKS here."
            )
        for action in ZONE_ACTIONS:
            if not self._may(body, action, zone):
                text = (
                    "Service principal or user-assigned identity must be given permission to read and write "
                )
                text += (
                    f"to custom private dns zone {zone}. Check access result not allowed for action {action}."
                )
                raise AzureError(400, "CustomPrivateDNSZoneMissingPermissionError", text)
        # AKS itself sees to it that the zone is linked to the nodes' network.
        for subnet in self._subnets(body["properties"]):
            self._check_joins(body, parent_of(subnet["id"]), JOIN_NETWORK)

    def _check_kubelet_identity(self, body: Json) -> None:
        profile = (body["properties"].get("identityProfile") or {}).get("kubeletidentity") or {}
        kubelet = profile.get("resourceId", "")
        group = body["properties"].get("nodeResourceGroup") or "MC_"
        is_own = f"/resourcegroups/{group}".lower() in kubelet.lower()
        if kubelet and not is_own and not self._may(body, ASSIGN, kubelet):
            text = f"The cluster identity must be given permission to assign kubelet identity {kubelet}. "
            text += f"Check access result not allowed for action {ASSIGN}."
            raise AzureError(400, "CustomKubeletIdentityMissingPermissionError", text)

    def _check_api_subnet(self, body: Json) -> None:
        properties = body["properties"]
        access = properties.get("apiServerAccessProfile") or {}
        if not access.get("subnetId"):
            return
        subnet = self._resources.get(access["subnetId"])
        self._check_joins(body, subnet["id"])
        delegated = [one["properties"]["serviceName"] for one in subnet["properties"]["delegations"]]
        if DELEGATION not in delegated:
            details = f"{subnet['id']} is not delegated to {DELEGATION}."
            raise invalid("apiServerAccessProfile.subnetId", details)
        if any(prefix.prefixlen > SMALLEST_API_SUBNET for prefix in prefixes_of(subnet)):
            raise invalid("apiServerAccessProfile.subnetId", f"{subnet['id']} is smaller than /28.")
        if subnet["id"].lower() in [one["id"].lower() for one in self._subnets(properties)]:
            raise invalid("apiServerAccessProfile.subnetId", f"{subnet['id']} is a subnet of nodes, too.")
