"""What a cluster's own controllers make of objects, as far as clients wait for it."""

from __future__ import annotations

import copy
import hashlib
import json

from local_cloud.kubernetes.admission import CONTROLLER
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.custom_resources import defined_kind
from local_cloud.kubernetes.deletion import collect_garbage
from local_cloud.kubernetes.store import Event
from local_cloud.kubernetes.values import Json
from local_cloud.kubernetes.writing import create, update


def run_controllers(cluster: Cluster) -> None:
    """Has them follow every change from now on."""
    cluster.store.listen(lambda event: _follow(cluster, event))


def _follow(cluster: Cluster, event: Event) -> None:
    collect_garbage(cluster, event)
    if event.type == "DELETED":
        return
    match event.kind.key:
        case "apiextensions.k8s.io", "customresourcedefinitions":
            cluster.kinds.serve(defined_kind(event.item))
        case "apps", "deployments":
            _roll_out(cluster, event.item)
        case "apps", "statefulsets":
            _claim_volumes(cluster, event.item)
        case "", "namespaces" if event.type == "ADDED":
            _furnish(cluster, event.item["metadata"]["name"])


def _furnish(cluster: Cluster, namespace: str) -> None:
    """What every namespace has from the start."""
    account = {"metadata": {"name": "default"}}
    create(cluster, cluster.kind("serviceaccounts"), "v1", namespace, account, CONTROLLER)
    authority = {
        "metadata": {"name": "kube-root-ca.crt"},
        "data": {"ca.crt": cluster.authority.decode()},
    }
    create(cluster, cluster.kind("configmaps"), "v1", namespace, authority, CONTROLLER)


def _roll_out(cluster: Cluster, deployment: Json) -> None:
    """A Deployment has one ReplicaSet for each template that it has had; those of old ones are empty."""
    if deployment["metadata"].get("deletionTimestamp"):
        return
    kind = cluster.kind("replicasets", "apps")
    metadata, spec = deployment["metadata"], deployment["spec"]
    digest = hashlib.sha256(json.dumps(spec["template"], sort_keys=True).encode()).hexdigest()[:10]
    name = f"{metadata['name']}-{digest}"
    for other in cluster.store.all(kind, metadata["namespace"]):
        owners = [reference["uid"] for reference in other["metadata"].get("ownerReferences") or []]
        if metadata["uid"] in owners and other["metadata"]["name"] != name:
            wanted = {**other, "spec": {**other["spec"], "replicas": 0}}
            update(cluster, kind, "v1", wanted, other, CONTROLLER)
    template = copy.deepcopy(spec["template"])
    template.setdefault("metadata", {}).setdefault("labels", {})["pod-template-hash"] = digest
    labels = {**(spec["selector"].get("matchLabels") or {}), "pod-template-hash": digest}
    wanted_spec = {
        "replicas": spec["replicas"],
        "selector": {**copy.deepcopy(spec["selector"]), "matchLabels": labels},
        "template": template,
    }
    current = cluster.store.find(kind, metadata["namespace"], name)
    if current is not None:
        update(cluster, kind, "v1", {**current, "spec": wanted_spec}, current, CONTROLLER)
        return
    owner = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "name": metadata["name"],
        "uid": metadata["uid"],
        "controller": True,
        "blockOwnerDeletion": True,
    }
    new = {
        "metadata": {
            "name": name,
            "labels": template["metadata"]["labels"],
            "ownerReferences": [owner],
        },
        "spec": wanted_spec,
    }
    create(cluster, kind, "v1", metadata["namespace"], new, CONTROLLER)


def _claim_volumes(cluster: Cluster, stateful_set: Json) -> None:
    """Each replica of a StatefulSet has claims of its own, which stay when it goes."""
    metadata, spec = stateful_set["metadata"], stateful_set["spec"]
    if metadata.get("deletionTimestamp"):
        return
    kind = cluster.kind("persistentvolumeclaims")
    for template in spec.get("volumeClaimTemplates") or []:
        for ordinal in range(spec["replicas"]):
            name = f"{template['metadata']['name']}-{metadata['name']}-{ordinal}"
            if cluster.store.find(kind, metadata["namespace"], name) is None:
                claim = {
                    "metadata": {
                        "name": name,
                        "labels": dict(spec["selector"].get("matchLabels") or {}),
                    },
                    "spec": copy.deepcopy(template["spec"]),
                }
                create(cluster, kind, "v1", metadata["namespace"], claim, CONTROLLER)
