"""EKS clusters: read-back, checks, updates, deletion."""

from __future__ import annotations

from typing import Any

import pytest

from tests.eks_support import API_ONLY, CLUSTER_ROLE, make_cluster
from tests.support import REGION, Cloud, error_code, unique
from tests.test_ec2 import make_network


def test_a_cluster_is_read_back_as_it_was_made(cloud: Cloud) -> None:
    key = "arn:aws:kms:eu-central-1:123456789012:key/1"
    cluster = make_cluster(
        cloud,
        accessConfig=API_ONLY,
        upgradePolicy={"supportType": "STANDARD"},
        deletionProtection=True,
        encryptionConfig=[{"resources": ["secrets"], "provider": {"keyArn": key}}],
        kubernetesNetworkConfig={"serviceIpv4Cidr": "172.30.0.0/16", "ipFamily": "ipv4"},
        logging={"clusterLogging": [{"types": ["api", "audit"], "enabled": True}]},
        resourcesVpcConfig={"endpointPublicAccess": False, "endpointPrivateAccess": True},
    ).describe()
    assert cluster["version"] == "1.33"
    assert cluster["accessConfig"]["authenticationMode"] == "API"
    assert cluster["upgradePolicy"] == {"supportType": "STANDARD"}
    assert cluster["deletionProtection"] is True
    assert cluster["encryptionConfig"][0]["provider"]["keyArn"] == key
    assert cluster["kubernetesNetworkConfig"]["serviceIpv4Cidr"] == "172.30.0.0/16"
    assert cluster["kubernetesNetworkConfig"]["elasticLoadBalancing"] == {"enabled": False}
    logging = {one["enabled"]: one["types"] for one in cluster["logging"]["clusterLogging"]}
    assert logging == {True: ["api", "audit"], False: ["authenticator", "controllerManager", "scheduler"]}
    vpc = cluster["resourcesVpcConfig"]
    assert (vpc["endpointPublicAccess"], vpc["endpointPrivateAccess"]) == (False, True)
    assert vpc["publicAccessCidrs"] == []


def test_defaults_are_those_of_eks(cloud: Cloud) -> None:
    cluster = make_cluster(cloud).describe()
    assert cluster["accessConfig"]["authenticationMode"] == "CONFIG_MAP"
    assert cluster["upgradePolicy"] == {"supportType": "EXTENDED"}
    vpc = cluster["resourcesVpcConfig"]
    assert (vpc["endpointPublicAccess"], vpc["publicAccessCidrs"]) == (True, ["0.0.0.0/0"])


def test_each_cluster_has_its_own_issuer_endpoint_and_security_group(cloud: Cloud) -> None:
    clusters = [make_cluster(cloud) for _ in range(2)]
    one, other = (cluster.describe() for cluster in clusters)
    assert one["identity"]["oidc"]["issuer"] != other["identity"]["oidc"]["issuer"]
    assert one["endpoint"] != other["endpoint"]
    vpc = one["resourcesVpcConfig"]
    assert vpc["vpcId"] == clusters[0].network.vpc
    ec2 = clusters[0].network.ec2
    group = ec2.describe_security_groups(GroupIds=[vpc["clusterSecurityGroupId"]])["SecurityGroups"][0]
    assert group["VpcId"] == vpc["vpcId"]
    tags = {tag["Key"]: tag["Value"] for tag in group["Tags"]}
    assert tags["aws:eks:cluster-name"] == clusters[0].name
    assert group["IpPermissions"][0]["UserIdGroupPairs"][0]["GroupId"] == group["GroupId"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"version": "1.19"}, "unsupported Kubernetes version 1.19"),
        ({"kubernetesNetworkConfig": {"serviceIpv4Cidr": "10.0.128.0/20"}}, "overlaps with the VPC CIDR"),
    ],
)
def test_what_eks_refuses_is_refused(cloud: Cloud, options: dict[str, Any], message: str) -> None:
    with pytest.raises(Exception, match=message) as failure:
        make_cluster(cloud, **options)
    assert failure.value.response["Error"]["Code"] == "InvalidParameterException"  # type: ignore[attr-defined]


def test_subnets_have_to_be_in_two_zones(cloud: Cloud) -> None:
    network = make_network(cloud)
    create = cloud.client("eks").create_cluster
    vpc = {"subnetIds": network.subnets[:1]}
    code = error_code(create, name=unique("cluster"), roleArn=CLUSTER_ROLE, resourcesVpcConfig=vpc)
    assert code == "InvalidParameterException"


