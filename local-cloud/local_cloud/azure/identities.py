"""Managed identities: their own resources, and the resources that carry one.

The API reference of a user-assigned identity adds client id, principal id and tenant; a resource with an
identity shows the ids of each that it carries, and those of its own, the system-assigned one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from local_cloud.azure.errors import AzureError
from local_cloud.azure.resource_ids import guid_of, subscription_of
from local_cloud.azure.resource_type import Json, ResourceType

if TYPE_CHECKING:
    from local_cloud.azure.resources import Resources

IDENTITIES = "microsoft.managedidentity/userassignedidentities"


def _identity(_resources: Resources, body: Json, _old: Json | None) -> None:
    resource_id = body["id"]
    body["properties"].update(
        clientId=guid_of(resource_id, "client"),
        principalId=guid_of(resource_id, "principal"),
        tenantId=guid_of(subscription_of(resource_id), "tenant"),
    )


TYPES = {
    IDENTITIES: ResourceType(_identity),
    f"{IDENTITIES}/federatedidentitycredentials": ResourceType(),
}


def complete_identity(resources: Resources, body: Json) -> None:
    """Fills in the ids of the identities that a resource carries; they have to exist."""
    identity = body.get("identity") or {}
    if "systemassigned" in str(identity.get("type", "")).lower():
        identity["principalId"] = guid_of(body["id"], "system")
        identity["tenantId"] = guid_of(subscription_of(body["id"]), "tenant")
    for assigned in identity.get("userAssignedIdentities") or {}:
        found = resources.find(assigned)
        if found is None:
            text = (
                f"Identity operation for resource '{body['id']}' failed with error 'Failed to perform "
                f"resource identity operation: Resource '{assigned}' was not found.'"
            )
            raise AzureError(400, "FailedIdentityOperation", text)
        ids = {name: found["properties"][name] for name in ("principalId", "clientId")}
        identity["userAssignedIdentities"][assigned] = ids


def principal_ids(body: Json) -> list[str]:
    """The object ids of the identities that a resource carries."""
    identity = body.get("identity") or {}
    assigned = [one["principalId"] for one in (identity.get("userAssignedIdentities") or {}).values()]
    return [*assigned, *([identity["principalId"]] if "principalId" in identity else [])]
