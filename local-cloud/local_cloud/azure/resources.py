"""Resource Manager's resources: what every type has in common.

The id is the key, whatever its spelling. What was sent is kept, null properties aside, and each type adds
what Azure computes for it (resource_types.py).
"""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from local_cloud.azure.errors import AzureError, not_implemented
from local_cloud.azure.resource_ids import is_within, name_of, parent_of, scope_of, type_of

Json = dict[str, Any]
Complete = Callable[["Resources", Json, Json | None], None]
"""Adds to a new body what Azure computes; the third argument is the body that it replaces."""


class Resources:
    """All resources of all subscriptions."""

    def __init__(self, types: Mapping[str, Complete], singletons: Mapping[str, Json]) -> None:
        self._types = types
        self._singletons = singletons
        self._bodies: dict[str, Json] = {}
        self.on_delete: list[Callable[[str], object]] = []
        """Called with the id, lower case, of each resource that goes."""

    def knows(self, type_name: str) -> bool:
        """Whether a type is implemented."""
        return type_name in self._types

    def find(self, resource_id: str) -> Json | None:
        """A resource, or None. What always exists is there as soon as its parent is."""
        key = resource_id.lower()
        if key not in self._bodies and type_of(key) in self._singletons:
            parent = self._bodies.get(parent_of(key))
            if parent is not None and name_of(key) == "default":
                properties = copy.deepcopy(self._singletons[type_of(key)])
                self._bodies[key] = self._named(resource_id, {"properties": properties})
        return self._bodies.get(key)

    def get(self, resource_id: str) -> Json:
        """A resource that has to exist."""
        body = self.find(resource_id)
        if body is not None:
            return body
        if type_of(resource_id) == "microsoft.resources/resourcegroups":
            text = f"Resource group '{name_of(resource_id)}' could not be found."
            raise AzureError(404, "ResourceGroupNotFound", text)
        text = f"The Resource '{type_of(resource_id)}/{name_of(resource_id)}' was not found."
        raise AzureError(404, "ResourceNotFound", text)

    def of_type(self, type_name: str) -> Iterable[Json]:
        """All resources of a type."""
        return [body for key, body in self._bodies.items() if type_of(key) == type_name]

    def below(self, scope: str) -> Iterable[Json]:
        """All resources at a scope and below it."""
        return [body for key, body in self._bodies.items() if is_within(key, scope)]

    def put(self, resource_id: str, given: Json) -> Json:
        """Makes or replaces a resource."""
        self._check_parents(resource_id)
        old = self.find(resource_id)
        body = self._named(old["id"] if old else resource_id, copy.deepcopy(given))
        properties = {k: v for k, v in (body.get("properties") or {}).items() if v is not None}
        body["properties"] = {**properties, "provisioningState": "Succeeded"}
        for optional in ("identity", "sku", "tags"):
            if body.get(optional) is None:
                body.pop(optional, None)
        self._complete_identities(body)
        self._types[type_of(resource_id)](self, body, old)
        self._bodies[resource_id.lower()] = body
        return body

    def patch(self, resource_id: str, change: Json) -> Json:
        """Changes a resource in part; tags are replaced whole."""
        return self.put(resource_id, _merged(copy.deepcopy(self.get(resource_id)), change))

    def delete(self, resource_id: str) -> bool:
        """Removes a resource and all that is below it; False where it isn't there."""
        if resource_id.lower() not in self._bodies:
            return False
        self._check_locks(resource_id)
        self.forget(resource_id)
        return True

    def forget(self, resource_id: str) -> None:
        """Removes a resource and all that is below it, whatever is locked."""
        for key in [key for key in self._bodies if is_within(key, resource_id)]:
            del self._bodies[key]
            for told in self.on_delete:
                told(key)

    def _check_parents(self, resource_id: str) -> None:
        segments = resource_id.split("/")
        if len(segments) > 5 and segments[3].lower() == "resourcegroups":
            self.get("/".join(segments[:5]))
        parent = parent_of(resource_id)
        if parent.count("/") > 2 and self.find(parent) is None:
            text = f"The parent resource '{parent}' of a nested resource was not found."
            raise AzureError(404, "ParentResourceNotFound", text)

    def _check_locks(self, resource_id: str) -> None:
        """A lock keeps what it is on, all below it (role assignments, too), and the group that holds it."""
        if type_of(resource_id) == "microsoft.authorization/locks":
            return
        for lock in self.of_type("microsoft.authorization/locks"):
            scope = scope_of(lock["id"])
            if is_within(resource_id, scope) or is_within(scope, resource_id):
                text = (
                    f"The scope '{resource_id}' cannot perform delete operation because following "
                    f"scope(s) are locked: '{scope}'. Please remove the lock and try again."
                )
                raise AzureError(409, "ScopeLocked", text)

    @staticmethod
    def _named(resource_id: str, body: Json) -> Json:
        own = {"id": resource_id, "name": name_of(resource_id), "type": type_of(resource_id)}
        return {**body, **own, "etag": f'"{uuid.uuid4()}"'}

    def _complete_identities(self, body: Json) -> None:
        identity = body.get("identity") or {}
        if "systemassigned" in str(identity.get("type", "")).lower():
            raise not_implemented("a system-assigned identity")
        for assigned in identity.get("userAssignedIdentities") or {}:
            properties = self.get(assigned)["properties"]
            ids = {name: properties[name] for name in ("principalId", "clientId")}
            identity["userAssignedIdentities"][assigned] = ids


def _merged(body: Json, change: Json) -> Json:
    for name, value in change.items():
        if value is None:
            body.pop(name, None)
        elif isinstance(value, dict) and isinstance(body.get(name), dict) and name not in _REPLACED_WHOLE:
            _merged(body[name], value)
        else:
            body[name] = value
    return body


_REPLACED_WHOLE = ("tags", "userAssignedIdentities")
