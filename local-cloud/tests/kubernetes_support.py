"""An EKS cluster with its API server, and clients of it: plain HTTPS, and the real `aws` and `kubectl`."""

from __future__ import annotations

import base64
import http.client
import json
import os
import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.eks_support import Cluster, make_cluster
from tests.support import REGION, Cloud

Json = dict[str, Any]
ADMIN = {"authenticationMode": "API", "bootstrapClusterCreatorAdminPermissions": True}


def needs(*tools: str) -> pytest.MarkDecorator:
    """Skips a test, loudly, where one of its tools isn't installed."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed here: {', '.join(missing)}")


@dataclass
class Api:
    """The API server of a cluster, and a token for it."""

    cloud: Cloud
    endpoint: str
    authority: str
    """PEM."""
    token: str = ""

    def call(
        self, method: str, path: str, body: Any = None, content_type: str = "application/json"
    ) -> tuple[int, Json]:
        """One request; the status and the object that is answered."""
        connection = self.connect()
        try:
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": content_type}
            data = body if isinstance(body, (bytes, type(None))) else json.dumps(body)
            connection.request(method, path, data, headers)
            response = connection.getresponse()
            return response.status, json.loads(response.read() or b"{}")
        finally:
            connection.close()

    def connect(self) -> http.client.HTTPSConnection:
        """A connection through the proxy that trusts the cluster's authority, and no other."""
        context = ssl.create_default_context(cadata=self.authority)
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.cloud.ready["port"], timeout=20, context=context
        )
        url = urlsplit(self.endpoint)
        connection.set_tunnel(str(url.hostname), url.port or 443)
        return connection

    def get(self, path: str) -> Json:
        """An object that has to be there."""
        status, content = self.call("GET", path)
        assert status == 200, content
        return content

    def make(self, path: str, item: Json) -> Json:
        """An object that has to be accepted."""
        status, content = self.call("POST", path, item)
        assert status == 201, content
        return content

    def kubeconfig(self, directory: Path, command: str, *arguments: str) -> Path:
        """A kubeconfig file whose user is whoever a command says."""
        data = base64.b64encode(self.authority.encode()).decode()
        plugin = {
            "apiVersion": "client.authentication.k8s.io/v1beta1",
            "command": command,
            "args": list(arguments),
            "interactiveMode": "Never",
        }
        config = {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "it",
            "clusters": [
                {
                    "name": "it",
                    "cluster": {"server": self.endpoint, "certificate-authority-data": data},
                }
            ],
            "contexts": [{"name": "it", "context": {"cluster": "it", "user": "it"}}],
            "users": [{"name": "it", "user": {"exec": plugin}}],
        }
        path = directory / "kubeconfig"
        path.write_text(json.dumps(config))
        return path


@dataclass
class Eks(Api):
    """That of an EKS cluster."""

    cluster: Cluster | None = None

    @property
    def name(self) -> str:
        assert self.cluster is not None
        return self.cluster.name


def environment_of(cloud: Cloud) -> dict[str, str]:
    """What a shell has that is pointed at the local cloud."""
    kept = {name: value for name, value in os.environ.items() if name not in cloud.ready["unset"]}
    return {**kept, **cloud.ready["environment"], "AWS_REGION": REGION}


def eks_token(cloud: Cloud, cluster: str, environment: dict[str, str] | None = None) -> str:
    """What the unmodified `aws` prints."""
    result = subprocess.run(
        ["aws", "eks", "get-token", "--cluster-name", cluster, "--region", REGION, "--output", "json"],
        env={**environment_of(cloud), **(environment or {})},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return str(json.loads(result.stdout)["status"]["token"])


def make_eks(cloud: Cloud, **options: Any) -> Eks:
    """A new cluster whose administrator is whoever the local cloud's environment is."""
    cluster = make_cluster(cloud, **{"accessConfig": ADMIN, **options})
    described = cluster.describe()
    authority = base64.b64decode(described["certificateAuthority"]["data"]).decode()
    token = eks_token(cloud, cluster.name)
    return Eks(cloud, described["endpoint"], authority, token, cluster)


def kubectl(cloud: Cloud, config: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the real kubectl."""
    return subprocess.run(
        ["kubectl", "--kubeconfig", str(config), *arguments],
        env={**environment_of(cloud), "HOME": str(config.parent)},
        input=given,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
