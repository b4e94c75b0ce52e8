"""EKS add-ons, access entries, access policies and pod identity associations."""

from __future__ import annotations

import pytest

from tests.eks_support import API_ONLY, Cluster, make_cluster
from tests.support import ACCOUNT, Cloud, error_code

ROLE = f"arn:aws:iam::{ACCOUNT}:role/team/admins"
VIEW = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"
ADMIN = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"


@pytest.fixture
def cluster(cloud: Cloud) -> Cluster:
    return make_cluster(cloud, accessConfig=API_ONLY)


def test_the_life_of_an_addon(cluster: Cluster) -> None:
    eks = cluster.eks
    names = {"clusterName": cluster.name, "addonName": "coredns"}
    eks.create_addon(**names, addonVersion="v1.11.4-eksbuild.2", configurationValues='{"replicaCount": 2}')
    assert error_code(eks.create_addon, **names) == "ResourceInUseException"
    addon = eks.describe_addon(**names)["addon"]
    assert (addon["status"], addon["addonVersion"]) == ("ACTIVE", "v1.11.4-eksbuild.2")
    update = eks.update_addon(**names, addonVersion="v1.12.1-eksbuild.2")
    assert cluster.finish(update) == "AddonUpdate"
    addon = eks.describe_addon(**names)["addon"]
    assert (addon["addonVersion"], addon["configurationValues"]) == (
        "v1.12.1-eksbuild.2",
        '{"replicaCount": 2}',
    )
    assert eks.list_addons(clusterName=cluster.name)["addons"] == ["coredns"]
    assert eks.delete_addon(**names)["addon"]["status"] == "DELETING"
    assert error_code(eks.describe_addon, **names) == "ResourceNotFoundException"


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("no-such-addon", {}),
        ("coredns", {"addonVersion": "1.11"}),
        ("coredns", {"configurationValues": "[1]"}),
        ("coredns", {"configurationValues": "{"}),
    ],
)
def test_a_wrong_addon_is_refused(cluster: Cluster, name: str, options: dict[str, str]) -> None:
    create = cluster.eks.create_addon
    code = error_code(create, clusterName=cluster.name, addonName=name, **options)
    assert code == "InvalidParameterException"


@pytest.mark.parametrize("version", ["1.31", "1.32", "1.33", "1.34"])
def test_addon_versions_have_one_default_for_each_kubernetes_version(cloud: Cloud, version: str) -> None:
    addons = cloud.client("eks").describe_addon_versions(kubernetesVersion=version)["addons"]
    assert {"vpc-cni", "coredns", "kube-proxy", "aws-ebs-csi-driver", "eks-pod-identity-agent"} <= {
        addon["addonName"] for addon in addons
    }
    for addon in addons:
        fitting = [one["compatibilities"][0] for one in addon["addonVersions"]]
        assert {one["clusterVersion"] for one in fitting} == {version}
        assert [one["defaultVersion"] for one in fitting].count(True) == 1
    kube_proxy = next(addon for addon in addons if addon["addonName"] == "kube-proxy")
    assert kube_proxy["addonVersions"][0]["addonVersion"].startswith(f"v{version}.")


def test_pod_identity_of_an_addon_comes_and_goes_with_it(cluster: Cluster) -> None:
    eks = cluster.eks
    names = {"clusterName": cluster.name, "addonName": "aws-ebs-csi-driver"}
    pair = {"serviceAccount": "ebs-csi-controller-sa", "roleArn": ROLE}
    addon = eks.create_addon(**names, podIdentityAssociations=[pair])["addon"]

    def associations() -> list[dict[str, str]]:
        return list(eks.list_pod_identity_associations(clusterName=cluster.name)["associations"])

    (association,) = associations()
    assert association["associationArn"] == addon["podIdentityAssociations"][0]
    assert (association["namespace"], association["ownerArn"]) == ("kube-system", addon["addonArn"])
    by_hand = {"clusterName": cluster.name, "associationId": association["associationId"]}
    assert error_code(eks.delete_pod_identity_association, **by_hand) == "InvalidRequestException"
    eks.update_addon(**names, podIdentityAssociations=[{**pair, "roleArn": f"{ROLE}2"}])
    found = eks.describe_pod_identity_association(**by_hand)["association"]
    assert found["roleArn"] == f"{ROLE}2"
    eks.update_addon(**names)
    assert len(associations()) == 1
    eks.delete_addon(**names)
    assert associations() == []


