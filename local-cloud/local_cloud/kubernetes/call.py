"""One call of the API, taken apart.

https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote

import yaml

from local_cloud.kubernetes.errors import bad_request, not_served, unsupported_body
from local_cloud.kubernetes.identity import Attempt
from local_cloud.kubernetes.kinds import Kind, Kinds
from local_cloud.kubernetes.protobuf import from_protobuf, is_protobuf
from local_cloud.messages import Request

Json = dict[str, Any]
VERBS = {"POST": "create", "PUT": "update", "PATCH": "patch", "DELETE": "delete"}
OF_NAMESPACES = ("status", "finalize")
"""Subresources of namespaces: after any other word, a path is about something in a namespace."""


@dataclass(frozen=True)
class Target:
    """What a call is about: a kind, in a namespace or not, and perhaps one object of it."""

    kind: Kind
    version: str
    namespace: str | None
    name: str | None
    subresource: str


@dataclass(frozen=True)
class Call:
    """What was asked for."""

    method: str
    path: tuple[str, ...]
    query: dict[str, str]
    content_type: str
    accept: str
    agent: str
    """The program that calls, as its User-Agent names it."""
    body: bytes

    @property
    def is_watch(self) -> bool:
        """Whether changes are wanted, as they come."""
        return self.method == "GET" and self.query.get("watch") in ("true", "1")

    def content(self) -> Any:
        """What is in the body; None if there is none."""
        if not self.body:
            return None
        if is_protobuf(self.body):
            return from_protobuf(self.body)
        if self.content_type and "json" not in self.content_type and "yaml" not in self.content_type:
            raise unsupported_body("application/json, application/yaml, application/vnd.kubernetes.protobuf")
        try:
            return yaml.safe_load(self.body) if "yaml" in self.content_type else json.loads(self.body)
        except (ValueError, yaml.YAMLError) as error:
            raise bad_request("the body of the request can't be read") from error

    def attempt(self, target: Target) -> Attempt:
        """What is tried, as access control sees it."""
        verb = VERBS.get(self.method, "get")
        if target.name is None and self.method in ("GET", "HEAD"):
            verb = "watch" if self.is_watch else "list"
        elif target.name is None and verb == "delete":
            verb = "deletecollection"
        resource = target.kind.plural + (f"/{target.subresource}" if target.subresource else "")
        return Attempt(verb, target.kind.group, resource, target.namespace, target.name or "")


def call_of(request: Request) -> Call:
    """Takes a request apart."""
    return Call(
        method=request.method,
        path=tuple(unquote(segment) for segment in request.path.strip("/").split("/")),
        query=dict(parse_qsl(request.query, keep_blank_values=True)),
        content_type=request.headers.get("Content-Type", "").partition(";")[0].strip(),
        accept=request.headers.get("Accept", ""),
        agent=request.headers.get("User-Agent", "unknown").partition("/")[0],
        body=request.body,
    )


def target_of(path: tuple[str, ...], kinds: Kinds) -> Target | None:
    """What a path is about; None for a group itself. A path that leads nowhere is refused."""
    match path:
        case ("api", version, *rest):
            group = ""
        case ("apis", group, version, *rest):
            pass
        case _:
            raise not_served()
    if version not in kinds.groups().get(group, []):
        raise not_served()
    if not rest:
        return None
    namespace = None
    if rest[0] == "namespaces" and len(rest) > 2 and not (group == "" and rest[2] in OF_NAMESPACES):
        namespace, rest = rest[1], rest[2:]
    kind = kinds.find(group, rest[0])
    if kind is None or version not in kind.versions or (namespace and not kind.is_namespaced):
        raise not_served()
    name, subresource = rest[1] if rest[1:] else None, "/".join(rest[2:])
    if subresource and subresource not in kind.subresources:
        raise not_served()
    if kind.is_namespaced and name is not None and namespace is None:
        raise not_served()
    return Target(kind, version, namespace, name, subresource)
