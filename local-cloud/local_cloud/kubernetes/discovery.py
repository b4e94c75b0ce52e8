"""Which groups, versions and kinds there are.

https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
"""

from __future__ import annotations

from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.errors import not_served
from local_cloud.kubernetes.kinds import Kind, Kinds
from local_cloud.kubernetes.values import Json

VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
OTHER_KINDS = {"scale": "Scale", "token": "TokenRequest"}
"""Subresources that are of another kind than what they belong to."""


def version_of(cluster: Cluster) -> Json:
    """What `/version` answers."""
    major, minor, *_ = cluster.version.removeprefix("v").split(".")
    return {
        "major": major,
        "minor": minor,
        "gitVersion": f"v{major}.{minor}.0",
        "gitCommit": "0" * 40,
        "gitTreeState": "clean",
        "buildDate": "2026-01-01T00:00:00Z",
        "goVersion": "go1.24",
        "compiler": "gc",
        "platform": "linux/amd64",
    }


def legacy_versions() -> Json:
    """What `/api` answers."""
    address = {"clientCIDR": "0.0.0.0/0", "serverAddress": "127.0.0.1"}
    return {"kind": "APIVersions", "versions": ["v1"], "serverAddressByClientCIDRs": [address]}


def group_list(kinds: Kinds) -> Json:
    """What `/apis` answers."""
    groups = [_group(name, versions) for name, versions in kinds.groups().items() if name]
    return {"kind": "APIGroupList", "apiVersion": "v1", "groups": groups}


def group(name: str, kinds: Kinds) -> Json:
    """What `/apis/<group>` answers."""
    versions = kinds.groups().get(name)
    if not versions:
        raise not_served()
    return {"kind": "APIGroup", "apiVersion": "v1", **_group(name, versions)}


def resource_list(group_name: str, version: str, kinds: Kinds) -> Json:
    """The kinds of a version of a group, with their subresources."""
    resources = []
    for kind in kinds:
        if kind.group == group_name and version in kind.versions:
            resources += [_resource(kind), *(_subresource(kind, name) for name in kind.subresources)]
    group_version = f"{group_name}/{version}" if group_name else version
    return {
        "kind": "APIResourceList",
        "apiVersion": "v1",
        "groupVersion": group_version,
        "resources": resources,
    }


def _group(name: str, versions: list[str]) -> Json:
    listed = [{"groupVersion": f"{name}/{version}", "version": version} for version in versions]
    return {"name": name, "versions": listed, "preferredVersion": listed[0]}


def _resource(kind: Kind) -> Json:
    resource: Json = {
        "name": kind.plural,
        "singularName": kind.singular,
        "namespaced": kind.is_namespaced,
        "kind": kind.kind,
        "verbs": ["create"] if kind.is_review else VERBS,
    }
    if kind.short_names:
        resource["shortNames"] = list(kind.short_names)
    if kind.categories:
        resource["categories"] = list(kind.categories)
    return resource


def _subresource(kind: Kind, name: str) -> Json:
    resource: Json = {
        "name": f"{kind.plural}/{name}",
        "singularName": "",
        "namespaced": kind.is_namespaced,
        "kind": OTHER_KINDS.get(name, kind.kind),
        "verbs": ["create"] if name == "token" else ["get", "patch", "update"],
    }
    return {**resource, "group": "autoscaling", "version": "v1"} if name == "scale" else resource
