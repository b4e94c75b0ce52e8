"""Pod identity associations, on their own and those of add-ons.

Restores: CreatePodIdentityAssociation, Describe-, Update-, Delete- and ListPodIdentityAssociations, and the
podIdentityAssociations of CreateAddon and UpdateAddon. moto has none of them.
"""

from __future__ import annotations

import uuid
from typing import Any

from local_cloud.aws.eks.common import cluster_of, in_use, invalid_request, not_found, page, public
from local_cloud.aws.patching import add

SUMMARY = ("clusterName", "namespace", "serviceAccount", "associationArn", "associationId", "ownerArn")
OPTIONS = ("disableSessionTags", "targetRoleArn")


def extend() -> None:
    """Adds the pod identity APIs."""
    from moto.eks.responses import EKSResponse

    add(
        EKSResponse,
        create_pod_identity_association=_create,
        describe_pod_identity_association=_describe,
        update_pod_identity_association=_update,
        delete_pod_identity_association=_delete,
        list_pod_identity_associations=_list,
    )


def associate_for_addon(
    cluster: Any, addon: dict[str, Any], namespace: str, wanted: list[dict[str, str]]
) -> list[str]:
    """Makes the associations of an add-on those that are wanted; returns their ARNs."""
    owner = addon["addonArn"]
    kept = {pair["serviceAccount"] for pair in wanted}
    for record in list(cluster.pod_identity_associations.values()):
        if record.get("ownerArn") == owner and record["serviceAccount"] not in kept:
            del cluster.pod_identity_associations[record["associationId"]]
    arns = []
    for pair in wanted:
        record = _existing(cluster, namespace, pair["serviceAccount"])
        if record is None:
            record = _associate(cluster, namespace, pair["serviceAccount"], pair["roleArn"])
            record["ownerArn"] = owner
        elif record.get("ownerArn") != owner:
            _refuse_duplicate(record)
        record["roleArn"] = pair["roleArn"]
        arns.append(record["associationArn"])
    return arns


def remove_associations_of(cluster: Any, owner: str) -> None:
    """Removes what an add-on had made."""
    for identifier, record in list(cluster.pod_identity_associations.items()):
        if record.get("ownerArn") == owner:
            del cluster.pod_identity_associations[identifier]


def _existing(cluster: Any, namespace: str, account: str) -> dict[str, Any] | None:
    return next(
        (
            record
            for record in cluster.pod_identity_associations.values()
            if (record["namespace"], record["serviceAccount"]) == (namespace, account)
        ),
        None,
    )


def _refuse_duplicate(record: dict[str, Any]) -> None:
    in_use(f"Association already exists: {record['associationId']}")


def _associate(cluster: Any, namespace: str, account: str, role: str) -> dict[str, Any]:
    from moto.core.utils import utcnow

    identifier = f"a-{uuid.uuid4().hex[:17]}"
    record: dict[str, Any] = {
        "clusterName": cluster.name,
        "namespace": namespace,
        "serviceAccount": account,
        "roleArn": role,
        "associationId": identifier,
        "associationArn": f"{cluster.arn.replace(':cluster/', ':podidentityassociation/')}/{identifier}",
        "tags": {},
        "createdAt": utcnow(),
        "modifiedAt": utcnow(),
        "disableSessionTags": False,
    }
    cluster.pod_identity_associations[identifier] = record
    return record


def _result(record: dict[str, Any]) -> Any:
    from moto.core.responses import ActionResult

    return ActionResult({"association": public(record)})


def _find(response: Any, cluster: Any) -> dict[str, Any]:
    identifier = response.uri_match.group("associationId")
    record: dict[str, Any] | None = cluster.pod_identity_associations.get(identifier)
    if record is None:
        not_found(f"No pod identity association found for ID: {identifier}")
    return record


def _create(response: Any) -> Any:
    cluster = cluster_of(response)
    get = response._get_param
    duplicate = _existing(cluster, get("namespace"), get("serviceAccount"))
    if duplicate is not None:
        _refuse_duplicate(duplicate)
    record = _associate(cluster, get("namespace"), get("serviceAccount"), get("roleArn"))
    record["tags"] = get("tags") or {}
    _apply_options(response, record)
    return _result(record)


def _apply_options(response: Any, record: dict[str, Any]) -> None:
    for name in OPTIONS:
        value = response._get_param(name)
        if value is not None:
            record[name] = value
    if record.get("targetRoleArn"):
        record.setdefault("externalId", f"{uuid.uuid4()}")


def _describe(response: Any) -> Any:
    return _result(_find(response, cluster_of(response)))


def _update(response: Any) -> Any:
    from moto.core.utils import utcnow

    record = _find(response, cluster_of(response))
    record["roleArn"] = response._get_param("roleArn") or record["roleArn"]
    _apply_options(response, record)
    record["modifiedAt"] = utcnow()
    return _result(record)


def _delete(response: Any) -> Any:
    cluster = cluster_of(response)
    record = _find(response, cluster)
    if record.get("ownerArn"):
        invalid_request(f"Association {record['associationId']} is managed by the addon {record['ownerArn']}")
    del cluster.pod_identity_associations[record["associationId"]]
    return _result(record)


def _list(response: Any) -> Any:
    from moto.core.responses import ActionResult

    cluster = cluster_of(response)
    fitting = [
        {name: record[name] for name in SUMMARY if name in record}
        for record in cluster.pod_identity_associations.values()
        if all(response._get_param(name) in (None, record[name]) for name in ("namespace", "serviceAccount"))
    ]
    records, token = page(response, fitting)
    return ActionResult({"associations": records, "nextToken": token})
