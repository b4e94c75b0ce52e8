"""The types of resources that are answered; each service's file says what Azure computes for its own."""

from __future__ import annotations

from local_cloud.azure import (
    disk_encryption,
    dns,
    identities,
    insights,
    locks,
    log_analytics,
    managed_clusters,
    network,
    network_addresses,
    network_watchers,
    private_endpoints,
    role_assignments,
    storage,
    vaults,
)
from local_cloud.azure.resource_type import ResourceType
from local_cloud.azure.resources import GROUPS

TYPES: dict[str, ResourceType] = {
    GROUPS: ResourceType(),
    **disk_encryption.TYPES,
    **dns.TYPES,
    **identities.TYPES,
    **insights.TYPES,
    **locks.TYPES,
    **log_analytics.TYPES,
    **managed_clusters.TYPES,
    **network.TYPES,
    **network_addresses.TYPES,
    **network_watchers.TYPES,
    **private_endpoints.TYPES,
    **role_assignments.TYPES,
    **storage.TYPES,
    **vaults.TYPES,
}
SINGLETONS = storage.SINGLETONS
