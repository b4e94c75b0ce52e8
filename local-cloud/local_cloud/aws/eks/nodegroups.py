"""Managed node groups: what DescribeNodegroup answers, and what CreateNodegroup checks.

Restores, of CreateNodegroup and DescribeNodegroup: version and release of the cluster instead of 1.19, no SSH
access and no disk size that were not asked for, updateConfig and nodeRepairConfig, EKS' current default AMI
type, a health of its own; the checks of version and of the processor architecture; the access entry that EKS
makes for the node role.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from local_cloud.aws.eks import versions
from local_cloud.aws.eks.access_entries import add_node_role, remove_node_role
from local_cloud.aws.eks.common import cluster_of, invalid_parameter
from local_cloud.aws.patching import around

ARM_INSTANCE = re.compile(r"(a1|[a-z]+\d+g[a-z]*)\.")
DEFAULT_AMI_TYPE = "AL2023_x86_64_STANDARD"
DEFAULT_DISK_GIB = 20


def extend() -> None:
    """Mends create (and so describe) and delete."""
    from moto.eks.responses import EKSResponse

    around(EKSResponse, "create_nodegroup", _create_nodegroup)
    around(EKSResponse, "delete_nodegroup", _delete_nodegroup)


def _create_nodegroup(original: Callable[[], Any], response: Any) -> Any:
    get = response._get_param
    cluster = cluster_of(response)
    version = get("version") or cluster.version
    if version not in versions.SUPPORTED or versions.minor(version) > versions.minor(cluster.version):
        invalid_parameter(
            f"Requested Nodegroup version {version} is not supported by cluster version {cluster.version}"
        )
    template = get("launchTemplate")
    ami_type = get("amiType") or _default_ami_type(response, template)
    _check_architecture(get("instanceTypes") or [], ami_type)
    result = original()
    nodegroup = cluster.nodegroups[get("nodegroupName")]
    nodegroup.ami_type = ami_type
    nodegroup.version = version
    nodegroup.release_version = get("releaseVersion") or versions.NODE_RELEASES[version]
    nodegroup.remote_access = get("remoteAccess")
    nodegroup.resources = {"autoScalingGroups": nodegroup.resources["autoScalingGroups"]}
    nodegroup.update_config = get("updateConfig") or {"maxUnavailable": 1}
    nodegroup.node_repair_config = get("nodeRepairConfig")
    nodegroup.health = {"issues": []}
    # With a launch template, disk and (unless also given here) instance types are the template's.
    nodegroup.disk_size = None if template else get("diskSize") or DEFAULT_DISK_GIB
    if template and not get("instanceTypes") and _template_data(response, template).get("InstanceType"):
        nodegroup.instance_types = None
    elif not get("instanceTypes"):
        nodegroup.instance_types = ["t4g.medium" if "ARM" in ami_type else "t3.medium"]
    if template and "version" not in template:
        nodegroup.launch_template["version"] = str(_template(response, template).default_version_number)
    add_node_role(cluster, nodegroup)
    return result


def _delete_nodegroup(original: Callable[[], Any], response: Any) -> Any:
    cluster = cluster_of(response)
    nodegroup = cluster.nodegroups.get(response._get_param("nodegroupName"))
    result = original()
    if nodegroup is not None:
        remove_node_role(cluster, nodegroup.node_role)
    return result


def _default_ami_type(response: Any, template: dict[str, Any] | None) -> str:
    """CUSTOM where the launch template names an image."""
    if template and _template_data(response, template).get("ImageId"):
        return "CUSTOM"
    return DEFAULT_AMI_TYPE


def _check_architecture(instance_types: list[str], ami_type: str) -> None:
    """EKS refuses instance types that can't run the AMI type."""
    if ami_type == "CUSTOM":
        return
    for instance_type in instance_types:
        if (ARM_INSTANCE.match(instance_type) is not None) != ("ARM" in ami_type):
            invalid_parameter(
                f"[{instance_type}] is not a valid instance type for requested amiType {ami_type}"
            )


def _template(response: Any, template: dict[str, Any]) -> Any:
    """The launch template that a node group names by id or by name."""
    from moto.ec2.exceptions import EC2ClientError
    from moto.ec2.models import ec2_backends

    ec2 = ec2_backends[response.current_account][response.region]
    try:
        if template.get("id"):
            return ec2.get_launch_template(template["id"])
        return ec2.get_launch_template_by_name(template["name"])
    except EC2ClientError as error:
        invalid_parameter(f"Launch template does not exist: {error.message}")


def _template_data(response: Any, template: dict[str, Any]) -> dict[str, Any]:
    found = _template(response, template)
    return dict(found.get_version(template.get("version") or found.default_version_number).data)
