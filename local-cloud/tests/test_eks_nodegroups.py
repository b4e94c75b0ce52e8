"""EKS node groups: read-back, checks, updates."""

from __future__ import annotations

from typing import Any

import pytest

from tests.eks_support import API_ONLY, NODE_ROLE, Cluster, make_cluster
from tests.support import Cloud, unique


@pytest.fixture(scope="module")
def cluster(cloud: Cloud) -> Cluster:
    return make_cluster(cloud, version="1.32")


def launch_template(cluster: Cluster, **data: Any) -> str:
    template = cluster.network.ec2.create_launch_template(
        LaunchTemplateName=unique("template"),
        LaunchTemplateData={"MetadataOptions": {"HttpTokens": "required"}, **data},
    )
    return str(template["LaunchTemplate"]["LaunchTemplateId"])


def test_defaults_are_those_of_the_cluster(cluster: Cluster) -> None:
    group = cluster.describe_nodegroup(cluster.nodegroup())
    assert group["version"] == "1.32"
    assert group["releaseVersion"].startswith("1.32.")
    assert (group["amiType"], group["instanceTypes"]) == ("AL2023_x86_64_STANDARD", ["t3.medium"])
    assert group["diskSize"] == 20
    assert group["updateConfig"] == {"maxUnavailable": 1}
    assert "remoteAccess" not in group
    assert "remoteAccessSecurityGroup" not in group["resources"]


def test_a_node_group_is_read_back_as_it_was_made(cluster: Cluster) -> None:
    template = launch_template(cluster)
    options: dict[str, Any] = {
        "capacityType": "SPOT",
        "amiType": "AL2023_ARM_64_STANDARD",
        "instanceTypes": ["m7g.large", "c7gn.large"],
        "labels": {"role": "workload"},
        "taints": [{"key": "k", "value": "v", "effect": "NO_SCHEDULE"}],
        "scalingConfig": {"minSize": 1, "maxSize": 4, "desiredSize": 2},
        "updateConfig": {"maxUnavailablePercentage": 33},
        "nodeRepairConfig": {"enabled": True},
        "tags": {"a": "b"},
    }
    name = cluster.nodegroup(**options, launchTemplate={"id": template, "version": "1"})
    group = cluster.describe_nodegroup(name)
    assert {key: group[key] for key in options} == options
    assert (group["launchTemplate"]["id"], group["launchTemplate"]["version"]) == (template, "1")
    assert "diskSize" not in group


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"version": "1.33"}, "is not supported by cluster version 1.32"),
        ({"instanceTypes": ["m7g.large"]}, "is not a valid instance type for requested amiType"),
        (
            {"instanceTypes": ["g4dn.xlarge"], "amiType": "AL2023_ARM_64_STANDARD"},
            "is not a valid instance type for requested amiType",
        ),
        ({"launchTemplate": {"id": "lt-0"}}, "Launch template does not exist"),
    ],
)
def test_what_eks_refuses_is_refused(cluster: Cluster, options: dict[str, Any], message: str) -> None:
    with pytest.raises(Exception, match=message) as failure:
        cluster.nodegroup(**options)
    assert failure.value.response["Error"]["Code"] == "InvalidParameterException"  # type: ignore[attr-defined]


def test_configuration_updates_are_known_afterwards(cluster: Cluster) -> None:
    name = cluster.nodegroup(labels={"old": "1"})
    update = cluster.eks.update_nodegroup_config(
        clusterName=cluster.name,
        nodegroupName=name,
        scalingConfig={"minSize": 1, "maxSize": 5, "desiredSize": 3},
        labels={"addOrUpdateLabels": {"new": "2"}, "removeLabels": ["old"]},
    )
    assert cluster.finish(update) == "ConfigUpdate"
    group = cluster.describe_nodegroup(name)
    assert (group["scalingConfig"]["desiredSize"], group["labels"]) == (3, {"new": "2"})


def test_version_updates_follow_the_cluster(cloud: Cloud) -> None:
    cluster = make_cluster(cloud, version="1.32")
    template = launch_template(cluster)
    name = cluster.nodegroup(launchTemplate={"id": template, "version": "1"})
    cluster.network.ec2.create_launch_template_version(LaunchTemplateId=template, LaunchTemplateData={})

    def update(**options: Any) -> str:
        names = {"clusterName": cluster.name, "nodegroupName": name}
        return cluster.finish(cluster.eks.update_nodegroup_version(**names, **options))

    with pytest.raises(Exception, match="is not between its own"):
        update(version="1.33")
    update(launchTemplate={"id": template, "version": "2"})
    cluster.eks.update_cluster_version(name=cluster.name, version="1.33")
    group = cluster.describe_nodegroup(name)
    assert (group["version"], group["launchTemplate"]["version"]) == ("1.32", "2")
    assert update() == "VersionUpdate"
    group = cluster.describe_nodegroup(name)
    assert (group["version"], group["releaseVersion"][:5]) == ("1.33", "1.33.")


def test_the_node_role_gets_an_access_entry_of_its_own(cloud: Cloud) -> None:
    cluster = make_cluster(cloud, accessConfig=API_ONLY)

    def entries() -> list[str]:
        return list(cluster.eks.list_access_entries(clusterName=cluster.name)["accessEntries"])

    names = [cluster.nodegroup(), cluster.nodegroup()]
    assert entries() == [NODE_ROLE]
    entry = cluster.eks.describe_access_entry(clusterName=cluster.name, principalArn=NODE_ROLE)["accessEntry"]
    assert (entry["type"], entry["kubernetesGroups"]) == ("EC2_LINUX", ["system:nodes"])
    cluster.eks.delete_nodegroup(clusterName=cluster.name, nodegroupName=names[0])
    assert entries() == [NODE_ROLE]
    cluster.eks.delete_nodegroup(clusterName=cluster.name, nodegroupName=names[1])
    assert entries() == []


def test_tags_of_everything_in_a_cluster(cloud: Cloud) -> None:
    cluster = make_cluster(cloud, accessConfig=API_ONLY, tags={"run": "x"})
    eks = cluster.eks
    group = cluster.describe_nodegroup(cluster.nodegroup(tags={"run": "x"}))
    addon = eks.create_addon(clusterName=cluster.name, addonName="coredns", tags={"run": "x"})["addon"]
    arns = [cluster.describe()["arn"], group["nodegroupArn"], addon["addonArn"]]
    for arn in arns:
        eks.tag_resource(resourceArn=arn, tags={"more": "y"})
        eks.untag_resource(resourceArn=arn, tagKeys=["run"])
        assert eks.list_tags_for_resource(resourceArn=arn)["tags"] == {"more": "y"}
    tagging = cloud.client("resourcegroupstaggingapi")
    found = tagging.get_resources(TagFilters=[{"Key": "more", "Values": ["y"]}], ResourceTypeFilters=["eks"])
    assert {one["ResourceARN"] for one in found["ResourceTagMappingList"]} >= set(arns)
