"""Azure Resource Manager over HTTP.

A path with an even number of segments is a resource, one with an odd number a collection or an action.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote

from local_cloud.azure import kubernetes_versions
from local_cloud.azure.actions import VIEWS, Action
from local_cloud.azure.authorization import Authorization
from local_cloud.azure.conditions import Attempt
from local_cloud.azure.contents import contents
from local_cloud.azure.errors import AzureError, json_response, not_implemented
from local_cloud.azure.operations import PATH as OPERATION
from local_cloud.azure.resource_ids import guid_of, is_within, name_of, scope_of, subscription_of, type_of
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import GROUPS, Resources
from local_cloud.azure.role_definitions import RoleDefinitions, shown
from local_cloud.azure.tokens import principal_of
from local_cloud.messages import Request, Response

AUDIENCES = ("https://management.azure.com", "https://management.core.windows.net")
ROLE_DEFINITIONS = "microsoft.authorization/roledefinitions"
NEVER_ANY = ("microsoft.operationalinsights/deletedworkspaces",)
"""What was deleted, and could be brought back on Azure; it is not kept here."""
KUBERNETES_VERSIONS = "microsoft.containerservice/locations/kubernetesversions"


class Management:
    """Answers management.azure.com."""

    def __init__(
        self,
        resources: Resources,
        roles: RoleDefinitions,
        authorization: Authorization,
        actions: Mapping[str, Action],
    ) -> None:
        self._resources = resources
        self._roles = roles
        self._authorization = authorization
        self._actions = actions

    def answer(self, request: Request) -> Response:
        """One call."""
        path = unquote(request.path).rstrip("/")
        query = dict(parse_qsl(request.query))
        request.notes["action"] = f"{request.method} {type_of(path)}"
        if path == "/metadata/endpoints":
            raise AzureError(404, "NotFound", "the public cloud's endpoints are known without asking")
        principal = principal_of(request.headers, *AUDIENCES)
        if OPERATION in path:
            return json_response(200, self._resources.operations.look(name_of(path)), {"Retry-After": "0"})
        known = self._about_subscriptions(request.method, path)
        if known is not None:
            return json_response(200, known)
        self._authorize(principal, request.method, path)
        body = json.loads(request.body) if request.body else {}
        if ROLE_DEFINITIONS in path.lower():
            return self._role_definition(request.method, path, query, body)
        if path.count("/") % 2:
            return self._collection_or_action(request, path, query)
        if type_of(path) in NEVER_ANY:
            self._resources.get(path)
        if not self._resources.knows(type_of(path)):
            raise not_implemented(f"{request.method} of a resource of type {type_of(path)}")
        return self._resource(request, path, body)

    def _authorize(self, principal: str, method: str, path: str) -> None:
        verb = {"GET": "read", "HEAD": "read", "DELETE": "delete", "POST": "action"}.get(method, "write")
        action = f"{type_of(path)}/{verb}"
        if not self._authorization.allows(principal, Attempt(action), path, is_data=False):
            text = (
                f"The client '{principal}' with object id '{principal}' does not have authorization "
                f"to perform action '{action}' over scope '{path}' or the scope is invalid."
            )
            raise AzureError(403, "AuthorizationFailed", text)

    @staticmethod
    def _about_subscriptions(method: str, path: str) -> Json | None:
        """What a provider asks before anything else; every GUID is a subscription."""
        if method == "GET" and re.fullmatch(r"/subscriptions/[^/]+", path):
            subscription = name_of(path)
            tenant = guid_of(subscription, "tenant")
            names = {"subscriptionId": subscription, "displayName": "local cloud", "tenantId": tenant}
            return {"id": path, "state": "Enabled", **names}
        if method == "GET" and re.fullmatch(r"/subscriptions/[^/]+/providers", path):
            return {"value": []}
        return None

    def _resource(self, request: Request, path: str, body: Json) -> Response:
        if request.method in ("GET", "HEAD"):
            return json_response(200, self._resources.shown(self._resources.get(path)))
        if request.method == "DELETE":
            if request.failure is not None:
                # Clients look for the end of a deletion for an hour; this one does not begin.
                raise AzureError(409, request.failure.code, request.failure.message)
            if not self._resources.delete(path):
                return json_response(204)
            return json_response(200 if type_of(path) == GROUPS else 204)
        if request.method not in ("PUT", "PATCH"):
            raise not_implemented(f"{request.method} {path}")
        return self._write(request, path, body)

    def _write(self, request: Request, path: str, body: Json) -> Response:
        """A PUT or PATCH: answered at once, though some types are ready only later."""
        operations, failure = self._resources.operations, request.failure
        is_long_running = self._resources.kind_of(path).is_long_running
        if failure is not None and not is_long_running:
            raise AzureError(400, failure.code, failure.message)
        is_new = self._resources.find(path) is None
        change = self._resources.put if request.method == "PUT" else self._resources.patch
        written = change(path, body)
        if is_long_running:
            headers = operations.start(request.host, written["id"], is_new, failure)
        else:
            headers = operations.finished(request.host, written["id"])
        return json_response(200, self._resources.shown(written), headers)

    def _role_definition(self, method: str, path: str, query: dict[str, str], body: Json) -> Response:
        subscription = subscription_of(path)
        if path.lower().endswith("/roledefinitions"):
            name = re.fullmatch(r"roleName eq '(.*)'", query.get("$filter", ""))
            found = self._roles.named(name[1].replace("''", "'") if name else None)
            return json_response(200, {"value": [shown(role, subscription) for role in found]})
        guid = name_of(path)
        if method == "GET":
            return json_response(200, shown(self._roles.get(guid), subscription))
        if method == "PUT":
            self._resources.get(scope_of(path))
            return json_response(201, shown(self._roles.put(guid, body), subscription))
        if method == "DELETE":
            if self._authorization.is_assigned(guid):
                text = "There are existing role assignments referencing this role."
                raise AzureError(400, "RoleDefinitionHasAssignments", text)
            self._roles.delete(guid)
            return json_response(204)
        raise not_implemented(f"{method} of a role definition")

    def _collection_or_action(self, request: Request, path: str, query: dict[str, str]) -> Response:
        owner, name = path.rsplit("/", 1)
        named = f"{type_of(owner)}/{name.lower()}"
        chosen = {"POST": self._actions, "GET": VIEWS}.get(request.method, {}).get(named)
        if chosen is not None:
            return json_response(200, chosen(self._resources.get(owner)))
        if re.fullmatch(r"/subscriptions/[^/]+(/resourcegroups/[^/]+)?/resources", path, re.IGNORECASE):
            held = contents(self._resources, path.rsplit("/", 1)[0], query.get("$filter"))
            return json_response(200, {"value": held})
        type_name = type_of(f"{path}/x")
        if type_name == KUBERNETES_VERSIONS:
            return json_response(200, kubernetes_versions.of_region())
        if request.method != "GET" or not (self._resources.knows(type_name) or type_name in NEVER_ANY):
            raise not_implemented(f"{request.method} {path}")
        scope = scope_of(f"{path}/x") if "/providers/" in path else path.rsplit("/", 1)[0]
        found = [one for one in self._resources.of_type(type_name) if is_within(one["id"], scope)]
        return json_response(200, {"value": [self._resources.shown(one) for one in found]})
