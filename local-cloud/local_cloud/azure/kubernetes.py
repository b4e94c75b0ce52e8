"""The Kubernetes API servers of AKS' clusters: where they are, and whom they let in.

With Azure RBAC, role assignments decide by their data actions, besides the roles of the cluster.
https://learn.microsoft.com/azure/aks/manage-azure-rbac
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from email.message import Message

from local_cloud.azure.authorization import Authorization
from local_cloud.azure.cluster_access import SERVER_APPLICATION
from local_cloud.azure.conditions import Attempt as AzureAttempt
from local_cloud.azure.errors import AzureError
from local_cloud.azure.managed_clusters import CLUSTERS
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import Resources
from local_cloud.azure.tokens import principal_of
from local_cloud.kubernetes.authorities import Authorities
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.endpoints import CloudClusters, Endpoint
from local_cloud.kubernetes.identity import Attempt, Identity
from local_cloud.kubernetes.unbacked import attend_unbacked

PORT = 443
PREFIX = "Microsoft.ContainerService/managedClusters"
WRITING = ("create", "update", "patch")
DRIVER = "disk.csi.azure.com"
STORAGE_CLASSES: tuple[Json, ...] = tuple(
    {
        "metadata": {
            "name": name,
            "annotations": {"storageclass.kubernetes.io/is-default-class": "true"} if is_default else {},
        },
        "provisioner": DRIVER,
        "parameters": {"skuname": sku},
        "allowVolumeExpansion": True,
        "volumeBindingMode": "WaitForFirstConsumer",
    }
    for name, sku, is_default in (
        ("default", "StandardSSD_LRS", True),
        ("managed-csi", "StandardSSD_LRS", False),
        ("managed-csi-premium", "Premium_LRS", False),
    )
)
"""https://learn.microsoft.com/azure/aks/concepts-storage#storage-classes"""


class AksClusters:
    """The clusters of all subscriptions."""

    def __init__(
        self,
        resources: Resources,
        authorization: Authorization,
        authorities: Authorities,
        lock: threading.RLock,
    ) -> None:
        self._resources = resources
        self._authorization = authorization
        self._authorities = authorities
        self._lock = lock
        resources.on_delete.append(authorities.forget)

    @property
    def clusters(self) -> CloudClusters:
        """As the API servers look for them."""
        return CloudClusters(self._at, self._is_alive)

    def _at(self, host: str, port: int) -> Endpoint | None:
        with self._lock:
            for cluster in self._all():
                names = (cluster["properties"].get("privateFQDN"), cluster["properties"].get("fqdn"))
                if port == PORT and host in [name.lower() for name in names if name]:
                    return self._endpoint(cluster)
        return None

    def _is_alive(self, identity: str) -> bool:
        with self._lock:
            return any(self._identity_of(cluster) == identity for cluster in self._all())

    def _all(self) -> Iterator[Json]:
        for cluster in self._resources.of_type(CLUSTERS):
            if self._resources.operations.state_of(cluster["id"]) != "Creating":
                yield cluster

    def _identity_of(self, cluster: Json) -> str:
        """Another cluster of the same name has another authority."""
        return self._authorities.of(cluster["id"].lower()).pem.decode()

    def _endpoint(self, cluster: Json) -> Endpoint:
        properties = cluster["properties"]

        def attend(state: Cluster) -> None:
            attend_unbacked(state, DRIVER, f"{cluster['location']}-1")

        return Endpoint(
            identity=self._identity_of(cluster),
            version=properties["currentKubernetesVersion"],
            service_cidr=properties["networkProfile"]["serviceCidr"],
            authority=self._authorities.of(cluster["id"].lower()),
            authenticate=lambda token: self._identity(cluster, token),
            storage_classes=STORAGE_CLASSES,
            attend=attend,
        )

    def _identity(self, cluster: Json, token: str) -> Identity | None:
        """Entra ID's application for all AKS clusters is who a token has to be for."""
        headers = Message()
        headers["Authorization"] = f"Bearer {token}"
        try:
            principal = principal_of(headers, SERVER_APPLICATION)
        except AzureError:
            return None
        has_roles = (cluster["properties"].get("aadProfile") or {}).get("enableAzureRBAC")
        return Identity(
            principal,
            permits=lambda attempt: bool(has_roles) and self._permits(cluster["id"], principal, attempt),
        )

    def _permits(self, cluster_id: str, principal: str, attempt: Attempt) -> bool:
        """An action is named after group and resource: `…/managedClusters/apps/deployments/write`."""
        if attempt.verb in WRITING:
            verb = "write"
        else:
            verb = "delete" if attempt.verb.startswith("delete") else "read"
        path = "/".join(part for part in (PREFIX, attempt.group, attempt.resource, verb) if part)
        with self._lock:
            return self._authorization.allows(principal, AzureAttempt(path), cluster_id, is_data=True)
