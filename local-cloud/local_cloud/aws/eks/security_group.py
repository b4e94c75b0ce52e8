"""The security group that EKS makes for each cluster, and removes with it.

Restores, of CreateCluster and DeleteCluster: clusterSecurityGroupId is a real security group of the VPC,
named eks-cluster-sg-<cluster>-<number>, tagged as the cluster's, open to itself; no leftover after deletion.
"""

from __future__ import annotations

import uuid
from typing import Any


def create_security_group(vpc: Any, cluster_name: str) -> str:
    """Makes the cluster security group, and returns its id."""
    name = f"eks-cluster-sg-{cluster_name}-{uuid.uuid4().int % 10**9}"
    backend = vpc.ec2_backend
    group = backend.create_security_group(
        name,
        "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, "
        "as well as any managed workloads.",
        vpc_id=vpc.id,
        tags={
            "Name": name,
            f"kubernetes.io/cluster/{cluster_name}": "owned",
            "aws:eks:cluster-name": cluster_name,
        },
    )
    backend.authorize_security_group_ingress(
        group.id,
        ip_protocol="-1",
        from_port=None,
        to_port=None,
        ip_ranges=[],
        source_groups=[{"GroupId": group.id, "UserId": backend.account_id}],
    )
    return str(group.id)


def delete_security_group(response: Any, cluster: Any) -> None:
    """Removes the cluster security group, with the tags that EC2 keeps of it."""
    from moto.ec2.models import ec2_backends

    backend = ec2_backends[response.current_account][response.region]
    group_id = cluster.resources_vpc_config["clusterSecurityGroupId"]
    if backend.get_security_group_from_id(group_id) is not None:
        backend.delete_security_group(group_id=group_id)
    backend.tags.pop(group_id, None)
