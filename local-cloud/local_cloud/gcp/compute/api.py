"""The calls of Compute Engine: one regular set of verbs for every type.

What a call changes is there at once; its operation is done when it is polled. A resource that isn't there, is
there already or is in use is refused, and so is a body that names something that isn't there.
"""

from __future__ import annotations

import copy
import re

from local_cloud.absence import given
from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.clock import timestamp
from local_cloud.gcp.compute import places
from local_cloud.gcp.compute.answers import operation, shown
from local_cloud.gcp.compute.instance_groups import instance_group_manager
from local_cloud.gcp.compute.references import (
    SERVICE,
    link_of,
    linked,
    references,
    require_references,
    require_unused,
)
from local_cloud.gcp.compute.resource_types import TYPES, ResourceType, add_default_route, is_default_route
from local_cloud.gcp.compute.subnetworks import expand_range
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.grants import Grants
from local_cloud.gcp.merging import merge
from local_cloud.gcp.operations import Operations
from local_cloud.gcp.projects import Projects
from local_cloud.gcp.regions import zones_of
from local_cloud.gcp.store import Store, fingerprint, new_number

NAME = re.compile(r"[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?")


class Compute:
    """Answers compute.googleapis.com."""

    def __init__(self, store: Store, projects: Projects, grants: Grants) -> None:
        self._store = store
        self._projects = projects
        self._grants = grants
        self._operations = Operations()

    def answer(self, call: Call) -> Json:
        """Answers one call."""
        self._operations.settle()
        _, _, _, project, *rest = call.path
        self._projects.require("compute", project)
        match call.method, rest:
            case "GET", []:
                return places.project(project)
            case "GET", ["regions"]:
                return places.regions(project)
            case "GET", ["regions", region]:
                return places.region(project, region)
            case "GET", ["zones"]:
                return places.zones(project, call.query.get("filter", ""))
            case "GET", ["zones", zone]:
                return places.zone(project, zone)
            case "GET", ["zones", zone, "instanceGroupManagers", name]:
                return instance_group_manager(self._store, project, zone, name)
            case _, ["global", collection, *names] if self._is_in(collection, "global"):
                return self._resource(call, project, "global", collection, names)
            case _, ["regions", region, collection, *names] if self._is_in(collection, "regions"):
                zones_of(region)
                return self._resource(call, project, f"regions/{region}", collection, names)
            case "GET", ["global", "operations", name]:
                return self._operation(name, project, "global")
            case "GET", ["regions", region, "operations", name]:
                return self._operation(name, project, f"regions/{region}")
        raise not_implemented(call.what)

    def _is_in(self, collection: str, scope: str) -> bool:
        return collection in TYPES and scope in TYPES[collection].scopes

    def _operation(self, name: str, project: str, scope: str) -> Json:
        found = self._operations.find(name)
        if found is None:
            raise GoogleError(404, f"The operation '{name}' was not found.")
        return operation(found, project, scope)

    def _resource(self, call: Call, project: str, scope: str, collection: str, names: list[str]) -> Json:
        base = f"{SERVICE}/projects/{project}/{scope}/{collection}"
        kind = TYPES[collection]
        if not names:
            if call.method == "GET":
                return self._list(call, base, kind)
            if call.method == "POST":
                return self._change(call, "insert", self._name(base, call.json), project, scope)
            raise not_implemented(call.what)
        name = f"{base}/{names[0]}"
        verb = names[1] if names[1:] else ""
        if verb.endswith("IamPolicy"):
            return self._grants.answer(call, self._store.policy(name))
        if call.method == "GET" and not verb:
            return shown(self._store.get(name), self._store)
        kinds = {"DELETE": "delete", "PATCH": "patch", "POST": verb, "PUT": "update"}
        return self._change(call, kinds.get(call.method, ""), name, project, scope)

    def _list(self, call: Call, base: str, kind: ResourceType) -> Json:
        """With the one filter that the provider asks by: equality of fields."""
        wanted = re.findall(r'\(?(\w+)\s*=\s*"([^"]*)"\)?', call.query.get("filter", ""))
        found = [
            shown(each, self._store)
            for each in self._store.within(base)
            if all(str(each.get(field)) == value for field, value in wanted)
        ]
        return {"kind": f"compute#{kind.kind}List", "items": found}

    def _name(self, base: str, body: Json) -> str:
        name = str(body.get("name", ""))
        if NAME.fullmatch(name) is None:
            raise GoogleError(400, f"Invalid value for field 'resource.name': '{name}'.")
        return f"{base}/{name}"

    def _change(self, call: Call, action: str, name: str, project: str, scope: str) -> Json:
        """Carries a change out, unless its operation is to fail."""
        if call.failure is None:
            self._carry_out(call, action, name, scope)
        started = self._operations.start(call, action, name, lambda failure: None)
        return operation(started, project, scope)

    def _carry_out(self, call: Call, action: str, name: str, scope: str) -> None:
        kind = TYPES[name.split("/")[-2]]
        match action:
            case "insert":
                self._insert(call.json, name, scope, kind)
            case "delete":
                self._delete(name)
            case "patch" | "update" if kind.is_changeable:
                self._update(call.json, name, kind, replaces=action == "update")
            case "setLabels":
                self._set_labels(call.json, name)
            case "setPrivateIpGoogleAccess":
                self._store.get(name)["privateIpGoogleAccess"] = call.json["privateIpGoogleAccess"]
            case "expandIpCidrRange":
                changed = copy.deepcopy(self._store.get(name))
                expand_range(changed, call.json.get("ipCidrRange", ""))
                kind.complete(changed, self._store)
                self._store.replace(name, changed)
            case _:
                raise not_implemented(call.what)

    def _insert(self, body: Json, name: str, scope: str, kind: ResourceType) -> None:
        resource = linked(given(body))
        require_references(resource, self._store)
        resource |= {
            "kind": f"compute#{kind.kind}",
            "id": new_number(name),
            "creationTimestamp": timestamp(),
            "selfLink": link_of(name),
        }
        if scope != "global":
            resource["region"] = link_of(f"{SERVICE}/{'/'.join(name.split('/')[1:3])}/{scope}")
        if name not in self._store:
            kind.complete(resource, self._store)
        self._store.create(name, resource)
        if kind.kind == "network":
            add_default_route(resource, self._store)

    def _update(self, body: Json, name: str, kind: ResourceType, replaces: bool) -> None:
        current = self._store.get(name)
        self._require_fresh(body.get("fingerprint"), shown(current, self._store).get("fingerprint"))
        changed = copy.deepcopy(current)
        if replaces:
            kept = ("kind", "id", "creationTimestamp", "selfLink", "region", "name", "network")
            changed = {field: current[field] for field in kept if field in current}
        merge(changed, linked(body))
        changed.pop("fingerprint", None)
        require_references(changed, self._store)
        kind.complete(changed, self._store)
        self._store.replace(name, changed)

    def _delete(self, name: str) -> None:
        self._store.get(name)
        require_unused(name, self._store)
        for route, body in self._store.items(f"{SERVICE}/"):
            if is_default_route(route) and name in references(body):
                self._store.remove(route)
        self._store.remove(name)

    def _set_labels(self, body: Json, name: str) -> None:
        resource = self._store.get(name)
        self._require_fresh(body.get("labelFingerprint"), fingerprint(resource.get("labels", {})))
        resource["labels"] = body.get("labels") or {}

    def _require_fresh(self, sent: str | None, current: str | None) -> None:
        if sent and sent != current:
            raise GoogleError(412, "Invalid fingerprint: the resource was changed in the meantime.")
