"""Management locks (Resource Manager, "Lock your resources to protect your infrastructure")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from local_cloud.azure.errors import AzureError
from local_cloud.azure.resource_ids import is_within, scope_of, type_of
from local_cloud.azure.resource_type import ResourceType

if TYPE_CHECKING:
    from local_cloud.azure.resources import Resources

LOCKS = "microsoft.authorization/locks"
TYPES = {LOCKS: ResourceType()}


def check_locks(resources: Resources, resource_id: str) -> None:
    """Refuses to delete what is locked.

    A lock keeps what it is on, all below it (role assignments, too), and the group that holds it.
    """
    if type_of(resource_id) == LOCKS:
        return
    for lock in resources.of_type(LOCKS):
        scope = scope_of(lock["id"])
        if is_within(resource_id, scope) or is_within(scope, resource_id):
            raise _locked(resource_id, "delete", scope)


def check_read_only(resources: Resources, resource_id: str) -> None:
    """Refuses to change what a stricter lock is on."""
    if type_of(resource_id) == LOCKS:
        return
    for lock in resources.of_type(LOCKS):
        scope = scope_of(lock["id"])
        if lock["properties"].get("level") == "ReadOnly" and is_within(resource_id, scope):
            raise _locked(resource_id, "write", scope)


def _locked(resource_id: str, verb: str, scope: str) -> AzureError:
    text = (
        f"The scope '{resource_id}' cannot perform {verb} operation because following "
        f"scope(s) are locked: '{scope}'. Please remove the lock and try again."
    )
    return AzureError(409, "ScopeLocked", text)
