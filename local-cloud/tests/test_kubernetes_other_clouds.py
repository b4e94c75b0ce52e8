"""The API servers of GKE's, AKS' and Hetzner's clusters, signed in to by the programs that stand in."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from local_cloud.environment import AZURE_PRINCIPAL
from local_cloud.stand_ins import PROGRAMS
from tests.azure_cluster_support import new_place
from tests.gcp_support import Google
from tests.gke_support import project_with_network
from tests.hetzner_support import PRIVATE, Hetzner, project_token
from tests.kubernetes_support import Api, environment_of, eventually, kubectl, needs
from tests.support import Cloud, unique

ISSUER, CLIENT = "https://id.acme.example", "kubernetes"
PODS = "/api/v1/namespaces/default/pods"
NODES = "/api/v1/nodes"


def printed(cloud: Cloud, program: str, *arguments: str, **environment: str) -> str:
    """The token that a program prints."""
    result = subprocess.run(
        [str(PROGRAMS / program), *arguments],
        env={**environment_of(cloud), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    credential = json.loads(result.stdout)
    assert (credential["kind"], credential["apiVersion"]) == (
        "ExecCredential",
        "client.authentication.k8s.io/v1beta1",
    )
    return str(credential["status"]["token"])


def as_somebody_else(api: Api, token: str) -> Api:
    return Api(api.cloud, api.endpoint, api.authority, token)


def pem(encoded: str) -> str:
    return base64.b64decode(encoded).decode()


@needs("kubectl")
def test_gke_lets_in_whom_its_policies_or_the_clusters_roles_permit(cloud: Cloud, tmp_path: Path) -> None:
    google = Google(cloud)
    project = project_with_network(google)
    private = {"enablePrivateNodes": True, "masterIpv4CidrBlock": "172.31.7.0/28"}
    answer = project.gke("POST", "clusters", project.cluster(privateClusterConfig=private))
    assert project.done(answer)["status"] == "DONE"
    cluster = project.gke("GET", "clusters/dev").json
    authority = pem(cluster["masterAuth"]["clusterCaCertificate"])
    token = printed(cloud, "gke-gcloud-auth-plugin")
    for address in ("172.31.7.2", cluster["endpoint"]):
        api = Api(cloud, f"https://{address}", authority, token)
        assert api.call("GET", NODES)[0] == 200
    assert as_somebody_else(api, "made-up").call("GET", NODES)[0] == 401
    ann = as_somebody_else(api, "principal:user:ann@example.com")
    assert ann.call("GET", PODS)[0] == 403
    url = f"cloudresourcemanager.googleapis.com/v1/projects/{project.name}:setIamPolicy"
    binding = {"role": "roles/container.admin", "members": ["user:ann@example.com"]}
    google.call("POST", url, {"policy": {"bindings": [binding]}})
    assert ann.call("GET", PODS)[0] == 200

    # By whichever plug-in is on the announced path: the real one, or what stands in for it.
    config = api.kubeconfig(tmp_path, "gke-gcloud-auth-plugin")
    listed = kubectl(cloud, config, "auth", "whoami", "-o", "jsonpath={.status.userInfo.username}")
    assert (listed.returncode, listed.stdout) == (0, "owner@local-cloud.test"), listed.stderr

    ann.make("/api/v1/namespaces", {"metadata": {"name": "mine"}})
    project.done(project.gke("DELETE", "clusters/dev"))
    with pytest.raises(OSError, match="502"):
        ann.call("GET", PODS)


def test_aks_lets_in_whom_role_assignments_permit(cloud: Cloud) -> None:
    place = new_place(cloud)
    cluster = place.make()
    answer = place.group.owner.manage("POST", f"{place.id}/listClusterUserCredential")
    config = yaml.safe_load(base64.b64decode(answer.json["kubeconfigs"][0]["value"]))
    described = config["clusters"][0]["cluster"]
    authority = pem(described["certificate-authority-data"])
    plugin = config["users"][0]["user"]["exec"]
    token = printed(cloud, plugin["command"], "--login", "azurecli", *plugin["args"])
    api = Api(cloud, f"https://{cluster['properties']['privateFQDN']}", authority, token)
    assert api.call("GET", "/version")[0] == 200
    assert api.call("GET", PODS)[0] == 403
    reader = place.group.grant(AZURE_PRINCIPAL, "Azure Kubernetes Service RBAC Reader", place.id)
    assert (api.call("GET", PODS)[0], api.call("DELETE", PODS)[0]) == (200, 403)
    place.group.owner.manage("DELETE", reader)
    place.group.grant(AZURE_PRINCIPAL, "Azure Kubernetes Service RBAC Cluster Admin", place.id)
    assert api.call("DELETE", PODS)[0] == 200
    other = place.group.owner.token("https://management.azure.com")
    assert as_somebody_else(api, other).call("GET", PODS)[0] == 401


def object_storage(cloud: Cloud, bucket: str, files: dict[str, str]) -> str:
    """A cluster's bucket with its configuration; returns its address."""
    base = f"https://fsn1.your-objectstorage.com/{bucket}"
    signed = {"Authorization": "AWS4-HMAC-SHA256 Credential=x/20260101/fsn1/s3/aws4_request, Signature=0"}
    assert cloud.request("PUT", base, headers=signed, body=b"")[0] == 200
    lines = [f"{hashlib.sha256(text.encode()).hexdigest()}  {path}\n" for path, text in files.items()]
    for path, text in {**files, "index": "".join(lines)}.items():
        status, body = cloud.request("PUT", f"{base}/config/{path}", headers=signed, body=text.encode())
        assert status == 200, body
    return base


