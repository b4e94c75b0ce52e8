"""The OpenAPI documents: what the kubernetes provider reads types from, and kubectl what a server can check.

https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-interface-definition
"""

from __future__ import annotations

import json
from typing import Any

from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.errors import not_served
from local_cloud.kubernetes.kinds import Kind
from local_cloud.kubernetes.openapi.definitions import OBJECT_META

Json = dict[str, Any]
V2_PROTOBUF = b"\x0a\x032.0"
"""A document of version 2 with nothing in it: all that kubectl wants to know is that there is one."""
V2_PROTOBUF_TYPE = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"
PARAMETERS = ("dryRun", "fieldManager", "fieldValidation", "force")
"""What kubectl looks for: it checks by itself what a server doesn't say it can check."""


def version_2(cluster: Cluster) -> Json:
    """The document of version 2: all definitions, those of custom resources included."""
    served = [(kind, version) for kind in cluster.kinds for version in kind.versions]
    custom = {
        cluster.definitions.name_of(kind, version): _custom_definition(kind, version)
        for kind, version in served
        if kind.definition is not None
    }
    paths: Json = {}
    for kind, version in served:
        paths |= _paths(kind, version, is_v3=False)
    return {
        "swagger": "2.0",
        "info": {"title": "Kubernetes", "version": f"v{cluster.version}"},
        "paths": paths,
        "definitions": {**cluster.definitions.by_name, **custom},
    }


def version_3(cluster: Cluster, path: tuple[str, ...]) -> Json:
    """The index of version 3, or the document of a version of a group."""
    documents = {
        f"apis/{group}/{version}" if group else f"api/{version}": (group, version)
        for group, versions in cluster.kinds.groups().items()
        for version in versions
    }
    if not path:
        hashed = cluster.store.revision
        return {
            "paths": {name: {"serverRelativeURL": f"/openapi/v3/{name}?hash={hashed}"} for name in documents}
        }
    name = "/".join(path)
    if name not in documents:
        raise not_served()
    group, version = documents[name]
    served = [kind for kind in cluster.kinds if kind.group == group and version in kind.versions]
    paths: Json = {}
    for kind in served:
        paths |= _paths(kind, version, is_v3=True)
    return {
        "openapi": "3.0.0",
        "info": {"title": "Kubernetes", "version": f"v{cluster.version}"},
        "paths": paths,
        "components": {"schemas": _schemas(cluster, served, version)},
    }


def _schemas(cluster: Cluster, served: list[Kind], version: str) -> Json:
    """The definitions of some kinds, and all that these refer to."""
    schemas: Json = {}
    missing = [OBJECT_META]
    for kind in served:
        name = cluster.definitions.name_of(kind, version)
        if kind.definition is None:
            missing.append(name)
        else:
            schemas[name] = _in_version_3(_custom_definition(kind, version))
    while missing:
        name = missing.pop()
        if name not in schemas:
            schemas[name] = _in_version_3(cluster.definitions.by_name[name])
            missing += _references(cluster.definitions.by_name[name])
    return schemas


def _references(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for each in value for name in _references(each)]
    if not isinstance(value, dict):
        return []
    found = [name for each in value.values() for name in _references(each)]
    reference = value.get("$ref")
    return [*found, reference.rpartition("/")[2]] if isinstance(reference, str) else found


def _in_version_3(definition: Json) -> Json:
    text = json.dumps(definition).replace('"#/definitions/', '"#/components/schemas/')
    converted: Json = json.loads(text)
    return converted


def _custom_definition(kind: Kind, version: str) -> Json:
    schema = kind.schema(version) or {"type": "object"}
    properties = {
        **schema.get("properties", {}),
        "apiVersion": {"type": "string"},
        "kind": {"type": "string"},
        "metadata": {"$ref": f"#/definitions/{OBJECT_META}"},
    }
    name = {"group": kind.group, "version": version, "kind": kind.kind}
    return {**schema, "properties": properties, "x-kubernetes-group-version-kind": [name]}


def _paths(kind: Kind, version: str, is_v3: bool) -> Json:
    root = f"/apis/{kind.group}/{version}" if kind.group else f"/api/{version}"
    scope = "/namespaces/{namespace}" if kind.is_namespaced else ""
    collection = f"{root}{scope}/{kind.plural}"

    def operation(action: str) -> Json:
        text: Json = {"schema": {"type": "string"}} if is_v3 else {"type": "string"}
        return {
            "operationId": f"{action}{kind.group}{version}{kind.kind}",
            "parameters": [{"name": name, "in": "query", **text} for name in PARAMETERS],
            "x-kubernetes-action": action,
            "x-kubernetes-group-version-kind": {
                "group": kind.group,
                "version": version,
                "kind": kind.kind,
            },
            "responses": {"200": {"description": "OK"}},
        }

    return {
        collection: {"post": operation("post"), "get": operation("list")},
        f"{collection}/{{name}}": {verb: operation(verb) for verb in ("get", "put", "patch", "delete")},
    }
