"""Custom resources: a definition that is applied is served at once.

https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/
"""

from __future__ import annotations

import copy

from local_cloud.kubernetes.errors import FieldError
from local_cloud.kubernetes.kinds import Kind
from local_cloud.kubernetes.values import Json


def check_definition(item: Json) -> list[FieldError]:
    """What is refused of a definition."""
    spec = item["spec"]
    errors = []
    if item["metadata"]["name"] != f"{spec['names']['plural']}.{spec['group']}":
        errors.append(FieldError("metadata.name", 'Invalid value: must be spec.names.plural+"."+spec.group'))
    if [version.get("storage") for version in spec["versions"]].count(True) != 1:
        text = "Invalid value: must have exactly one version marked as storage version"
        errors.append(FieldError("spec.versions", text))
    for position, version in enumerate(spec["versions"]):
        if "openAPIV3Schema" not in (version.get("schema") or {}):
            path = f"spec.versions[{position}].schema.openAPIV3Schema"
            errors.append(FieldError(path, "Required value: schemas are required"))
    return errors


def defined_kind(item: Json) -> Kind:
    """The kind that a definition defines."""
    spec = item["spec"]
    names = spec["names"]
    subresources = {name for version in spec["versions"] for name in version.get("subresources") or {}}
    return Kind(
        group=spec["group"],
        versions=tuple(version["name"] for version in spec["versions"] if version.get("served")),
        kind=names["kind"],
        plural=names["plural"],
        is_namespaced=spec["scope"] == "Namespaced",
        short_names=tuple(names.get("shortNames") or ()),
        subresources=tuple(sorted(subresources)),
        categories=tuple(names.get("categories") or ()),
        singular=names["singular"],
        list_kind=names["listKind"],
        definition=item,
    )


def definition_status(item: Json) -> Json:
    """The status of a definition that is served."""
    spec = item["spec"]
    reasons = {"NamesAccepted": "NoConflicts", "Established": "InitialNamesAccepted"}
    return {
        "conditions": [
            {
                "type": name,
                "status": "True",
                "lastTransitionTime": item["metadata"]["creationTimestamp"],
                "reason": reason,
                "message": reason,
            }
            for name, reason in reasons.items()
        ],
        "acceptedNames": copy.deepcopy(spec["names"]),
        "storedVersions": [version["name"] for version in spec["versions"] if version.get("storage")],
    }