def user_data(secrets: dict[str, str], bucket: str) -> str:
    files = {
        "/etc/hera/node.env": f"K3S_ROLE=server\nK3S_VERSION=v1.35.1+k3s1\nBUCKET_URL={bucket}\n",
        "/etc/hera/server-ca.crt": secrets["serverCaCertificate"],
        "/etc/hera/server-ca.key": secrets["serverCaKey"],
    }
    written = [{"path": path, "content": content} for path, content in files.items()]
    return f"#cloud-config\n{yaml.safe_dump({'write_files': written})}"


def make_k3s(cloud: Cloud, hetzner: Hetzner) -> tuple[Api, Any]:
    """A control plane of one server behind a load balancer; the server, too."""
    flags = {
        "oidc-issuer-url": ISSUER,
        "oidc-client-id": CLIENT,
        "oidc-username-claim": "email",
        "oidc-username-prefix": "oidc:",
        "oidc-groups-claim": "groups",
        "oidc-groups-prefix": "oidc:",
    }
    settings = {
        "service-cidr": "10.96.0.0/16",
        "kube-apiserver-arg": [f"{name}={value}" for name, value in flags.items()],
    }
    administrators = {
        "apiVersion": "rbac.authorization.k8s.io/v1",
        "kind": "ClusterRoleBinding",
        "metadata": {"name": "administrators"},
        "roleRef": {"kind": "ClusterRole", "name": "cluster-admin"},
        "subjects": [{"kind": "Group", "name": "oidc:admins"}],
    }
    chart = {"apiVersion": "helm.cattle.io/v1", "kind": "HelmChart", "metadata": {"name": "x"}}
    manifests = "var/lib/rancher/k3s/server/manifests"
    files = {
        "etc/rancher/k3s/config.yaml.d/10-cluster.yaml": yaml.safe_dump(settings),
        f"{manifests}/hera-administrators.yaml": yaml.safe_dump(administrators),
        f"{manifests}/hera-charts.yaml": yaml.safe_dump(chart),
    }
    secrets = json.loads(cloud.ready["environment"]["TF_VAR_cluster_secrets"])
    bucket = object_storage(cloud, unique("cluster"), files)
    third = hetzner_network(hetzner)
    network = hetzner.network(f"10.{third}.0.0/24", ip_range=f"10.{third}.0.0/16")
    labels = {"role": "control-plane"}
    server = hetzner.server(
        networks=[network], public_net=PRIVATE, labels=labels, user_data=user_data(secrets, bucket)
    )
    hetzner.make(
        "load_balancers",
        load_balancer_type="lb11",
        location="fsn1",
        network=network,
        public_interface=False,
        services=[{"protocol": "tcp", "listen_port": 6443, "destination_port": 6443, "proxyprotocol": False}],
        targets=[
            {
                "type": "label_selector",
                "label_selector": {"selector": "role=control-plane"},
                "use_private_ip": True,
            }
        ],
    )
    (balancer,) = hetzner.call("GET", "load_balancers")[1]["load_balancers"]
    endpoint = f"https://{balancer['private_net'][0]['ip']}:6443"
    return Api(cloud, endpoint, secrets["serverCaCertificate"]), server


def hetzner_network(hetzner: Hetzner) -> int:
    """A block that no other cluster of these tests has."""
    return 100 + int(re.sub(r"\D", "", hetzner.token)[-2:] or "0")


def test_k3s_lets_in_whom_its_issuer_and_its_manifests_name(cloud: Cloud) -> None:
    hetzner = Hetzner(cloud, project_token())
    api, server = make_k3s(cloud, hetzner)
    arguments = ("get-token", f"--oidc-issuer-url={ISSUER}", f"--oidc-client-id={CLIENT}")

    def token(issuer: str = ISSUER, **environment: str) -> str:
        given = (arguments[0], f"--oidc-issuer-url={issuer}", arguments[2])
        return printed(cloud, "kubectl-oidc_login", *given, **environment)

    admin = as_somebody_else(api, token(LOCAL_CLOUD_GROUPS="admins"))
    assert admin.get("/version")["gitVersion"] == "v1.35.0"
    assert admin.call("GET", NODES)[0] == 200
    service = admin.get("/api/v1/namespaces/default/services/kubernetes")
    assert service["spec"]["clusterIP"] == "10.96.0.1"
    status, refusal = as_somebody_else(api, token()).call("GET", NODES)
    assert (status, 'User "oidc:ann@example.com"' in refusal["message"]) == (403, True)
    assert as_somebody_else(api, token("https://evil.example")).call("GET", NODES)[0] == 401
    assert as_somebody_else(api, admin.token[:-4] + "AAAA").call("GET", NODES)[0] == 401
    hetzner.act(f"servers/{server['id']}", "poweroff")
    eventually(lambda: hetzner.get("servers", server["id"])["status"] == "off")
    with pytest.raises(OSError, match="502"):
        admin.call("GET", NODES)


@needs("kubectl")
def test_kubectl_finds_its_plugin_on_the_announced_path(cloud: Cloud, tmp_path: Path) -> None:
    hetzner = Hetzner(cloud, project_token())
    api, _ = make_k3s(cloud, hetzner)
    config = api.kubeconfig(
        tmp_path,
        "kubectl",
        "oidc-login",
        "get-token",
        f"--oidc-issuer-url={ISSUER}",
        f"--oidc-client-id={CLIENT}",
    )
    result = kubectl(cloud, config, "auth", "whoami", "-o", "jsonpath={.status.userInfo.username}")
    assert (result.returncode, result.stdout) == (0, "oidc:ann@example.com"), result.stderr
