"""Microsoft.Authorization: role assignments, as resources."""

from __future__ import annotations

from local_cloud.azure.clock import now
from local_cloud.azure.resource_ids import scope_of
from local_cloud.azure.resource_type import Json, ResourceType
from local_cloud.azure.resources import Resources

ASSIGNMENTS = "microsoft.authorization/roleassignments"


def _assignment(_resources: Resources, body: Json, _old: Json | None) -> None:
    properties = body["properties"]
    properties["scope"] = scope_of(body["id"]) or "/"
    properties.setdefault("principalType", "ServicePrincipal")
    properties.update(createdOn=now(), updatedOn=now())


TYPES = {ASSIGNMENTS: ResourceType(_assignment)}
