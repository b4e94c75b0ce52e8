"""The API servers of EKS' clusters: whom they let in, how long they live, what they make in AWS."""

from __future__ import annotations

import base64
import http.client
import ssl
from pathlib import Path
from typing import Any

import pytest

from tests.eks_support import API_ONLY
from tests.iam_support import Session, assume, role
from tests.kubernetes_support import Api, Eks, eks_token, kubectl, make_eks, needs
from tests.support import REGION, Cloud, error_code, unique
from tests.test_kubernetes_objects import eventually

pytestmark = needs("aws")
POLICY = "arn:aws:eks::aws:cluster-access-policy/AmazonEKS{}Policy"
PODS = "/api/v1/namespaces/{}/pods"


@pytest.fixture(scope="module")
def api(cloud: Cloud) -> Eks:
    eks = make_eks(cloud)
    assert eks.cluster is not None
    tag = [{"Key": "kubernetes.io/role/elb", "Value": "1"}]
    cloud.client("ec2").create_tags(Resources=eks.cluster.network.subnets, Tags=tag)
    eks.cluster.eks.create_addon(clusterName=eks.name, addonName="aws-ebs-csi-driver")
    return eks


def environment_of_session(session: Session) -> dict[str, str]:
    names = {
        "AWS_ACCESS_KEY_ID": "AccessKeyId",
        "AWS_SECRET_ACCESS_KEY": "SecretAccessKey",
        "AWS_SESSION_TOKEN": "SessionToken",
    }
    return {name: session.credentials[key] for name, key in names.items()}


def test_the_endpoint_shows_a_certificate_of_the_clusters_own_authority(cloud: Cloud, api: Eks) -> None:
    assert api.call("GET", "/version")[0] == 200
    run = (cloud.directory / "ca.pem").read_text()
    with pytest.raises(ssl.SSLCertVerificationError):
        Api(cloud, api.endpoint, run, api.token).call("GET", "/version")


def test_a_token_is_for_one_cluster_and_of_somebody_it_knows(cloud: Cloud, api: Eks) -> None:
    def status(token: str) -> int:
        return Api(cloud, api.endpoint, api.authority, token).call("GET", "/version")[0]

    assert status(api.token) == 200
    assert status(eks_token(cloud, "another-cluster")) == 401
    assert status(eks_token(cloud, api.name, {"AWS_SECRET_ACCESS_KEY": "guessed"})) == 401
    assert status(eks_token(cloud, api.name, {"AWS_ACCESS_KEY_ID": "111122223333"})) == 401
    url = base64.urlsafe_b64decode(api.token.removeprefix("k8s-aws-v1.") + "==").decode()
    old = url.replace("X-Amz-Date=20", "X-Amz-Date=19")
    assert status("k8s-aws-v1." + base64.urlsafe_b64encode(old.encode()).decode().rstrip("=")) == 401
    assert [status(token) for token in ("", "k8s-aws-v1.", "k8s-aws-v1.x", "local-cloud-owner")] == [401] * 4


def test_access_entries_say_who_may_do_what(cloud: Cloud) -> None:
    api = make_eks(cloud, accessConfig={**API_ONLY, "bootstrapClusterCreatorAdminPermissions": True})
    assert api.cluster is not None
    eks, arn = api.cluster.eks, role(cloud)
    session = environment_of_session(assume(cloud, arn))
    own = Api(cloud, api.endpoint, api.authority, eks_token(cloud, api.name, session))
    assert own.call("GET", "/version")[0] == 401
    names = {"clusterName": api.name, "principalArn": arn}
    eks.create_access_entry(**names, kubernetesGroups=["readers"])
    status, refusal = own.call("GET", PODS.format("default"))
    assert (status, f"assumed-role/{arn.rpartition('/')[2]}/test" in refusal["message"]) == (403, True)

    scope = {"type": "namespace", "namespaces": ["default", "team-*"]}
    eks.associate_access_policy(**names, policyArn=POLICY.format("View"), accessScope=scope)
    assert own.call("GET", PODS.format("default"))[0] == 200
    assert own.call("GET", PODS.format("kube-system"))[0] == 403
    assert own.call("GET", "/api/v1/namespaces/default/secrets")[0] == 403
    assert own.call("DELETE", PODS.format("default"))[0] == 403

    api.make(
        "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
        {
            "metadata": {"name": "readers"},
            "roleRef": {"kind": "ClusterRole", "name": "edit"},
            "subjects": [{"kind": "Group", "name": "readers"}],
        },
    )
    assert own.call("DELETE", PODS.format("kube-system"))[0] == 200
    assert own.call("GET", "/api/v1/nodes")[0] == 403
    eks.associate_access_policy(
        **names, policyArn=POLICY.format("ClusterAdmin"), accessScope={"type": "cluster"}
    )
    assert own.call("GET", "/api/v1/nodes")[0] == 200