def test_the_life_of_a_pod_identity_association(cluster: Cluster) -> None:
    eks = cluster.eks
    account = {"clusterName": cluster.name, "namespace": "app", "serviceAccount": "app"}
    made = eks.create_pod_identity_association(**account, roleArn=ROLE, tags={"a": "b"})["association"]
    assert (
        error_code(eks.create_pod_identity_association, **account, roleArn=ROLE) == "ResourceInUseException"
    )
    names = {"clusterName": cluster.name, "associationId": made["associationId"]}
    eks.update_pod_identity_association(**names, roleArn=f"{ROLE}2")
    found = eks.describe_pod_identity_association(**names)["association"]
    assert (found["roleArn"], found["tags"]) == (f"{ROLE}2", {"a": "b"})
    listed = eks.list_pod_identity_associations(clusterName=cluster.name, namespace="other")
    assert listed["associations"] == []
    eks.delete_pod_identity_association(**names)
    assert error_code(eks.describe_pod_identity_association, **names) == "ResourceNotFoundException"


def test_the_life_of_an_access_entry(cluster: Cluster) -> None:
    eks = cluster.eks
    names = {"clusterName": cluster.name, "principalArn": ROLE}
    eks.create_access_entry(**names, kubernetesGroups=["viewers"])
    assert error_code(eks.create_access_entry, **names) == "ResourceInUseException"
    entry = eks.describe_access_entry(**names)["accessEntry"]
    assert (entry["type"], entry["kubernetesGroups"]) == ("STANDARD", ["viewers"])
    assert entry["username"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/admins/{{{{SessionName}}}}"
    eks.update_access_entry(**names, kubernetesGroups=[], username="someone")
    entry = eks.describe_access_entry(**names)["accessEntry"]
    assert (entry["username"], entry["kubernetesGroups"]) == ("someone", [])
    eks.associate_access_policy(**names, policyArn=ADMIN, accessScope={"type": "cluster"})
    scope = {"type": "namespace", "namespaces": ["a", "b"]}
    eks.associate_access_policy(**names, policyArn=VIEW, accessScope=scope)
    policies = eks.list_associated_access_policies(**names)["associatedAccessPolicies"]
    assert {one["policyArn"]: one["accessScope"] for one in policies} == {
        ADMIN: {"type": "cluster", "namespaces": []},
        VIEW: scope,
    }
    eks.disassociate_access_policy(**names, policyArn=ADMIN)
    assert len(eks.list_associated_access_policies(**names)["associatedAccessPolicies"]) == 1
    eks.delete_access_entry(**names)
    assert error_code(eks.describe_access_entry, **names) == "ResourceNotFoundException"


def test_a_wrong_access_policy_is_refused(cluster: Cluster) -> None:
    names = {"clusterName": cluster.name, "principalArn": ROLE}
    cluster.eks.create_access_entry(**names)
    associate = cluster.eks.associate_access_policy
    known = {one["arn"] for one in cluster.eks.list_access_policies()["accessPolicies"]}
    assert {ADMIN, VIEW} <= known
    scope = {"type": "cluster"}
    code = error_code(associate, **names, policyArn="arn:aws:iam::aws:policy/X", accessScope=scope)
    assert code == "InvalidParameterException"
    code = error_code(associate, **names, policyArn=VIEW, accessScope={"type": "namespace"})
    assert code == "InvalidParameterException"


def test_the_creator_is_an_administrator_unless_refused(cloud: Cloud) -> None:
    cluster = make_cluster(cloud, accessConfig={"authenticationMode": "API"})
    root = f"arn:aws:iam::{ACCOUNT}:root"
    assert cluster.eks.list_access_entries(clusterName=cluster.name)["accessEntries"] == [root]
    policies = cluster.eks.list_associated_access_policies(clusterName=cluster.name, principalArn=root)
    assert [one["policyArn"] for one in policies["associatedAccessPolicies"]] == [ADMIN]


def test_access_entries_need_the_api_mode(cloud: Cloud) -> None:
    cluster = make_cluster(cloud, accessConfig={"authenticationMode": "CONFIG_MAP"})
    names = {"clusterName": cluster.name, "principalArn": ROLE}
    assert error_code(cluster.eks.create_access_entry, **names) == "InvalidRequestException"
