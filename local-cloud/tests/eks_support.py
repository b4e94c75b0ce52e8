"""A cluster with all that it needs, for the tests of EKS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.support import ACCOUNT, Cloud, unique
from tests.test_ec2 import Network, make_network

CLUSTER_ROLE = f"arn:aws:iam::{ACCOUNT}:role/cluster"
NODE_ROLE = f"arn:aws:iam::{ACCOUNT}:role/node"


@dataclass
class Cluster:
    """An EKS cluster, and the client to talk about it."""

    eks: Any
    name: str
    network: Network

    def describe(self) -> dict[str, Any]:
        described: dict[str, Any] = self.eks.describe_cluster(name=self.name)["cluster"]
        return described

    def nodegroup(self, **options: Any) -> str:
        """Makes a node group; returns its name."""
        name = unique("group")
        parameters = {"nodeRole": NODE_ROLE, "subnets": self.network.subnets, **options}
        self.eks.create_nodegroup(clusterName=self.name, nodegroupName=name, **parameters)
        return name

    def describe_nodegroup(self, name: str) -> dict[str, Any]:
        group = self.eks.describe_nodegroup(clusterName=self.name, nodegroupName=name)
        nodegroup: dict[str, Any] = group["nodegroup"]
        return nodegroup

    def finish(self, update: dict[str, Any]) -> str:
        """The type of an update, which has to be known and successful."""
        found = self.eks.describe_update(name=self.name, updateId=update["update"]["id"])["update"]
        assert found["status"] == "Successful"
        assert update["update"]["id"] in self.eks.list_updates(name=self.name)["updateIds"]
        return str(found["type"])


def make_cluster(cloud: Cloud, **options: Any) -> Cluster:
    """Makes a cluster in a network of its own."""
    network = make_network(cloud)
    eks = cloud.client("eks")
    name = unique("cluster")
    vpc = {"subnetIds": network.subnets, **options.pop("resourcesVpcConfig", {})}
    parameters = {"roleArn": CLUSTER_ROLE, "version": "1.33", "resourcesVpcConfig": vpc, **options}
    eks.create_cluster(name=name, **parameters)
    return Cluster(eks, name, network)


API_ONLY = {"authenticationMode": "API", "bootstrapClusterCreatorAdminPermissions": False}
