"""Clusters: what DescribeCluster answers, what CreateCluster checks and makes, what DeleteCluster removes.

Restores, of CreateCluster and DescribeCluster: accessConfig, upgradePolicy, deletionProtection and the other
settings that moto drops, vpcId and clusterSecurityGroupId, the defaults of resourcesVpcConfig and
kubernetesNetworkConfig, an issuer, an endpoint and an authority of each cluster's own; the checks of version,
subnets and service CIDR. Of DeleteCluster: the cluster security group goes, and deletion protection is
heeded.
"""

from __future__ import annotations

import copy
import ipaddress
import uuid
from collections.abc import Callable
from typing import Any

from local_cloud.aws.eks import versions
from local_cloud.aws.eks.access_entries import add_cluster_creator
from local_cloud.aws.eks.common import invalid_parameter, invalid_request
from local_cloud.aws.eks.security_group import create_security_group, delete_security_group
from local_cloud.aws.iam.principals import current_principal
from local_cloud.aws.patching import around
from local_cloud.certificates import CertificateAuthority

KEPT = {
    "upgradePolicy": {"supportType": "EXTENDED"},
    "deletionProtection": False,
    "zonalShiftConfig": None,
    "computeConfig": None,
    "storageConfig": None,
    "outpostConfig": None,
}
"""Settings that are answered as they were put, with the defaults of AWS."""
LOG_TYPES = ("api", "audit", "authenticator", "controllerManager", "scheduler")


def extend() -> None:
    """Mends create, describe (by what create stores) and delete."""
    from moto.eks.responses import EKSResponse

    around(EKSResponse, "create_cluster", _create_cluster)
    around(EKSResponse, "delete_cluster", _delete_cluster)


def _create_cluster(original: Callable[[], Any], response: Any) -> Any:
    get = response._get_param
    vpc = _vpc_of(response, get("resourcesVpcConfig") or {})
    _check_version(get("version"))
    _check_service_cidr((get("kubernetesNetworkConfig") or {}).get("serviceIpv4Cidr"), vpc)
    result = original()
    cluster = response.eks_backend.describe_cluster(name=get("name"))
    _fill_in(cluster, response, vpc)
    access = get("accessConfig") or {}
    cluster.access_config = {"authenticationMode": access.get("authenticationMode") or "CONFIG_MAP"}
    for name, default in KEPT.items():
        value = get(name)
        setattr(cluster, _snake(name), copy.deepcopy(default) if value is None else value)
    cluster.hidden_administrator = None
    if access.get("bootstrapClusterCreatorAdminPermissions", True):
        cluster.hidden_administrator = current_principal(cluster.arn.split(":")[4])
        add_cluster_creator(cluster)
    return result


def _fill_in(cluster: Any, response: Any, vpc: Any) -> None:
    """All that EKS adds to what was asked for."""
    cluster.addons, cluster.access_entries = {}, {}
    cluster.pod_identity_associations, cluster.updates = {}, {}
    cluster.version = response._get_param("version") or versions.DEFAULT
    cluster.platform_version = cluster.platformVersion = versions.PLATFORM_VERSIONS[cluster.version]
    identifier = uuid.uuid4().hex.upper()
    cluster.identity = {
        "oidc": {"issuer": f"https://oidc.eks.{response.region}.amazonaws.com/id/{identifier}"}
    }
    cluster.endpoint = f"https://{identifier}.gr7.{response.region}.eks.amazonaws.com"
    cluster.authority = CertificateAuthority("kubernetes")
    cluster.certificate_authority = {"data": cluster.authority.encoded}
    cluster.health = {"issues": []}
    cluster.logging = complete_logging(cluster.logging)
    network = dict(cluster.kubernetes_network_config or {})
    network.setdefault("ipFamily", "ipv4")
    network.setdefault("elasticLoadBalancing", {"enabled": False})
    if network["ipFamily"] == "ipv4":
        network.setdefault("serviceIpv4Cidr", "172.20.0.0/16")
    cluster.kubernetes_network_config = network
    config = dict(cluster.resources_vpc_config)
    config.setdefault("endpointPublicAccess", True)
    config.setdefault("endpointPrivateAccess", False)
    config.setdefault("securityGroupIds", [])
    config.setdefault("publicAccessCidrs", ["0.0.0.0/0"] if config["endpointPublicAccess"] else [])
    config["vpcId"] = vpc.id
    config["clusterSecurityGroupId"] = create_security_group(vpc, cluster.name)
    cluster.resources_vpc_config = config


def complete_logging(logging: dict[str, Any] | None) -> dict[str, Any]:
    """EKS answers every log type, in one list of those that are on and one of those that are off."""
    enabled = {
        kind
        for setup in (logging or {}).get("clusterLogging", [])
        if setup.get("enabled")
        for kind in setup.get("types", [])
    }
    halves = [([kind for kind in LOG_TYPES if (kind in enabled) == state], state) for state in (True, False)]
    return {"clusterLogging": [{"types": types, "enabled": state} for types, state in halves if types]}


def _delete_cluster(original: Callable[[], Any], response: Any) -> Any:
    cluster = response.eks_backend.describe_cluster(name=response._get_param("name"))
    if cluster.deletion_protection:
        invalid_request(
            f"Cannot delete cluster {cluster.name} because deletion protection is enabled. "
            "Disable deletion protection and retry."
        )
    result = original()
    delete_security_group(response, cluster)
    return result


def zones_of(response: Any, subnet_ids: list[str]) -> set[str]:
    """The zones that subnets lie in."""
    return {subnet.availability_zone for subnet in _subnets(response, subnet_ids)}


def _subnets(response: Any, subnet_ids: list[str]) -> list[Any]:
    from moto.ec2.exceptions import InvalidSubnetIdError

    try:
        return [_ec2(response).get_subnet(subnet_id) for subnet_id in subnet_ids]
    except InvalidSubnetIdError as error:
        invalid_parameter(error.message)


def _ec2(response: Any) -> Any:
    from moto.ec2.models import ec2_backends

    return ec2_backends[response.current_account][response.region]


def _vpc_of(response: Any, config: dict[str, Any]) -> Any:
    """The VPC of the cluster's subnets, which have to exist and lie in two zones at least."""
    subnets = _subnets(response, config.get("subnetIds", []))
    if len({subnet.availability_zone for subnet in subnets}) < 2:
        invalid_parameter("Subnets specified must be in at least two different AZs")
    if len({subnet.vpc_id for subnet in subnets}) > 1:
        invalid_parameter("Subnets specified must all be in the same VPC")
    return _ec2(response).get_vpc(subnets[0].vpc_id)


def _check_version(version: str | None) -> None:
    if version is not None and version not in versions.SUPPORTED:
        invalid_parameter(f"unsupported Kubernetes version {version}")


def _check_service_cidr(cidr: str | None, vpc: Any) -> None:
    """The service CIDR must not overlap any CIDR of the VPC."""
    if cidr is None:
        return
    services = ipaddress.ip_network(cidr)
    for block in vpc.get_cidr_block_association_set():
        if services.overlaps(ipaddress.ip_network(block["cidr_block"])):
            invalid_parameter(f"The service CIDR {cidr} overlaps with the VPC CIDR {block['cidr_block']}")


def _snake(name: str) -> str:
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in name)
