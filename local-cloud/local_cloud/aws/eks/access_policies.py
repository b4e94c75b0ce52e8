"""Access policies: what the principal of an access entry may do in Kubernetes.

Restores: AssociateAccessPolicy, DisassociateAccessPolicy, ListAssociatedAccessPolicies and
ListAccessPolicies, which moto doesn't have.
"""

from __future__ import annotations

from typing import Any

from local_cloud.aws.eks.access_entries import associate, find_entry
from local_cloud.aws.eks.common import cluster_of, invalid_parameter, not_found, page
from local_cloud.aws.patching import add

PREFIX = "arn:aws:eks::aws:cluster-access-policy/"
NAMES = (
    "AmazonEKSAdminPolicy",
    "AmazonEKSAdminViewPolicy",
    "AmazonEKSClusterAdminPolicy",
    "AmazonEKSEditPolicy",
    "AmazonEKSViewPolicy",
    "AmazonEKSSecretReaderPolicy",
    "AmazonEKSAutoNodePolicy",
    "AmazonEKSHybridPolicy",
)


def extend() -> None:
    """Adds the access policy APIs."""
    from moto.eks.responses import EKSResponse

    add(
        EKSResponse,
        associate_access_policy=_associate,
        disassociate_access_policy=_disassociate,
        list_associated_access_policies=_list_associated,
        list_access_policies=_list_all,
    )


def _associate(response: Any) -> Any:
    from moto.core.responses import ActionResult

    entry = find_entry(response, cluster_of(response))
    policy, scope = response._get_param("policyArn"), response._get_param("accessScope")
    if policy.removeprefix(PREFIX) not in NAMES:
        invalid_parameter(f"The policyArn parameter format is not valid: {policy}")
    if entry["type"] != "STANDARD" and "Auto" not in policy:
        invalid_parameter(
            f"An access policy can't be associated with an access entry of type {entry['type']}"
        )
    if scope["type"] == "namespace" and not scope.get("namespaces"):
        invalid_parameter("Namespaces must be given for an access scope of type namespace")
    association = associate(entry, policy, scope)
    names = {name: entry[name] for name in ("clusterName", "principalArn")}
    return ActionResult({**names, "associatedAccessPolicy": association})


def _disassociate(response: Any) -> Any:
    from moto.core.responses import EmptyResult

    entry = find_entry(response, cluster_of(response))
    policy = response._get_param("policyArn")
    if entry["_policies"].pop(policy, None) is None:
        not_found(f"The specified policyArn is not associated with the access entry: {policy}")
    return EmptyResult()


def _list_associated(response: Any) -> Any:
    from moto.core.responses import ActionResult

    entry = find_entry(response, cluster_of(response))
    policies, token = page(response, list(entry["_policies"].values()))
    names = {name: entry[name] for name in ("clusterName", "principalArn")}
    return ActionResult({**names, "associatedAccessPolicies": policies, "nextToken": token})


def _list_all(response: Any) -> Any:
    from moto.core.responses import ActionResult

    policies, token = page(response, [{"name": name, "arn": PREFIX + name} for name in NAMES])
    return ActionResult({"accessPolicies": policies, "nextToken": token})
