"""Deletions that AWS refuses because something still depends on the resource.

Restores: DeleteVpc, DeleteSubnet, DeleteSecurityGroup and DetachInternetGateway answer DependencyViolation
while the resource is in use. moto deletes nearly everything in any order, so that a wrong order of
destruction would go unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from local_cloud.aws.patching import around


def extend() -> None:
    """Checks before each deletion."""
    from moto.ec2.models import EC2Backend

    around(EC2Backend, "delete_vpc", _delete_vpc)
    around(EC2Backend, "delete_subnet", _delete_subnet)
    around(EC2Backend, "delete_security_group", _delete_security_group)
    around(EC2Backend, "detach_internet_gateway", _detach_internet_gateway)


def _refuse(message: str) -> None:
    from moto.ec2.exceptions import DependencyViolationError

    raise DependencyViolationError(message)


def _delete_vpc(original: Callable[[str], Any], backend: Any, vpc_id: str) -> Any:
    if any(_in_vpc(backend, vpc_id)):
        _refuse(f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")
    return original(vpc_id)


def _in_vpc(backend: Any, vpc_id: str) -> Iterator[str]:
    """What has to go before its VPC, besides subnets and route tables, which moto checks itself."""
    for gateway in backend.internet_gateways.values():
        if gateway.vpc is not None and gateway.vpc.id == vpc_id:
            yield gateway.id
    for endpoint in _live_endpoints(backend):
        if endpoint.vpc_id == vpc_id:
            yield endpoint.id
    for group in backend.groups.get(vpc_id, {}).values():
        if group.name != "default":
            yield group.id
    for acl in backend.network_acls.values():
        if acl.vpc_id == vpc_id and acl.default == "false":
            yield acl.id


def _delete_subnet(original: Callable[[str], Any], backend: Any, subnet_id: str) -> Any:
    if any(_in_subnet(backend, subnet_id)):
        _refuse(f"The subnet '{subnet_id}' has dependencies and cannot be deleted.")
    return original(subnet_id)


def _in_subnet(backend: Any, subnet_id: str) -> Iterator[str]:
    """Everything that has a network interface in the subnet."""
    for interface in backend.enis.values():
        if interface.subnet.id == subnet_id:
            yield interface.id
    for cluster in _clusters(backend):
        # EKS puts an interface of the control plane into these, and nodes into the groups' subnets.
        if subnet_id in cluster.resources_vpc_config["subnetIds"]:
            yield cluster.arn
        for nodegroup in cluster.nodegroups.values():
            if subnet_id in nodegroup.subnets:
                yield nodegroup.arn


def _delete_security_group(
    original: Callable[..., Any], backend: Any, name: str | None = None, group_id: str | None = None
) -> Any:
    if group_id is not None and any(_using_group(backend, group_id)):
        _refuse(f"resource {group_id} has a dependent object")
    return original(name=name, group_id=group_id)


def _using_group(backend: Any, group_id: str) -> Iterator[str]:
    """Interfaces in the group, and rules of other groups that name it."""
    for interface in backend.enis.values():
        if any(group.id == group_id for group in interface.group_set):
            yield interface.id
    for endpoint in _live_endpoints(backend):
        if group_id in (endpoint.security_group_ids or []):
            yield endpoint.id
    for cluster in _clusters(backend):
        if group_id in cluster.resources_vpc_config.get("securityGroupIds", []):
            yield cluster.arn
    for groups in backend.groups.values():
        for group in groups.values():
            rules = [*group.ingress_rules, *group.egress_rules]
            if group.id != group_id and any(rule.source_group.get("GroupId") == group_id for rule in rules):
                yield group.id


def _detach_internet_gateway(
    original: Callable[..., Any], backend: Any, internet_gateway_id: str, vpc_id: str
) -> Any:
    """A VPC with mapped public addresses (NAT gateways have some) keeps its internet gateway."""
    for address in backend.describe_addresses():
        if address.eni is not None and address.eni.subnet.vpc_id == vpc_id:
            _refuse(
                f"Network {vpc_id} has some mapped public address(es). Please unmap those public address(es)."
            )
    return original(internet_gateway_id, vpc_id)


def _live_endpoints(backend: Any) -> Iterator[Any]:
    return (endpoint for endpoint in backend.vpc_end_points.values() if endpoint.state != "deleted")


def _clusters(backend: Any) -> Iterator[Any]:
    """The EKS clusters of the same account and region."""
    from moto.eks.models import eks_backends

    yield from eks_backends[backend.account_id][backend.region_name].clusters.values()
