"""Microsoft.ContainerService: how to reach a cluster (`az aks get-credentials`)."""

from __future__ import annotations

import base64
import json

from local_cloud.azure.errors import AzureError
from local_cloud.azure.resource_type import Json
from local_cloud.kubernetes.authorities import Authorities

SERVER_APPLICATION = "6dae42f8-4368-4678-94ff-3960e28e3630"
"""Entra ID's application for all AKS clusters (https://azure.github.io/kubelogin/concepts/aks.html)."""


def user_credential(cluster: Json, authorities: Authorities) -> Json:
    """A kubeconfig without any secret: kubelogin gets the token."""
    return _kubeconfig(cluster, "clusterUser", authorities)


def admin_credential(cluster: Json, authorities: Authorities) -> Json:
    """The local administrator's, where there is one."""
    if cluster["properties"].get("disableLocalAccounts"):
        text = (
            "Getting static credential is not allowed because this cluster is set to disable local accounts."
        )
        raise AzureError(400, "BadRequest", text)
    return _kubeconfig(cluster, "clusterAdmin", authorities)


def _kubeconfig(cluster: Json, user: str, authorities: Authorities) -> Json:
    name, properties = cluster["name"], cluster["properties"]
    host = properties.get("privateFQDN") or properties["fqdn"]
    authority = authorities.of(cluster["id"].lower()).encoded
    server = {"server": f"https://{host}:443", "certificate-authority-data": authority}
    login = {
        "apiVersion": "client.authentication.k8s.io/v1beta1",
        "command": "kubelogin",
        "args": ["get-token", "--server-id", SERVER_APPLICATION],
    }
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": name,
        "clusters": [{"name": name, "cluster": server}],
        "contexts": [{"name": name, "context": {"cluster": name, "user": user}}],
        "users": [{"name": user, "user": {"exec": login}}],
    }
    return {"kubeconfigs": [{"name": user, "value": base64.b64encode(json.dumps(config).encode()).decode()}]}