def test_a_service_account_has_a_token_and_what_roles_grant(api: Eks) -> None:
    path = "/api/v1/namespaces/default/serviceaccounts/default/token"
    token = api.call("POST", path, {"kind": "TokenRequest"})[1]["status"]["token"]
    account = Api(api.cloud, api.endpoint, api.authority, token)
    assert account.call("GET", PODS.format("default"))[0] == 403
    review = {"kind": "SelfSubjectReview", "apiVersion": "authentication.k8s.io/v1"}
    who = account.make("/apis/authentication.k8s.io/v1/selfsubjectreviews", review)
    assert who["status"]["userInfo"]["username"] == "system:serviceaccount:default:default"


def test_the_api_server_goes_with_its_cluster_and_a_new_one_is_empty(cloud: Cloud) -> None:
    api = make_eks(cloud)
    assert api.cluster is not None
    api.make("/api/v1/namespaces", {"metadata": {"name": "mine"}})
    kept = api.connect()
    headers = {"Authorization": f"Bearer {api.token}"}
    kept.request("GET", "/version", headers=headers)
    assert kept.getresponse().read()
    api.cluster.eks.delete_cluster(name=api.name)
    with pytest.raises(OSError, match="502"):
        api.call("GET", "/version")
    with pytest.raises((http.client.HTTPException, OSError)):
        kept.request("GET", "/version", headers=headers)
        kept.getresponse()
    described: Any = api.cluster.eks.create_cluster(
        name=api.name,
        roleArn=f"arn:aws:iam::{cloud.ready['environment']['AWS_ACCESS_KEY_ID']}:role/cluster",
        resourcesVpcConfig={"subnetIds": api.cluster.network.subnets},
        accessConfig={"authenticationMode": "API"},
    )["cluster"]
    authority = base64.b64decode(described["certificateAuthority"]["data"]).decode()
    again = Api(cloud, described["endpoint"], authority, eks_token(cloud, api.name))
    assert again.call("GET", "/api/v1/namespaces/mine")[0] == 404


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


@needs("kubectl")
def test_the_real_kubectl_applies_diffs_waits_and_deletes(cloud: Cloud, api: Eks, tmp_path: Path) -> None:
    arguments = ("eks", "get-token", "--cluster-name", api.name, "--region", REGION, "--output", "json")
    config = api.kubeconfig(tmp_path, "aws", *arguments)
    (tmp_path / "kustomization.yaml").write_text("namespace: shop\nresources: [all.yaml]\n")
    (tmp_path / "all.yaml").write_text(
        """
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "nginx:1", ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Secret
metadata: {name: login}
data: {user: YQ==}
"""
    )

    def run(*words: str) -> str:
        result = kubectl(cloud, config, *words)
        assert result.returncode == 0, result.stderr
        return result.stdout

    overlay = ("-k", str(tmp_path))
    assert run("apply", *overlay).count("created") == 3
    assert run("apply", *overlay).count("unchanged") == 3
    assert run("diff", *overlay) == ""
    run("rollout", "status", "deploy/web", "-n", "shop")
    run("create", "configmap", "made", "--from-literal=a=b", "-n", "shop")  # as a protocol buffer
    assert "true" not in run("get", "configmap", "made", "-n", "shop", "-o", "jsonpath={.immutable}")
    run("apply", "--server-side", "--force-conflicts", *overlay)
    run("wait", "--for=condition=Available", "deploy/web", "-n", "shop", "--timeout=20s")
    run("delete", *overlay, "--timeout=60s")
    assert kubectl(cloud, config, "get", "namespace", "shop").returncode == 1
