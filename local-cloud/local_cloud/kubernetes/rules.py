"""What the API server refuses of built-in kinds beyond wrong types: names, and what can't be changed.

Only rules that a client of this project's could run into; a real API server has many more.
"""

from __future__ import annotations

import json
import re

from local_cloud.kubernetes.errors import REQUIRED, FieldError
from local_cloud.kubernetes.kinds import Kind
from local_cloud.kubernetes.selectors import labels_fit
from local_cloud.kubernetes.values import Json, dig

SUBDOMAIN = re.compile(r"[a-z0-9]([-a-z0-9.]*[a-z0-9])?")
LABEL = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
LABEL_VALUE = re.compile(r"(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?")
NAMED_BY_LABEL = ("Namespace", "Service")
UNCHANGEABLE = {
    "Deployment": ("spec", "selector"),
    "StatefulSet": ("spec", "selector"),
    "DaemonSet": ("spec", "selector"),
    "ReplicaSet": ("spec", "selector"),
    "Job": ("spec", "template"),
    "RoleBinding": ("roleRef",),
    "ClusterRoleBinding": ("roleRef",),
    "StorageClass": ("provisioner",),
    "PriorityClass": ("value",),
    "PersistentVolumeClaim": ("spec", "storageClassName"),
}
IMMUTABLE = "field is immutable"


def broken_rules(kind: Kind, item: Json, old: Json | None) -> list[FieldError]:
    """What is wrong with an object whose types are right."""
    errors = [*_name_errors(kind, item["metadata"]["name"]), *_label_errors(item["metadata"])]
    if kind.definition is not None:
        return errors
    errors += _selector_errors(kind, item)
    if old is not None:
        errors += _change_errors(kind, item, old)
    return errors


def _name_errors(kind: Kind, name: str) -> list[FieldError]:
    if kind.group == "rbac.authorization.k8s.io":
        is_right = name not in (".", "..") and not re.search("[/%]", name)
        rule = "may not contain '/' or '%'"
    elif kind.group == "" and kind.kind in NAMED_BY_LABEL:
        is_right = LABEL.fullmatch(name) is not None and len(name) <= 63
        rule = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-'"
    else:
        is_right = SUBDOMAIN.fullmatch(name) is not None and len(name) <= 253
        rule = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'"
    return [] if is_right else [FieldError("metadata.name", f"Invalid value: {json.dumps(name)}: {rule}")]


def _label_errors(metadata: Json) -> list[FieldError]:
    return [
        FieldError(
            "metadata.labels",
            f"Invalid value: {json.dumps(value)}: a valid label must be an empty string or consist of "
            "alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        )
        for value in (metadata.get("labels") or {}).values()
        if not LABEL_VALUE.fullmatch(value) or len(value) > 63
    ]


def _selector_errors(kind: Kind, item: Json) -> list[FieldError]:
    if kind.group != "apps" or kind.kind == "ControllerRevision":
        return []
    selector = dig(item, "spec", "selector")
    if not selector:
        return [FieldError("spec.selector", REQUIRED)]
    wanted = ",".join(f"{name}={value}" for name, value in (selector.get("matchLabels") or {}).items())
    labels = dig(item, "spec", "template", "metadata", "labels", default={})
    if labels_fit(wanted, labels):
        return []
    text = f"Invalid value: {json.dumps(labels)}: `selector` does not match template `labels`"
    return [FieldError("spec.template.metadata.labels", text)]


def _change_errors(kind: Kind, item: Json, old: Json) -> list[FieldError]:
    errors = []
    path = UNCHANGEABLE.get(kind.kind)
    if path is not None:
        value, before = dig(item, *path), dig(old, *path)
        if value != before and before is not None:
            text = f"Invalid value: {json.dumps(value)}: {IMMUTABLE}"
            errors.append(FieldError(".".join(path), text))
    if kind.kind in ("Secret", "ConfigMap") and old.get("immutable"):
        is_same = all(item.get(name) == old.get(name) for name in ("data", "binaryData", "immutable"))
        if not is_same:
            text = "Forbidden: field is immutable when `immutable` is set"
            errors.append(FieldError("data", text))
    if kind.kind == "Secret" and item.get("type") != old.get("type"):
        errors.append(FieldError("type", f"Invalid value: {json.dumps(item.get('type'))}: {IMMUTABLE}"))
    address = dig(old, "spec", "clusterIP") if kind.kind == "Service" else None
    if address and dig(item, "spec", "type") != "ExternalName":
        wanted = dig(item, "spec", "clusterIP")
        if wanted and wanted != address:
            text = f"Invalid value: {json.dumps([wanted])}: may not change once set"
            errors.append(FieldError("spec.clusterIPs[0]", text))
    return errors
