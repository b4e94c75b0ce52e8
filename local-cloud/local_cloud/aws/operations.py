"""Names the API operation of a request, from botocore's models of the AWS APIs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

import botocore.session
from botocore.exceptions import UnknownServiceError
from botocore.model import OperationModel, ServiceModel

from local_cloud.messages import Request

BOTOCORE_NAMES = {"awslambda": "lambda"}
"""moto's names of services, where botocore's differ."""

S3_HOST = re.compile(r"(?:(?P<bucket>.+)\.)?s3(?:[.-][a-z0-9.-]+)?\.amazonaws\.com")


@dataclass(frozen=True)
class Call:
    """One API call: moto's name of the service, and the operation, both None where unknown."""

    service: str | None
    operation: str | None


def operation_of(request: Request, service: str | None) -> str | None:
    """The operation that `request` asks of `service` (moto's name), or None."""
    target = request.headers.get("X-Amz-Target")
    if target:
        return str(target).rpartition(".")[2]
    action = _form_action(request)
    if action:
        return action
    model = service_model(service) if service else None
    if model is None or not str(model.metadata.get("protocol", "")).startswith("rest"):
        return None
    path = s3_path(request.host, request.path) if service == "s3" else request.path
    return _rest_operation(service or "", request, path)


def s3_bucket_and_key(host: str, path: str) -> tuple[str | None, str | None]:
    """The bucket and the key (decoded) that a virtual-host or path-style S3 URL names."""
    bucket, _, key = s3_path(host, path).lstrip("/").partition("/")
    return unquote(bucket) or None, unquote(key) or None


def s3_path(host: str, path: str) -> str:
    """The path-style form of an S3 path: the bucket of a virtual host comes first."""
    match = S3_HOST.fullmatch(host)
    if match and match["bucket"]:
        return f"/{match['bucket']}{path}"
    return path


@cache
def service_model(service: str) -> ServiceModel | None:
    """botocore's model of a service, by moto's name; None if it has none."""
    try:
        return botocore.session.get_session().get_service_model(BOTOCORE_NAMES.get(service, service))
    except UnknownServiceError:
        return None


def _form_action(request: Request) -> str | None:
    """The Action parameter of the query protocols."""
    in_query = parse_qs(request.query).get("Action")
    if in_query:
        return in_query[0]
    if "x-www-form-urlencoded" not in request.headers.get("Content-Type", ""):
        return None
    return dict(parse_qsl(request.body.decode("utf-8", "replace"))).get("Action")


def _given(request: Request) -> frozenset[str]:
    """The names of the query parameters and headers that came with the request."""
    query = {f"?{name}" for name, _ in parse_qsl(request.query, keep_blank_values=True)}
    return frozenset(query | {name.lower() for name in request.headers})


def _rest_operation(service: str, request: Request, path: str) -> str | None:
    """The operation whose method, path and required parameters fit, the most specific one."""
    given = _given(request)
    fitting = [
        operation
        for operation in _rest_operations(service)
        if operation.method == request.method and operation.needs <= given and operation.path.fullmatch(path)
    ]
    best = max(fitting, key=lambda operation: (len(operation.needs), operation.literals), default=None)
    return best.name if best else None


@dataclass(frozen=True)
class _RestOperation:
    """How a request for one operation of a REST API looks."""

    name: str
    method: str
    path: re.Pattern[str]
    literals: int
    """Length of the path without its labels: a more specific path has more."""
    needs: frozenset[str]
    """Query parameters (with a question mark) and headers that have to be there."""


@cache
def _rest_operations(service: str) -> list[_RestOperation]:
    """All operations of a REST API."""
    model = service_model(service)
    return [_rest_shape(model.operation_model(name)) for name in model.operation_names] if model else []


def _rest_shape(operation: OperationModel) -> _RestOperation:
    uri = urlsplit(operation.http["requestUri"])
    needs = {f"?{key}" for key, _ in parse_qsl(uri.query, keep_blank_values=True)}
    shape = operation.input_shape
    for name in shape.required_members if shape else []:
        member = shape.members[name].serialization
        if member.get("location") == "querystring":
            needs.add(f"?{member['name']}")
        elif member.get("location") == "header":
            needs.add(member["name"].lower())
    literals = len(re.sub(r"\{[^}]+\}", "", uri.path))
    path = re.compile(_path_pattern(uri.path.rstrip("/")) + "/?")
    return _RestOperation(operation.name, operation.http["method"], path, literals, frozenset(needs))


def _path_pattern(uri: str) -> str:
    """`/clusters/{name}` as a regular expression. `{Key+}`, or a label at the end, may contain slashes."""
    parts = re.split(r"(\{[^}]+\})", uri)
    return "".join(
        re.escape(part)
        if not part.startswith("{")
        else (".+" if part.endswith("+}") or uri.endswith(part) else "[^/]+")
        for part in parts
    )
