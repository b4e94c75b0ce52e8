"""Add-ons.

Restores: CreateAddon, DescribeAddon, UpdateAddon, DeleteAddon, ListAddons and DescribeAddonVersions, which
moto doesn't have. An add-on is ACTIVE at once, nodes or none.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

import yaml

from local_cloud.aws.eks import versions
from local_cloud.aws.eks.common import cluster_of, in_use, invalid_parameter, not_found, page
from local_cloud.aws.eks.pod_identity import associate_for_addon, remove_associations_of
from local_cloud.aws.eks.updates import update_result
from local_cloud.aws.patching import add

VERSION = re.compile(r"v\d+\.\d+\.\d+-eksbuild\.\d+")


def extend() -> None:
    """Adds the add-on APIs."""
    from moto.eks.responses import EKSResponse

    add(
        EKSResponse,
        create_addon=_create_addon,
        describe_addon=_describe_addon,
        update_addon=_update_addon,
        delete_addon=_delete_addon,
        list_addons=_list_addons,
        describe_addon_versions=_describe_addon_versions,
    )


def _result(addon: dict[str, Any]) -> Any:
    from moto.core.responses import ActionResult

    return ActionResult({"addon": addon})


def _create_addon(response: Any) -> Any:
    from moto.core.utils import utcnow

    cluster = cluster_of(response)
    name = response._get_param("addonName")
    if name in cluster.addons:
        in_use("Addon already exists.")
    known = versions.known_addon(name, cluster.version)
    if known is None:
        invalid_parameter(f"Addon {name} specified is not supported")
    addon = {
        "addonName": name,
        "clusterName": cluster.name,
        "status": "ACTIVE",
        "addonVersion": known.default(),
        "health": {"issues": []},
        "addonArn": f"{cluster.arn.replace(':cluster/', ':addon/')}/{name}/{uuid.uuid4()}",
        "createdAt": utcnow(),
        "modifiedAt": utcnow(),
        "tags": response._get_param("tags") or {},
        "podIdentityAssociations": [],
        "publisher": "eks",
        "owner": "aws",
    }
    _apply(response, cluster, addon)
    cluster.addons[name] = addon
    return _result(addon)


def _apply(response: Any, cluster: Any, addon: dict[str, Any]) -> None:
    """Puts what create and update have in common; what a request doesn't name stays."""
    version = response._get_param("addonVersion")
    if version is not None and VERSION.fullmatch(version) is None:
        invalid_parameter("Addon version specified is not supported")
    values = response._get_param("configurationValues")
    if values:
        _check_values(values)
    for name in ("addonVersion", "serviceAccountRoleArn", "configurationValues"):
        value = response._get_param(name)
        if value is not None:
            addon[name] = value
    wanted = response._get_param("podIdentityAssociations")
    if wanted is not None:
        addon["podIdentityAssociations"] = associate_for_addon(cluster, addon, _namespace(addon), wanted)


def _namespace(addon: dict[str, Any]) -> str:
    known = versions.known_addon(addon["addonName"], versions.DEFAULT)
    return known.namespace if known else "kube-system"


def _check_values(values: str) -> None:
    """Configuration values are an object, in JSON or YAML (of which JSON is a part)."""
    try:
        parsed = yaml.safe_load(values)
    except yaml.YAMLError:
        parsed = None
    if not isinstance(parsed, dict):
        invalid_parameter(
            "ConfigurationValue is not in supported format: it is neither a JSON nor a YAML object"
        )


def _find(response: Any, cluster: Any) -> dict[str, Any]:
    name = response._get_param("addonName")
    if name not in cluster.addons:
        not_found(f"No addon: {name} found in cluster: {cluster.name}")
    addon: dict[str, Any] = cluster.addons[name]
    return addon


def _describe_addon(response: Any) -> Any:
    return _result(_find(response, cluster_of(response)))


def _update_addon(response: Any) -> Any:
    from moto.core.utils import utcnow

    cluster = cluster_of(response)
    addon = _find(response, cluster)
    _apply(response, cluster, addon)
    addon["modifiedAt"] = utcnow()
    return update_result(cluster, "AddonUpdate", AddonVersion=addon["addonVersion"])


def _delete_addon(response: Any) -> Any:
    cluster = cluster_of(response)
    addon = _find(response, cluster)
    del cluster.addons[addon["addonName"]]
    remove_associations_of(cluster, addon["addonArn"])
    return _result({**addon, "status": "DELETING"})


def _list_addons(response: Any) -> Any:
    from moto.core.responses import ActionResult

    names, token = page(response, sorted(cluster_of(response).addons))
    return ActionResult({"addons": names, "nextToken": token})


def _describe_addon_versions(response: Any) -> Any:
    from moto.core.responses import ActionResult

    asked = response._get_param("addonName")
    kubernetes = response._get_param("kubernetesVersion")
    names = [asked] if asked else [*versions.CATALOGUE, "kube-proxy"]
    found = [
        _catalogue_entry(name, [kubernetes] if kubernetes else list(versions.SUPPORTED)) for name in names
    ]
    entries, token = page(response, [entry for entry in found if entry is not None])
    return ActionResult({"addons": entries, "nextToken": token})


def _catalogue_entry(name: str, clusters: list[str]) -> dict[str, Any] | None:
    """One add-on with its versions, and the cluster versions that each is for."""
    offered: dict[str, list[dict[str, Any]]] = {}
    kind = None
    for cluster in reversed(clusters):
        known = versions.known_addon(name, cluster)
        if known is None or cluster not in versions.SUPPORTED:
            continue
        kind = known.kind
        for version in known.versions:
            compatibility = {
                "clusterVersion": cluster,
                "platformVersions": ["*"],
                "defaultVersion": version == known.default(),
            }
            offered.setdefault(version, []).append(compatibility)
    if kind is None:
        return None
    return {
        "addonName": name,
        "type": kind,
        "publisher": "eks",
        "owner": "aws",
        "addonVersions": [
            {
                "addonVersion": version,
                "architecture": ["amd64", "arm64"],
                "compatibilities": compatibilities,
                "requiresConfiguration": False,
            }
            for version, compatibilities in offered.items()
        ],
    }
