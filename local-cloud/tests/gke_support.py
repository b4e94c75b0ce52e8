"""A project with a network, keys and what a private cluster needs, and the calls that make one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.gcp_support import Answer, Google, enable
from tests.support import Cloud, unique

REGION = "europe-west4"
APIS = ("cloudkms", "compute", "container", "dns", "iam", "logging", "secretmanager")
ENCRYPT = "roles/cloudkms.cryptoKeyEncrypterDecrypter"


@dataclass(frozen=True)
class Project:
    """A project of its own for one test, with all APIs on."""

    google: Google
    name: str

    @property
    def number(self) -> str:
        url = f"cloudresourcemanager.googleapis.com/v1/projects/{self.name}"
        return str(self.google.call("GET", url).json["projectNumber"])

    def api(self, service: str, method: str, path: str, body: Any = None) -> Answer:
        bases = {"compute": "compute/v1", "dns": "dns/v1", "logging": "v2"}
        url = f"{service}.googleapis.com/{bases.get(service, 'v1')}/projects/{self.name}/{path}"
        return self.google.call(method, url, body)

    def compute(self, method: str, path: str, body: Any = None) -> Answer:
        return self.api("compute", method, path, body)

    def gke(self, method: str, path: str, body: Any = None) -> Answer:
        return self.api("container", method, f"locations/{REGION}/{path}", body)

    def done(self, answer: Answer) -> Any:
        """The operation that a call of GKE has started, over."""
        assert answer.status == 200, answer.body
        return self.gke("GET", f"operations/{answer.json['name']}").json

    def network(self, name: str = "dev") -> str:
        body = {"name": name, "autoCreateSubnetworks": False}
        assert self.compute("POST", "global/networks", body).status == 200
        return f"projects/{self.name}/global/networks/{name}"

    def subnetwork(self, network: str, **settings: Any) -> Answer:
        body = {
            "name": "nodes",
            "network": network,
            "ipCidrRange": "10.40.0.0/20",
            "secondaryIpRanges": [
                {"rangeName": "pods", "ipCidrRange": "10.44.0.0/16"},
                {"rangeName": "services", "ipCidrRange": "172.20.0.0/16"},
            ],
            **settings,
        }
        return self.compute("POST", f"regions/{REGION}/subnetworks", body)

    def key(self, name: str = "cluster") -> str:
        ring = f"locations/{REGION}/keyRings"
        self.api("cloudkms", "POST", f"{ring}?keyRingId=dev", {})
        body = {"purpose": "ENCRYPT_DECRYPT"}
        made = self.api("cloudkms", "POST", f"{ring}/dev/cryptoKeys?cryptoKeyId={name}", body)
        assert made.status == 200
        return str(made.json["name"])

    def grant(self, key: str, member: str, role: str = ENCRYPT) -> Answer:
        policy = {"bindings": [{"role": role, "members": [member]}]}
        return self.google.call("POST", f"cloudkms.googleapis.com/v1/{key}:setIamPolicy", {"policy": policy})

    def cluster(self, **settings: Any) -> dict[str, Any]:
        """The body of a private cluster."""
        body = {
            "name": "dev",
            "network": f"projects/{self.name}/global/networks/dev",
            "subnetwork": f"projects/{self.name}/regions/{REGION}/subnetworks/nodes",
            "initialNodeCount": 1,
            "ipAllocationPolicy": {
                "clusterSecondaryRangeName": "pods",
                "servicesSecondaryRangeName": "services",
            },
            "workloadIdentityConfig": {"workloadPool": f"{self.name}.svc.id.goog"},
            **settings,
        }
        return {"cluster": body}


def project_on(google: Google, *apis: str) -> Project:
    """A new project with these APIs on, or all of them."""
    project = Project(google, unique("gke"))
    enable(google, project.name, *(apis or APIS))
    return project


def project_with_network(google: Google) -> Project:
    """A new project with a network and its subnetwork."""
    project = project_on(google)
    assert project.subnetwork(project.network()).status == 200
    return project


def let_grants_settle() -> None:
    """GKE knows of a grant on a key a little later."""
    time.sleep(2.1)


SetFault = Callable[..., None]


def faults_of(cloud: Cloud, service: str) -> Iterator[SetFault]:
    """Sets a fault on the next call of a method for a project's resources, and takes it back."""
    url = f"http://faults.local-cloud/rules/{service}"

    def put(project: Project, method: str, **effect: Any) -> None:
        rule = {"host": f"^{service}", "method": method, "path": project.name, "times": 1, **effect}
        assert cloud.request("PUT", url, body=json.dumps(rule).encode())[0] == 200

    yield put
    cloud.request("DELETE", url)