def test_a_cluster_keeps_its_zones(cloud: Cloud) -> None:
    cluster = make_cluster(cloud)
    ec2, network = cluster.network.ec2, cluster.network
    further = ec2.create_subnet(VpcId=network.vpc, CidrBlock="10.0.9.0/24", AvailabilityZone=f"{REGION}c")
    subnets = [*network.subnets, further["Subnet"]["SubnetId"]]
    change = {"subnetIds": subnets}
    code = error_code(cluster.eks.update_cluster_config, name=cluster.name, resourcesVpcConfig=change)
    assert code == "InvalidParameterException"


def test_configuration_updates(cloud: Cloud) -> None:
    cluster = make_cluster(cloud, accessConfig={"authenticationMode": "CONFIG_MAP"})

    def update(**change: Any) -> str:
        return cluster.finish(cluster.eks.update_cluster_config(name=cluster.name, **change))

    logs = {"clusterLogging": [{"types": ["api"], "enabled": True}]}
    assert update(logging=logs) == "LoggingUpdate"
    assert update(upgradePolicy={"supportType": "STANDARD"}) == "UpgradePolicyUpdate"
    assert update(deletionProtection=True) == "DeletionProtectionUpdate"
    assert update(accessConfig={"authenticationMode": "API"}) == "AccessConfigUpdate"
    change = {"publicAccessCidrs": ["198.51.100.0/24"], "endpointPrivateAccess": True}
    assert update(resourcesVpcConfig=change) == "EndpointAccessUpdate"
    described = cluster.describe()
    assert described["logging"]["clusterLogging"][0] == {"types": ["api"], "enabled": True}
    assert described["upgradePolicy"] == {"supportType": "STANDARD"}
    assert described["accessConfig"] == {"authenticationMode": "API"}
    vpc = described["resourcesVpcConfig"]
    assert vpc["publicAccessCidrs"] == ["198.51.100.0/24"]
    assert vpc["subnetIds"] == cluster.network.subnets
    back = {"accessConfig": {"authenticationMode": "CONFIG_MAP"}}
    assert (
        error_code(cluster.eks.update_cluster_config, name=cluster.name, **back)
        == "InvalidParameterException"
    )


def test_versions_go_up_one_by_one(cloud: Cloud) -> None:
    cluster = make_cluster(cloud, version="1.31")
    update = cluster.eks.update_cluster_version
    assert error_code(update, name=cluster.name, version="1.33") == "InvalidParameterException"
    for version in ("1.32", "1.33", "1.34"):
        assert cluster.finish(update(name=cluster.name, version=version)) == "VersionUpdate"
        assert cluster.describe()["version"] == version
    assert error_code(update, name=cluster.name, version="1.33") == "InvalidParameterException"


def test_encryption_can_be_added_once(cloud: Cloud) -> None:
    cluster = make_cluster(cloud)
    config = [{"resources": ["secrets"], "provider": {"keyArn": "arn:aws:kms:eu-central-1:1:key/1"}}]
    parameters = {"clusterName": cluster.name, "encryptionConfig": config}
    assert (
        cluster.finish(cluster.eks.associate_encryption_config(**parameters)) == "AssociateEncryptionConfig"
    )
    assert cluster.describe()["encryptionConfig"] == config
    assert error_code(cluster.eks.associate_encryption_config, **parameters) == "InvalidParameterException"


def test_deletion_heeds_protection_and_node_groups_and_leaves_nothing(cloud: Cloud) -> None:
    cluster = make_cluster(cloud, deletionProtection=True)
    eks, ec2 = cluster.eks, cluster.network.ec2
    assert error_code(eks.delete_cluster, name=cluster.name) == "InvalidRequestException"
    eks.update_cluster_config(name=cluster.name, deletionProtection=False)
    nodegroup = cluster.nodegroup()
    assert error_code(eks.delete_cluster, name=cluster.name) == "ResourceInUseException"
    assert error_code(ec2.delete_subnet, SubnetId=cluster.network.subnets[0]) == "DependencyViolation"
    eks.delete_nodegroup(clusterName=cluster.name, nodegroupName=nodegroup)
    assert error_code(ec2.delete_vpc, VpcId=cluster.network.vpc) == "DependencyViolation"
    eks.delete_cluster(name=cluster.name)
    for subnet in cluster.network.subnets:
        ec2.delete_subnet(SubnetId=subnet)
    ec2.delete_vpc(VpcId=cluster.network.vpc)  # its security group would keep it


def test_an_openid_connect_provider_needs_no_thumbprint(cloud: Cloud) -> None:
    issuer = make_cluster(cloud).describe()["identity"]["oidc"]["issuer"]
    iam = cloud.client("iam")
    arn = iam.create_open_id_connect_provider(Url=issuer, ClientIDList=["sts.amazonaws.com"])
    provider = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn["OpenIDConnectProviderArn"])
    assert provider["Url"] == issuer.removeprefix("https://")
