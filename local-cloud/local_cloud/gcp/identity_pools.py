"""Workload identity pools: a CI service's tokens become principals of Google Cloud.

To make, change or delete one is a long-running operation, done at once here. What is deleted keeps its name,
as there for 30 days.
"""

from __future__ import annotations

import itertools
import re

from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.merging import merge, only
from local_cloud.gcp.projects import Projects, project_number

IDENTIFIER = re.compile(r"(?!gcp-)[a-z0-9-]{4,32}")
PARAMETERS = {
    "workloadIdentityPools": "workloadIdentityPoolId",
    "providers": "workloadIdentityPoolProviderId",
}


class IdentityPools:
    """The pools of this cloud and their providers, by name."""

    def __init__(self, projects: Projects) -> None:
        self._projects = projects
        self._resources: dict[str, Json] = {}
        self._operations = itertools.count(1)

    def answer(self, call: Call) -> Json:
        """Answers iam.googleapis.com."""
        match call.path:
            case (_, "projects", project, "locations", "global", "workloadIdentityPools", *rest):
                self._projects.require("iam", project)
                number = project_number(project)
                base = f"projects/{number}/locations/global/workloadIdentityPools"
                return self._answer(call, "/".join([base, *rest]))
        raise not_implemented(call.what)

    def provider(self, name: str) -> Json:
        """A provider that can be signed in through."""
        found = self._resources.get(name)
        pool = self._resources.get(name.rpartition("/providers/")[0])
        if any(each is None or each["state"] != "ACTIVE" or each.get("disabled") for each in (found, pool)):
            raise GoogleError(400, f"Invalid value for audience: there is no active provider {name}.")
        return found or {}

    def _answer(self, call: Call, name: str) -> Json:
        if "/operations/" in name and call.method == "GET":
            return {"name": name, "done": True}
        kind = name.rpartition("/")[2]
        if call.method == "POST" and kind in PARAMETERS:
            return self._create(call, name, call.query.get(PARAMETERS[kind], ""))
        resource = self._resources.get(name)
        if resource is None:
            raise GoogleError(404, f"Requested entity {name} was not found.")
        if call.method == "GET":
            return resource
        if call.method == "PATCH":
            merge(resource, only(call.json, call.query.get("updateMask", "")))
            return self._done(name, resource)
        if call.method == "DELETE":
            resource["state"] = "DELETED"
            return self._done(name, resource)
        raise not_implemented(call.what)

    def _create(self, call: Call, collection: str, identifier: str) -> Json:
        name = f"{collection}/{identifier}"
        if IDENTIFIER.fullmatch(identifier) is None:
            raise GoogleError(400, f"{identifier!r} is not an id: 4 to 32 of [a-z0-9-], not gcp-….")
        if name in self._resources:
            raise GoogleError(409, f"Requested entity {name} already exists.", "alreadyExists")
        body = {field: value for field, value in call.json.items() if value is not None}
        if collection.endswith("/providers") and "attributeCondition" not in body:
            raise GoogleError(400, "The attribute condition must reference one of the provider's claims.")
        self._resources[name] = {**body, "name": name, "state": "ACTIVE"}
        return self._done(name, self._resources[name])

    def _done(self, name: str, resource: Json) -> Json:
        operation = f"{name}/operations/op{next(self._operations)}"
        return {"name": operation, "done": True, "response": resource}
