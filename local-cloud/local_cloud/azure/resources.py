"""Resource Manager's resources: what every type has in common.

The id is the key, whatever its spelling. What was sent is kept, null properties aside, and each type adds
what Azure computes for it (resource_types.py).
"""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from local_cloud.azure.errors import AzureError
from local_cloud.azure.identities import complete_identity
from local_cloud.azure.locks import check_locks, check_read_only
from local_cloud.azure.operations import Operations
from local_cloud.azure.references import check_references, check_unused
from local_cloud.azure.resource_ids import is_within, name_of, parent_of, type_of
from local_cloud.azure.resource_type import InlineChildren, Json, ResourceType

GROUPS = "microsoft.resources/resourcegroups"
Check = Callable[[str, Json], None]
"""Refuses a whole body for a reason that lies outside it: who is allowed what."""


class Resources:
    """All resources of all subscriptions."""

    def __init__(self, types: Mapping[str, ResourceType], singletons: Mapping[str, Json]) -> None:
        self._types = types
        self._singletons = singletons
        self._bodies: dict[str, Json] = {}
        self.operations = Operations()
        self.checks: dict[str, Check] = {}
        """By type."""
        self.on_delete: list[Callable[[str], object]] = []
        """Called with the id, lower case, of each resource that goes."""

    def knows(self, type_name: str) -> bool:
        """Whether a type is implemented."""
        return type_name in self._types

    def kind_of(self, resource_id: str) -> ResourceType:
        """What is special about a resource's type."""
        return self._types[type_of(resource_id)]

    def find(self, resource_id: str) -> Json | None:
        """A resource, or None. What always exists is there as soon as its parent is."""
        key = resource_id.lower()
        if key not in self._bodies and type_of(key) in self._singletons:
            parent = self._bodies.get(parent_of(key))
            if parent is not None and name_of(key) == "default":
                properties = copy.deepcopy(self._singletons[type_of(key)])
                self.keep(resource_id, {"properties": properties})
        return self._bodies.get(key)

    def get(self, resource_id: str) -> Json:
        """A resource that has to exist."""
        body = self.find(resource_id)
        if body is not None:
            return body
        if type_of(resource_id) == GROUPS:
            text = f"Resource group '{name_of(resource_id)}' could not be found."
            raise AzureError(404, "ResourceGroupNotFound", text)
        text = f"The Resource '{type_of(resource_id)}/{name_of(resource_id)}' was not found."
        raise AzureError(404, "ResourceNotFound", text)

    def all(self) -> Iterable[Json]:
        """Everything."""
        return list(self._bodies.values())

    def of_type(self, type_name: str) -> Iterable[Json]:
        """All resources of a type."""
        return [body for key, body in self._bodies.items() if type_of(key) == type_name]

    def below(self, scope: str) -> Iterable[Json]:
        """All resources at a scope and below it."""
        return [body for key, body in self._bodies.items() if is_within(key, scope)]

    def children(self, resource_id: str, collection: str) -> Iterable[Json]:
        """What stands directly below a resource."""
        start = f"{resource_id}/{collection}/".lower()
        return [
            body
            for key, body in self._bodies.items()
            if key.startswith(start) and "/" not in key.removeprefix(start)
        ]

    def shown(self, body: Json) -> Json:
        """A resource as Azure answers it: with its children, and the state that it is in."""
        properties = dict(body["properties"])
        if "provisioningState" in properties:
            properties["provisioningState"] = self.operations.state_of(body["id"])
        for inline in self.kind_of(body["id"]).inline:
            children = [self.shown(child) for child in self.children(body["id"], inline.collection)]
            properties[inline.property] = [_flat(one) if inline.is_flat else one for one in children]
        return {**body, "properties": properties}

    def put(self, resource_id: str, given: Json) -> Json:
        """Makes or replaces a resource."""
        self._check_parents(resource_id)
        check_read_only(self, resource_id)
        old = self.find(resource_id)
        body = _named(old["id"] if old else resource_id, copy.deepcopy(given))
        properties = {k: v for k, v in (body.get("properties") or {}).items() if v is not None}
        body["properties"] = {**properties, "provisioningState": "Succeeded"}
        for optional in ("identity", "sku", "tags"):
            if body.get(optional) is None:
                body.pop(optional, None)
        complete_identity(self, body)
        check_references(self, body)
        check = self.checks.get(type_of(resource_id))
        if check is not None:
            check(resource_id, body)
        kind = self.kind_of(body["id"])
        kind.complete(self, body, old)
        children = [(inline, body["properties"].pop(inline.property, None)) for inline in kind.inline]
        self._bodies[resource_id.lower()] = body
        try:
            for inline, sent in children:
                self._put_children(body["id"], inline, sent)
        except AzureError:
            if old is None:
                self.forget(resource_id)
            else:
                self._bodies[resource_id.lower()] = old
            raise
        return body

    def _put_children(self, parent: str, inline: InlineChildren, sent: list[Json] | None) -> None:
        """What a parent's body says of its children; where it says nothing, they stay."""
        if sent is None:
            return
        if inline.is_whole:
            wanted = {str(child["name"]).lower() for child in sent}
            for child in self.children(parent, inline.collection):
                if child["name"].lower() not in wanted:
                    self.delete(child["id"])
        for child in sent:
            properties = {k: v for k, v in child.items() if k != "name"} if inline.is_flat else None
            body = {"properties": properties} if properties is not None else child
            self.put(f"{parent}/{inline.collection}/{child['name']}", body)

    def keep(self, resource_id: str, body: Json) -> Json:
        """Keeps what Azure makes by itself; nothing is checked and nothing added."""
        kept = _named(resource_id, {"properties": {}, **body})
        self._bodies[resource_id.lower()] = kept
        return kept

    def patch(self, resource_id: str, change: Json) -> Json:
        """Changes a resource in part; tags are replaced whole."""
        return self.put(resource_id, _merged(copy.deepcopy(self.get(resource_id)), change))

    def delete(self, resource_id: str) -> bool:
        """Removes a resource and all that is below it; False where it isn't there."""
        body = self._bodies.get(resource_id.lower())
        if body is None:
            return False
        check_locks(self, resource_id)
        check_unused(self, resource_id)
        self.kind_of(body["id"]).before_delete(self, body)
        self.forget(resource_id)
        return True

    def forget(self, resource_id: str) -> None:
        """Removes a resource and all that is below it, whatever is locked."""
        gone = [self._bodies.pop(body["id"].lower()) for body in self.below(resource_id)]
        for body in gone:
            self.operations.forget(body["id"])
            self.kind_of(body["id"]).after_delete(self, body)
            for told in self.on_delete:
                told(body["id"].lower())

    def _check_parents(self, resource_id: str) -> None:
        segments = resource_id.split("/")
        if len(segments) > 5 and segments[3].lower() == "resourcegroups":
            self.get("/".join(segments[:5]))
        parent = parent_of(resource_id)
        if parent.count("/") > 2 and self.find(parent) is None:
            text = f"The parent resource '{parent}' of a nested resource was not found."
            raise AzureError(404, "ParentResourceNotFound", text)


def _named(resource_id: str, body: Json) -> Json:
    own = {"id": resource_id, "name": name_of(resource_id), "type": type_of(resource_id)}
    return {**body, **own, "etag": f'"{uuid.uuid4()}"'}


def _flat(child: Json) -> Json:
    return {"name": child["name"], **child["properties"]}


def _merged(body: Json, change: Mapping[str, Any]) -> Json:
    for name, value in change.items():
        if value is None:
            body.pop(name, None)
        elif isinstance(value, dict) and isinstance(body.get(name), dict) and name not in _REPLACED_WHOLE:
            _merged(body[name], value)
        else:
            body[name] = value
    return body


_REPLACED_WHOLE = ("tags", "userAssignedIdentities")
