"""Access entries: who may talk to a cluster's Kubernetes API.

Restores: CreateAccessEntry, Describe-, Update-, Delete- and ListAccessEntries, which moto doesn't have, and
the entries that EKS makes by itself: an administrator's for the creator of a cluster (unless
bootstrapClusterCreatorAdminPermissions is false), and one for the role of each managed node group.
"""

from __future__ import annotations

import uuid
from typing import Any

from local_cloud.aws.eks.common import cluster_of, in_use, invalid_request, not_found, page, public
from local_cloud.aws.iam.principals import current_principal
from local_cloud.aws.patching import add

CLUSTER_ADMIN = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
NODE_USER = "system:node:{{EC2PrivateDNSName}}"


def extend() -> None:
    """Adds the access entry APIs."""
    from moto.eks.responses import EKSResponse

    add(
        EKSResponse,
        create_access_entry=_create,
        describe_access_entry=_describe,
        update_access_entry=_update,
        delete_access_entry=_delete,
        list_access_entries=_list,
    )


def add_cluster_creator(cluster: Any) -> None:
    """The entry that makes the creator of a cluster its administrator."""
    if cluster.access_config["authenticationMode"] == "CONFIG_MAP":
        return  # there, EKS keeps the creator out of sight
    entry = _new_entry(cluster, current_principal(cluster.arn.split(":")[4]), "STANDARD")
    associate(entry, CLUSTER_ADMIN, {"type": "cluster"})


def add_node_role(cluster: Any, nodegroup: Any) -> None:
    """The entry that lets the nodes of a group join."""
    is_api = cluster.access_config["authenticationMode"] != "CONFIG_MAP"
    if is_api and nodegroup.node_role not in cluster.access_entries:
        kind = "EC2_WINDOWS" if "WINDOWS" in nodegroup.ami_type else "EC2_LINUX"
        entry = _new_entry(cluster, nodegroup.node_role, kind)
        entry["_made_by_eks"] = True


def remove_node_role(cluster: Any, role: str) -> None:
    """Takes the node role's entry away with the last group that has the role, if EKS had made it."""
    still_used = any(group.node_role == role for group in cluster.nodegroups.values())
    if not still_used and cluster.access_entries.get(role, {}).get("_made_by_eks"):
        del cluster.access_entries[role]


def find_entry(response: Any, cluster: Any) -> dict[str, Any]:
    """The entry of the principal that the request names."""
    _require_api_mode(cluster)
    principal = response._get_param("principalArn")
    entry: dict[str, Any] | None = cluster.access_entries.get(principal)
    if entry is None:
        not_found(f"The specified principalArn could not be found: {principal}")
    return entry


def associate(entry: dict[str, Any], policy: str, scope: dict[str, Any]) -> dict[str, Any]:
    """Associates an access policy with an entry, or changes the scope of one that is."""
    from moto.core.utils import utcnow

    association: dict[str, Any] = entry["_policies"].setdefault(
        policy, {"policyArn": policy, "associatedAt": utcnow()}
    )
    association["accessScope"] = {"type": scope["type"], "namespaces": scope.get("namespaces") or []}
    association["modifiedAt"] = utcnow()
    return association


def _require_api_mode(cluster: Any) -> None:
    if cluster.access_config["authenticationMode"] == "CONFIG_MAP":
        invalid_request(
            "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] "
            "to perform this operation."
        )


def _new_entry(cluster: Any, principal: str, kind: str) -> dict[str, Any]:
    from moto.core.utils import utcnow

    account, _, name = principal.removeprefix("arn:aws:iam::").partition(":")
    entry = {
        "clusterName": cluster.name,
        "principalArn": principal,
        "kubernetesGroups": ["system:nodes"] if kind.startswith("EC2") else [],
        "accessEntryArn": f"{cluster.arn.replace(':cluster/', ':access-entry/')}/{name.split('/')[0]}/"
        f"{account}/{name.split('/')[-1]}/{uuid.uuid4()}",
        "createdAt": utcnow(),
        "modifiedAt": utcnow(),
        "tags": {},
        "username": NODE_USER if kind.startswith("EC2") else _default_user_name(account, principal, name),
        "type": kind,
        "_policies": {},
    }
    cluster.access_entries[principal] = entry
    return entry


def _default_user_name(account: str, principal: str, name: str) -> str:
    """A role's user name is that of its sessions."""
    if name.startswith("role/"):
        return f"arn:aws:sts::{account}:assumed-role/{name.split('/')[-1]}/{{{{SessionName}}}}"
    return principal


def _result(entry: dict[str, Any]) -> Any:
    from moto.core.responses import ActionResult

    return ActionResult({"accessEntry": public(entry)})


def _create(response: Any) -> Any:
    cluster = cluster_of(response)
    _require_api_mode(cluster)
    get = response._get_param
    if get("principalArn") in cluster.access_entries:
        in_use("The specified access entry resource is already in use on this cluster.")
    entry = _new_entry(cluster, get("principalArn"), get("type") or "STANDARD")
    entry["tags"] = get("tags") or {}
    _apply(response, entry)
    return _result(entry)


def _apply(response: Any, entry: dict[str, Any]) -> None:
    for name in ("kubernetesGroups", "username"):
        value = response._get_param(name)
        if value:
            entry[name] = value
        elif value == [] and entry["type"] == "STANDARD":
            entry[name] = []


def _describe(response: Any) -> Any:
    return _result(find_entry(response, cluster_of(response)))


def _update(response: Any) -> Any:
    from moto.core.utils import utcnow

    entry = find_entry(response, cluster_of(response))
    _apply(response, entry)
    entry["modifiedAt"] = utcnow()
    return _result(entry)


def _delete(response: Any) -> Any:
    from moto.core.responses import EmptyResult

    cluster = cluster_of(response)
    entry = find_entry(response, cluster)
    del cluster.access_entries[entry["principalArn"]]
    return EmptyResult()


def _list(response: Any) -> Any:
    from moto.core.responses import ActionResult

    cluster = cluster_of(response)
    _require_api_mode(cluster)
    policy = response._get_param("associatedPolicyArn")
    fitting = [
        principal
        for principal, entry in cluster.access_entries.items()
        if policy is None or policy in entry["_policies"]
    ]
    principals, token = page(response, sorted(fitting))
    return ActionResult({"accessEntries": principals, "nextToken": token})
