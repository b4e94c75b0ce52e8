"""Updates of clusters and node groups, and reading them.

Restores: UpdateClusterConfig, UpdateClusterVersion, AssociateEncryptionConfig, UpdateNodegroupConfig and
UpdateNodegroupVersion return an update that DescribeUpdate and ListUpdates know (moto returns the cluster, or
nothing). An update is Successful at once. Versions go up one minor at a time, and never down.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from local_cloud.aws.eks import versions
from local_cloud.aws.eks.clusters import complete_logging, zones_of
from local_cloud.aws.eks.common import cluster_of, invalid_parameter, not_found, page
from local_cloud.aws.patching import add, around

AUTHENTICATION_MODES = ("CONFIG_MAP", "API_AND_CONFIG_MAP", "API")
"""In the only direction in which a cluster can change."""


def extend() -> None:
    """Adds the update APIs."""
    from moto.eks.responses import EKSResponse

    around(EKSResponse, "update_cluster_config", _update_cluster_config)
    around(EKSResponse, "update_nodegroup_config", _update_nodegroup_config)
    add(
        EKSResponse,
        update_cluster_version=_update_cluster_version,
        update_nodegroup_version=_update_nodegroup_version,
        associate_encryption_config=_associate_encryption_config,
        describe_update=_describe_update,
        list_updates=_list_updates,
    )


def update_result(cluster: Any, kind: str, **parameters: Any) -> Any:
    """Records a finished update of a cluster (or of what belongs to it), and answers it."""
    from moto.core.responses import ActionResult
    from moto.core.utils import utcnow

    update = {
        "id": str(uuid.uuid4()),
        "status": "Successful",
        "type": kind,
        "params": [{"type": name, "value": json.dumps(value)} for name, value in parameters.items()],
        "createdAt": utcnow(),
        "errors": [],
    }
    cluster.updates[update["id"]] = update
    return ActionResult({"update": update})


def _update_cluster_config(_: Callable[[], Any], response: Any) -> Any:
    cluster = cluster_of(response)
    get = response._get_param
    if get("logging") is not None:
        cluster.logging = complete_logging(_merged_logging(cluster.logging, get("logging")))
        return update_result(cluster, "LoggingUpdate", ClusterLogging=get("logging"))
    if get("accessConfig") is not None:
        return _update_access_config(cluster, get("accessConfig"))
    for name, attribute, kind in (
        ("upgradePolicy", "upgrade_policy", "UpgradePolicyUpdate"),
        ("deletionProtection", "deletion_protection", "DeletionProtectionUpdate"),
        ("zonalShiftConfig", "zonal_shift_config", "ZonalShiftConfigUpdate"),
        ("remoteNetworkConfig", "remote_network_config", "RemoteNetworkConfigUpdate"),
        ("computeConfig", "compute_config", "AutoModeUpdate"),
    ):
        if get(name) is not None:
            setattr(cluster, attribute, get(name))
            return update_result(cluster, kind, **{name[0].upper() + name[1:]: get(name)})
    changes = get("resourcesVpcConfig")
    if changes is None:
        invalid_parameter("No changes needed for the cluster config provided")
    if "subnetIds" in changes:
        _check_zones(response, cluster.resources_vpc_config["subnetIds"], changes["subnetIds"])
    cluster.resources_vpc_config = {**cluster.resources_vpc_config, **changes}
    is_network = "subnetIds" in changes or "securityGroupIds" in changes
    return update_result(cluster, "VpcConfigUpdate" if is_network else "EndpointAccessUpdate", **changes)


def _check_zones(response: Any, old: list[str], new: list[str]) -> None:
    """A cluster keeps the zones that it was made with (EKS user guide, "Subnet requirements")."""
    before, after = zones_of(response, old), zones_of(response, new)
    if before != after:
        invalid_parameter(
            f"Provided subnets belong to the AZs '{','.join(sorted(after))}'. "
            f"But they should belong to the exact set of AZs '{','.join(sorted(before))}' "
            "in which subnets were provided during cluster creation."
        )


def _merged_logging(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Types that an update doesn't name stay as they are."""
    state = {
        kind: setup.get("enabled", False)
        for source in (old, new)
        for setup in source.get("clusterLogging", [])
        for kind in setup.get("types", [])
    }
    return {"clusterLogging": [{"types": [kind], "enabled": on} for kind, on in state.items()]}


def _update_access_config(cluster: Any, changes: dict[str, Any]) -> Any:
    old, new = cluster.access_config["authenticationMode"], changes["authenticationMode"]
    if AUTHENTICATION_MODES.index(new) < AUTHENTICATION_MODES.index(old):
        invalid_parameter(f"Unsupported authentication mode update from {old} to {new}")
    cluster.access_config = {"authenticationMode": new}
    return update_result(cluster, "AccessConfigUpdate", AuthenticationMode=new)


def _update_cluster_version(response: Any) -> Any:
    cluster = cluster_of(response)
    version = response._get_param("version")
    step = versions.minor(version) - versions.minor(cluster.version)
    if version not in versions.SUPPORTED or step not in (0, 1):
        invalid_parameter(f"Unsupported Kubernetes minor version update from {cluster.version} to {version}")
    cluster.version = version
    cluster.platform_version = cluster.platformVersion = versions.PLATFORM_VERSIONS[version]
    return update_result(cluster, "VersionUpdate", Version=version)


def _associate_encryption_config(response: Any) -> Any:
    cluster = cluster_of(response)
    if cluster.encryption_config:
        invalid_parameter("Encryption is already enabled on this cluster")
    cluster.encryption_config = response._get_param("encryptionConfig")
    return update_result(cluster, "AssociateEncryptionConfig", EncryptionConfig=cluster.encryption_config)


def _update_nodegroup_config(original: Callable[[], Any], response: Any) -> Any:
    update = original().result["update"]
    cluster_of(response).updates[update["id"]] = update
    from moto.core.responses import ActionResult

    return ActionResult({"update": update})


def _update_nodegroup_version(response: Any) -> Any:
    cluster = cluster_of(response)
    get = response._get_param
    name = get("nodegroupName")
    nodegroup = response.eks_backend.describe_nodegroup(cluster_name=cluster.name, nodegroup_name=name)
    template = get("launchTemplate")
    # An update without a version takes the cluster's; one of the launch template alone leaves it.
    version = get("version") or (nodegroup.version if template else cluster.version)
    if not versions.minor(nodegroup.version) <= versions.minor(version) <= versions.minor(cluster.version):
        invalid_parameter(
            f"Requested Nodegroup version {version} is not between its own ({nodegroup.version}) "
            f"and the cluster's ({cluster.version})"
        )
    if version != nodegroup.version or get("releaseVersion"):
        nodegroup.release_version = get("releaseVersion") or versions.NODE_RELEASES[version]
    nodegroup.version = version
    if template:
        nodegroup.launch_template = {**(nodegroup.launch_template or {}), **template}
    return update_result(cluster, "VersionUpdate", Version=version, ReleaseVersion=nodegroup.release_version)


def _describe_update(response: Any) -> Any:
    from moto.core.responses import ActionResult

    identifier = response.uri_match.group("updateId")
    update = cluster_of(response).updates.get(identifier)
    return ActionResult({"update": update or not_found(f"No update found for ID: {identifier}")})


def _list_updates(response: Any) -> Any:
    from moto.core.responses import ActionResult

    identifiers, token = page(response, list(cluster_of(response).updates))
    return ActionResult({"updateIds": identifiers, "nextToken": token})
