"""What a new cluster has from the start."""

from __future__ import annotations

import copy

from local_cloud.kubernetes.admission import Write
from local_cloud.kubernetes.built_in_roles import CLUSTER_ROLES
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.controllers import run_controllers
from local_cloud.kubernetes.rbac import GROUP, MASTERS
from local_cloud.kubernetes.values import Json
from local_cloud.kubernetes.writing import create

NAMESPACES = ("default", "kube-system", "kube-public", "kube-node-lease")
BOOT = Write("kube-apiserver")
BOOTSTRAPPING = {"kubernetes.io/bootstrapping": "rbac-defaults"}


def seed(cluster: Cluster, storage_classes: tuple[Json, ...] = ()) -> None:
    """Sets a cluster up, with the storage classes that its cloud puts there."""
    with cluster.store.changed:
        run_controllers(cluster)
        for name in NAMESPACES:
            create(cluster, cluster.kind("namespaces"), "v1", None, {"metadata": {"name": name}}, BOOT)
        _add_roles(cluster)
        for item in storage_classes:
            kind = cluster.kind("storageclasses", "storage.k8s.io")
            create(cluster, kind, "v1", None, copy.deepcopy(item), BOOT)
        service = {
            "metadata": {
                "name": "kubernetes",
                "labels": {"component": "apiserver", "provider": "kubernetes"},
            },
            "spec": {
                "clusterIP": cluster.addresses.of_api_server,
                "ports": [{"name": "https", "port": 443, "targetPort": 443}],
            },
        }
        create(cluster, cluster.kind("services"), "v1", "default", service, BOOT)


def _add_roles(cluster: Cluster) -> None:
    for name, role in CLUSTER_ROLES.items():
        item = {**copy.deepcopy(role), "metadata": {"name": name, "labels": dict(BOOTSTRAPPING)}}
        create(cluster, cluster.kind("clusterroles", GROUP), "v1", None, item, BOOT)
    binding = {
        "metadata": {"name": "cluster-admin", "labels": dict(BOOTSTRAPPING)},
        "roleRef": {"apiGroup": GROUP, "kind": "ClusterRole", "name": "cluster-admin"},
        "subjects": [{"kind": "Group", "apiGroup": GROUP, "name": MASTERS}],
    }
    create(cluster, cluster.kind("clusterrolebindings", GROUP), "v1", None, binding, BOOT)
