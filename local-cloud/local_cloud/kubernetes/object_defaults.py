"""What the API server adds to objects that are no workloads, kind by kind.

Without these, a plan would find a difference: the providers read back what they did not write.
"""

from __future__ import annotations

import base64
from collections.abc import Callable

from local_cloud.kubernetes.values import Json, dig, fill

RBAC = "rbac.authorization.k8s.io"


def complete_object(item: Json) -> None:
    """Fills in an object of any kind that has something to fill in."""
    if item["kind"] in COMPLETIONS:
        COMPLETIONS[item["kind"]](item)


def write_string_data(item: Json) -> None:
    """`stringData` is a way to write `data`, and never kept."""
    texts = item.pop("stringData", None)
    if texts:
        encoded = {name: base64.b64encode(text.encode()).decode() for name, text in texts.items()}
        item["data"] = {**(item.get("data") or {}), **encoded}


def fill_references(item: Json) -> None:
    """A binding's role is of the one group that has roles; the schema requires that group to be named."""
    if item["kind"] in ("RoleBinding", "ClusterRoleBinding") and isinstance(item.get("roleRef"), dict):
        fill(item["roleRef"], apiGroup=RBAC)


def _secret(item: Json) -> None:
    write_string_data(item)
    fill(item, type="Opaque")


def _namespace(item: Json) -> None:
    fill(item, spec={}, status={"phase": "Active"})
    fill(item["spec"], finalizers=["kubernetes"])
    item["metadata"].setdefault("labels", {})["kubernetes.io/metadata.name"] = item["metadata"]["name"]


def _claim(item: Json) -> None:
    fill(item, spec={}, status={"phase": "Pending"})
    fill(item["spec"], volumeMode="Filesystem")


def _volume(item: Json) -> None:
    fill(item["spec"], volumeMode="Filesystem", persistentVolumeReclaimPolicy="Retain")
    fill(item, status={"phase": "Available"})


def _binding(item: Json) -> None:
    for subject in item.get("subjects") or []:
        if subject.get("kind") == "ServiceAccount":
            if subject.get("apiGroup") == "":
                del subject["apiGroup"]
        else:
            fill(subject, apiGroup=RBAC)


def _storage_class(item: Json) -> None:
    fill(item, reclaimPolicy="Delete", volumeBindingMode="Immediate")


def _priority_class(item: Json) -> None:
    fill(item, preemptionPolicy="PreemptLowerPriority")


def _ingress(item: Json) -> None:
    fill(item, status={"loadBalancer": {}})


def _network_policy(item: Json) -> None:
    spec = item.get("spec")
    if spec is not None:
        fill(spec, policyTypes=["Ingress", "Egress"] if spec.get("egress") else ["Ingress"])


def _webhooks(item: Json) -> None:
    for webhook in item.get("webhooks") or []:
        fill(
            webhook,
            failurePolicy="Fail",
            matchPolicy="Equivalent",
            timeoutSeconds=10,
            namespaceSelector={},
            objectSelector={},
        )
        if item["kind"] == "MutatingWebhookConfiguration":
            fill(webhook, reinvocationPolicy="Never")
        for rule in webhook.get("rules") or []:
            fill(rule, scope="*")
        service = dig(webhook, "clientConfig", "service")
        if service:
            fill(service, port=443)


def _api_service(item: Json) -> None:
    service = dig(item, "spec", "service")
    if service:
        fill(service, port=443)


def _autoscaler(item: Json) -> None:
    fill(item["spec"], minReplicas=1)


def _custom_resource_definition(item: Json) -> None:
    spec = item["spec"]
    names = spec["names"]
    fill(names, singular=names["kind"].lower(), listKind=f"{names['kind']}List")
    fill(spec, conversion={"strategy": "None"})


COMPLETIONS: dict[str, Callable[[Json], None]] = {
    "Secret": _secret,
    "Namespace": _namespace,
    "PersistentVolumeClaim": _claim,
    "PersistentVolume": _volume,
    "RoleBinding": _binding,
    "ClusterRoleBinding": _binding,
    "StorageClass": _storage_class,
    "PriorityClass": _priority_class,
    "Ingress": _ingress,
    "NetworkPolicy": _network_policy,
    "MutatingWebhookConfiguration": _webhooks,
    "ValidatingWebhookConfiguration": _webhooks,
    "APIService": _api_service,
    "HorizontalPodAutoscaler": _autoscaler,
    "CustomResourceDefinition": _custom_resource_definition,
}
