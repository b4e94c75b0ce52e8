"""What EKS makes in AWS of a cluster's Services and claims, and what is left of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kubernetes_support import Eks, eventually, make_eks, needs
from tests.support import Cloud, error_code, unique

pytestmark = needs("aws")


@pytest.fixture(scope="module")
def api(cloud: Cloud) -> Eks:
    eks = make_eks(cloud)
    assert eks.cluster is not None
    tag = [{"Key": "kubernetes.io/role/elb", "Value": "1"}]
    cloud.client("ec2").create_tags(Resources=eks.cluster.network.subnets, Tags=tag)
    eks.cluster.eks.create_addon(clusterName=eks.name, addonName="aws-ebs-csi-driver")
    return eks


def test_a_load_balancer_is_made_for_a_service_and_holds_its_network(cloud: Cloud, api: Eks) -> None:
    assert api.cluster is not None
    name, path = unique("web"), "/api/v1/namespaces/default/services"
    spec = {"type": "LoadBalancer", "selector": {"app": "web"}, "ports": [{"port": 443}]}
    api.make(path, {"metadata": {"name": name}, "spec": spec})
    eventually(lambda: bool(api.get(f"{path}/{name}")["status"]["loadBalancer"]))
    service = api.get(f"{path}/{name}")
    assert service["metadata"]["finalizers"] == ["service.kubernetes.io/load-balancer-cleanup"]
    elb = cloud.client("elbv2")
    host = service["status"]["loadBalancer"]["ingress"][0]["hostname"]
    (balancer,) = [one for one in elb.describe_load_balancers()["LoadBalancers"] if one["DNSName"] == host]
    tags = elb.describe_tags(ResourceArns=[balancer["LoadBalancerArn"]])["TagDescriptions"][0]["Tags"]
    assert {"Key": f"kubernetes.io/cluster/{api.name}", "Value": "owned"} in tags
    assert balancer["Type"] == "network"
    ec2 = cloud.client("ec2")
    held = [
        {
            "Name": "description",
            "Values": [f"ELB {balancer['LoadBalancerArn'].partition(':loadbalancer/')[2]}"],
        }
    ]
    assert len(ec2.describe_network_interfaces(Filters=held)["NetworkInterfaces"]) == 2

    assert api.call("DELETE", f"{path}/{name}")[1]["metadata"]["deletionTimestamp"]
    eventually(lambda: api.call("GET", f"{path}/{name}")[0] == 404)
    assert ec2.describe_network_interfaces(Filters=held)["NetworkInterfaces"] == []


def test_what_is_left_of_a_cluster_keeps_its_network(cloud: Cloud) -> None:
    api = make_eks(cloud)
    assert api.cluster is not None
    network, path = api.cluster.network, "/api/v1/namespaces/default/services"
    spec = {"type": "LoadBalancer", "ports": [{"port": 443}]}
    annotations = {"service.beta.kubernetes.io/aws-load-balancer-scheme": "internal"}
    api.make(path, {"metadata": {"name": "web", "annotations": annotations}, "spec": spec})
    events = "/api/v1/namespaces/default/events"
    eventually(lambda: "SyncLoadBalancerFailed" in str(api.get(events)["items"]))
    tag = [{"Key": "kubernetes.io/role/internal-elb", "Value": "1"}]
    network.ec2.create_tags(Resources=network.subnets, Tags=tag)
    eventually(lambda: bool(api.get(f"{path}/web")["status"]["loadBalancer"]))
    api.cluster.eks.delete_cluster(name=api.name)
    assert error_code(network.ec2.delete_subnet, SubnetId=network.subnets[0]) == "DependencyViolation"
    elb = cloud.client("elbv2")
    (left,) = [one for one in elb.describe_load_balancers()["LoadBalancers"] if one["VpcId"] == network.vpc]
    elb.delete_load_balancer(LoadBalancerArn=left["LoadBalancerArn"])
    network.ec2.delete_subnet(SubnetId=network.subnets[0])


def test_a_claim_gets_a_volume_which_goes_with_it(cloud: Cloud, api: Eks) -> None:
    storage_class: Any = {
        "metadata": {"name": unique("gp3")},
        "provisioner": "ebs.csi.aws.com",
        "parameters": {"type": "gp3", "encrypted": "true"},
    }
    api.make("/apis/storage.k8s.io/v1/storageclasses", storage_class)
    path, name = "/api/v1/namespaces/default/persistentvolumeclaims", unique("data")
    claim = {
        "metadata": {"name": name},
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            "resources": {"requests": {"storage": "20Gi"}},
            "storageClassName": storage_class["metadata"]["name"],
        },
    }
    api.make(path, claim)
    eventually(lambda: bool(api.get(f"{path}/{name}")["status"]["phase"] == "Bound"))
    volume = api.get(f"/api/v1/persistentvolumes/{api.get(f'{path}/{name}')['spec']['volumeName']}")
    assert volume["spec"]["persistentVolumeReclaimPolicy"] == "Delete"
    own = [{"Name": f"tag:kubernetes.io/cluster/{api.name}", "Values": ["owned"]}]
    ec2 = cloud.client("ec2")
    (made,) = ec2.describe_volumes(Filters=own)["Volumes"]
    assert (made["VolumeId"], made["Size"]) == (volume["spec"]["csi"]["volumeHandle"], 20)
    assert {"Key": "kubernetes.io/created-for/pvc/name", "Value": name} in made["Tags"]
    api.call("DELETE", f"{path}/{name}")
    eventually(lambda: ec2.describe_volumes(Filters=own)["Volumes"] == [])
    eventually(lambda: api.call("GET", f"/api/v1/persistentvolumes/{volume['metadata']['name']}")[0] == 404)
