"""The Kubernetes API servers of EKS' clusters: where they are, whom they let in, what EKS runs for them."""

from __future__ import annotations

import fnmatch
import threading
from collections.abc import Iterator
from typing import Any

from local_cloud.aws.eks.access_policies import PREFIX
from local_cloud.aws.eks.block_storage import BlockStorage
from local_cloud.aws.eks.network_load_balancers import NetworkLoadBalancers
from local_cloud.aws.eks.tokens import principal_of
from local_cloud.kubernetes.built_in_roles import ADMIN, EDIT, EVERYTHING, READ, VIEW, role_allows
from local_cloud.kubernetes.cloud_controller import CloudController
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.endpoints import CloudClusters, Endpoint
from local_cloud.kubernetes.identity import Attempt, Identity
from local_cloud.kubernetes.rbac import MASTERS
from local_cloud.kubernetes.values import Json
from local_cloud.kubernetes.volumes import VolumeController

PORT = 443
POLICIES: dict[str, list[Json]] = {
    "AmazonEKSClusterAdminPolicy": EVERYTHING,
    "AmazonEKSAdminPolicy": ADMIN,
    "AmazonEKSAdminViewPolicy": [{"apiGroups": ["*"], "resources": ["*"], "verbs": READ}],
    "AmazonEKSEditPolicy": EDIT,
    "AmazonEKSViewPolicy": VIEW,
    "AmazonEKSSecretReaderPolicy": [{"apiGroups": [""], "resources": ["secrets"], "verbs": READ}],
}
"""https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html"""
STORAGE_CLASSES: tuple[Json, ...] = (
    {
        "metadata": {"name": "gp2"},
        "provisioner": "kubernetes.io/aws-ebs",
        "parameters": {"type": "gp2", "fsType": "ext4"},
        "volumeBindingMode": "WaitForFirstConsumer",
    },
)
"""The one that EKS still puts into new clusters, and which isn't the default one since 1.30."""


def eks_clusters(default_account: str, lock: threading.RLock) -> CloudClusters:
    """The clusters of all accounts and regions; `lock` is what whoever looks at moto has to hold."""

    def at(host: str, port: int) -> Endpoint | None:
        with lock:
            for account, region, cluster in _all_clusters():
                if port == PORT and cluster.endpoint.lower() == f"https://{host}":
                    return _endpoint(account, region, cluster, default_account, lock)
        return None

    def is_alive(identity: str) -> bool:
        with lock:
            return any(cluster.endpoint == identity for _, _, cluster in _all_clusters())

    return CloudClusters(at, is_alive)


def _all_clusters() -> Iterator[tuple[str, str, Any]]:
    from moto.eks.models import eks_backends

    for account, regions in list(eks_backends.items()):
        for region, backend in list(regions.items()):
            for cluster in list(backend.clusters.values()):
                yield str(account), str(region), cluster


def _endpoint(
    account: str, region: str, cluster: Any, default_account: str, lock: threading.RLock
) -> Endpoint:
    def authenticate(token: str) -> Identity | None:
        with lock:
            found = principal_of(token, cluster.name, default_account)
            return None if found is None else _identity(cluster, *found)

    def attend(state: Cluster) -> None:
        CloudController(state, NetworkLoadBalancers(account, region, cluster, lock))
        VolumeController(state, BlockStorage(account, region, cluster, lock))

    return Endpoint(
        identity=cluster.endpoint,
        version=cluster.version,
        service_cidr=cluster.kubernetes_network_config.get("serviceIpv4Cidr", "172.20.0.0/16"),
        authority=cluster.authority,
        authenticate=authenticate,
        storage_classes=STORAGE_CLASSES,
        attend=attend,
    )


def _identity(cluster: Any, principal: str, session: str) -> Identity | None:
    """Whoever an access entry lets in, or the one who made a cluster that has no entries."""
    if cluster.access_config["authenticationMode"] == "CONFIG_MAP":
        is_creator = cluster.hidden_administrator == principal
        return Identity("kubernetes-admin", frozenset({MASTERS})) if is_creator else None
    entry = cluster.access_entries.get(principal)
    if entry is None:
        return None
    name = entry["username"].replace("{{SessionName}}", session.replace("@", "-"))
    name = name.replace("{{SessionNameRaw}}", session)
    return Identity(name, frozenset(entry["kubernetesGroups"]), lambda attempt: _permits(entry, attempt))


def _permits(entry: Json, attempt: Attempt) -> bool:
    for policy, association in entry["_policies"].items():
        scope = association["accessScope"]
        is_within = scope["type"] == "cluster" or (
            attempt.namespace is not None
            and any(fnmatch.fnmatchcase(attempt.namespace, one) for one in scope["namespaces"])
        )
        if is_within and role_allows(POLICIES.get(policy.removeprefix(PREFIX), []), attempt):
            return True
    return False
