"""The API server of a cluster: one request in, what it would answer out."""

from __future__ import annotations

import json
import secrets
from typing import Any

from local_cloud.kubernetes import discovery
from local_cloud.kubernetes.admission import Write
from local_cloud.kubernetes.call import Call, Target, call_of, target_of
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.deletion import delete
from local_cloud.kubernetes.errors import ApiError, bad_request, not_allowed, unsupported_body
from local_cloud.kubernetes.identity import Attempt, Identity, service_account
from local_cloud.kubernetes.merge_patch import merged, patched
from local_cloud.kubernetes.openapi import documents
from local_cloud.kubernetes.rbac import is_permitted
from local_cloud.kubernetes.reviews import reviewed
from local_cloud.kubernetes.strategic_patch import strategically_merged
from local_cloud.kubernetes.values import Json, dig
from local_cloud.kubernetes.watching import shown, watch
from local_cloud.kubernetes.writing import apply, create, update
from local_cloud.messages import Request, Response

JSON_PATCH = "application/json-patch+json"
MERGE_PATCH = "application/merge-patch+json"
STRATEGIC_PATCH = "application/strategic-merge-patch+json"
APPLY_PATCH = "application/apply-patch+yaml"
HEALTH = ("healthz", "livez", "readyz")


class ApiServer:
    """Answers requests for one cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster

    def answer(self, request: Request, who: Identity) -> Response:
        """Answers somebody who is known."""
        call = call_of(request)
        with self.cluster.store.changed:
            try:
                return self._answer(call, who)
            except ApiError as error:
                return error.response()

    def _answer(self, call: Call, who: Identity) -> Response:
        path, kinds = call.path, self.cluster.kinds
        match path:
            case ("version",):
                return _json(discovery.version_of(self.cluster))
            case (check, *_) if check in HEALTH:
                return Response(200, {"Content-Type": "text/plain"}, b"ok")
            case ("api",):
                return _json(discovery.legacy_versions())
            case ("apis",):
                return _json(discovery.group_list(kinds))
            case ("apis", group):
                return _json(discovery.group(group, kinds))
            case ("openapi", "v2") if "protobuf" in call.accept.partition(",")[0]:
                return Response(200, {"Content-Type": documents.V2_PROTOBUF_TYPE}, documents.V2_PROTOBUF)
            case ("openapi", "v2"):
                return _json(documents.version_2(self.cluster))
            case ("openapi", "v3", *rest):
                return _json(documents.version_3(self.cluster, tuple(rest)))
        target = target_of(path, kinds)
        if target is None:
            group, version = ("", path[1]) if path[0] == "api" else (path[1], path[2])
            return _json(discovery.resource_list(group, version, kinds))
        if target.kind.is_review:
            return self._review(call, who)
        attempt = call.attempt(target)
        if not is_permitted(self.cluster, who, attempt):
            raise _denied(who, attempt)
        if call.is_watch:
            return self._watch(call, target)
        return self._one(call, target) if target.name is not None else self._all(call, target)

    def _review(self, call: Call, who: Identity) -> Response:
        question = call.content()
        if call.method != "POST" or not isinstance(question, dict):
            raise not_allowed()
        return _json(reviewed(self.cluster, who, question), 201)

    def _watch(self, call: Call, target: Target) -> Response:
        query = call.query
        if target.name is not None:
            query = {**query, "fieldSelector": f"metadata.name={target.name}"}
        headers = {"Content-Type": "application/json"}
        return Response(200, headers, stream=watch(self.cluster, target, query))

    def _all(self, call: Call, target: Target) -> Response:
        """What is asked of a collection."""
        kind, store = target.kind, self.cluster.store
        match call.method:
            case "GET" | "HEAD":
                items = [shown(target, item) for item in store.all(kind, target.namespace, call.query)]
                return _json(
                    {
                        "kind": kind.list_kind,
                        "apiVersion": kind.group_version(target.version),
                        "metadata": {"resourceVersion": str(store.revision)},
                        "items": items,
                    }
                )
            case "POST":
                item, write = _object(call, target), _write(call)
                created = create(self.cluster, kind, target.version, target.namespace, item, write)
                return _shown(target, created, write, 201)
            case "DELETE":
                for item in store.all(kind, target.namespace, call.query):
                    delete(self.cluster, kind, item, _options(call), _is_dry(call))
                return _json(_success({}))
        raise not_allowed()

    def _one(self, call: Call, target: Target) -> Response:
        """What is asked of an object."""
        kind, name, write = target.kind, target.name or "", _write(call)
        if call.method == "PATCH" and call.content_type == APPLY_PATCH:
            return self._apply(call, target, name, write)
        item = self.cluster.store.get(kind, target.namespace, name)
        if target.subresource == "token":
            return self._token(call, item)
        if target.subresource == "scale":
            return self._scale(call, target, item, write)
        match call.method:
            case "GET" | "HEAD":
                return _shown(target, item, write)
            case "PUT" | "PATCH":
                is_patch = call.method == "PATCH"
                wanted = self._patched(call, target, item) if is_patch else _object(call, target)
                changed = update(self.cluster, kind, target.version, wanted, item, write, target.subresource)
                return _shown(target, changed, write)
            case "DELETE":
                marked = delete(self.cluster, kind, item, _options(call), _is_dry(call))
                if marked is not None:
                    return _shown(target, marked, write)
                details = {"name": name, "group": kind.group, "kind": kind.plural}
                return _json(_success({**details, "uid": item["metadata"]["uid"]}))
        raise not_allowed()

    def _apply(self, call: Call, target: Target, name: str, write: Write) -> Response:
        if "fieldManager" not in call.query:
            message = "PatchOptions.meta.k8s.io is invalid: fieldManager: Required value: for apply patch"
            raise ApiError(422, "Invalid", message)
        wanted, is_forced = _object(call, target), call.query.get("force") == "true"
        item, is_new = apply(
            self.cluster,
            target.kind,
            target.version,
            target.namespace,
            name,
            wanted,
            write,
            is_forced,
            target.subresource,
        )
        return _shown(target, item, write, 201 if is_new else 200)

    def _patched(self, call: Call, target: Target, item: Json) -> Json:
        current, patch = shown(target, item), call.content()
        if call.content_type == JSON_PATCH and isinstance(patch, list):
            wanted = patched(current, patch)
        elif call.content_type == MERGE_PATCH:
            wanted = merged(current, patch)
        elif call.content_type == STRATEGIC_PATCH and target.kind.definition is None:
            shape = self.cluster.definitions.shape(target.kind, target.version)
            wanted = strategically_merged(current, patch, shape)
        else:
            raise unsupported_body(", ".join((JSON_PATCH, MERGE_PATCH, APPLY_PATCH)))
        if not isinstance(wanted, dict):
            raise bad_request("the patch makes something else than an object")
        return wanted

    def _token(self, call: Call, account: Json) -> Response:
        if call.method != "POST":
            raise not_allowed()
        metadata, token = account["metadata"], secrets.token_urlsafe(32)
        self.cluster.tokens[token] = service_account(metadata["namespace"], metadata["name"])
        status = {"token": token, "expirationTimestamp": "2099-01-01T00:00:00Z"}
        return _json({**(call.content() or {}), "status": status}, 201)

    def _scale(self, call: Call, target: Target, item: Json, write: Write) -> Response:
        if call.method != "GET":
            replicas = merged({"spec": {"replicas": 0}}, call.content())["spec"]["replicas"]
            wanted = {**item, "spec": {**item["spec"], "replicas": replicas}}
            item = update(self.cluster, target.kind, target.version, wanted, item, write)
        metadata, replicas = item["metadata"], dig(item, "spec", "replicas", default=0)
        names = ("name", "namespace", "uid", "resourceVersion")
        return _json(
            {
                "kind": "Scale",
                "apiVersion": "autoscaling/v1",
                "metadata": {name: metadata[name] for name in names},
                "spec": {"replicas": replicas},
                "status": {"replicas": replicas},
            }
        )


def _object(call: Call, target: Target) -> Json:
    """The object in a body, which has to be of the kind that the path names."""
    item, kind = call.content(), target.kind
    if not isinstance(item, dict):
        raise bad_request("the body of the request is no object")
    expected = (kind.group_version(target.version), kind.kind)
    found = (item.get("apiVersion"), item.get("kind"))
    if None not in found and found != expected:
        text = f"{found[1]} of {found[0]} does not match the expected {expected[1]} of {expected[0]}"
        raise bad_request(f"the object in the body: {text}")
    return item


def _write(call: Call) -> Write:
    manager = call.query.get("fieldManager") or call.agent
    return Write(manager, _is_dry(call), call.query.get("fieldValidation") or "Warn")


def _is_dry(call: Call) -> bool:
    return "dryRun" in call.query


def _options(call: Call) -> Json:
    options: Json = call.content() or {}
    in_query = {name: call.query[name] for name in ("propagationPolicy",) if name in call.query}
    return {**options, **in_query}


def _denied(who: Identity, attempt: Attempt) -> ApiError:
    name = f"{attempt.resource}.{attempt.group}" if attempt.group else attempt.resource
    where = f'in the namespace "{attempt.namespace}"' if attempt.namespace else "at the cluster scope"
    text = (
        f'{name} is forbidden: User "{who.name}" cannot {attempt.verb} resource "{attempt.resource}" '
        f'in API group "{attempt.group}" {where}'
    )
    return ApiError(403, "Forbidden", text, group=attempt.group, kind=attempt.resource)


def _shown(target: Target, item: Json, write: Write, status: int = 200) -> Response:
    response = _json(shown(target, item), status)
    if write.warnings:
        listed = [f'299 - "{text.replace(chr(34), chr(92) + chr(34))}"' for text in write.warnings]
        response.headers["Warning"] = ", ".join(listed)
    return response


def _success(details: Json) -> Json:
    return {
        "kind": "Status",
        "apiVersion": "v1",
        "metadata": {},
        "status": "Success",
        "details": details,
    }


def _json(content: Any, status: int = 200) -> Response:
    return Response(status, {"Content-Type": "application/json"}, json.dumps(content).encode())
