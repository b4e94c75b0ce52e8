"""Roles: the built-in ones that state needs, and a subscription's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from local_cloud.azure.errors import AzureError

Json = dict[str, Any]

_BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs"
_CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers"
_KEYS = "Microsoft.KeyVault/vaults/keys"


@dataclass(frozen=True)
class Role:
    """What an assignment of it allows."""

    guid: str
    name: str
    actions: tuple[str, ...] = ()
    data_actions: tuple[str, ...] = ()
    description: str = ""
    scopes: tuple[str, ...] = ("/",)
    is_custom: bool = False
    not_actions: tuple[str, ...] = field(default=())
    not_data_actions: tuple[str, ...] = field(default=())

    def allows(self, action: str, is_data: bool) -> bool:
        """Whether it has an action, and does not take it out again."""
        granted = self.data_actions if is_data else self.actions
        withheld = self.not_data_actions if is_data else self.not_actions
        return _matches(action, granted) and not _matches(action, withheld)


BUILT_IN = (
    Role("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", ("*",)),
    Role("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", ("*/read",)),
    Role(
        "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        "Storage Blob Data Owner",
        (f"{_CONTAINERS}/*",),
        (f"{_BLOBS}/*",),
    ),
    Role(
        "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        "Storage Blob Data Contributor",
        (f"{_CONTAINERS}/delete", f"{_CONTAINERS}/read", f"{_CONTAINERS}/write"),
        (f"{_BLOBS}/delete", f"{_BLOBS}/read", f"{_BLOBS}/write", f"{_BLOBS}/add/action"),
    ),
    Role(
        "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
        "Storage Blob Data Reader",
        (f"{_CONTAINERS}/read",),
        (f"{_BLOBS}/read",),
    ),
    Role(
        "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
        "Key Vault Crypto Officer",
        data_actions=(f"{_KEYS}/*", "Microsoft.KeyVault/vaults/keyrotationpolicies/*"),
    ),
    Role(
        "e147488a-f6f5-4113-8e2d-b22465e65bf6",
        "Key Vault Crypto Service Encryption User",
        data_actions=(f"{_KEYS}/read", f"{_KEYS}/wrap/action", f"{_KEYS}/unwrap/action"),
    ),
)
"""https://learn.microsoft.com/azure/role-based-access-control/built-in-roles"""


class RoleDefinitions:
    """All roles, by their GUID."""

    def __init__(self) -> None:
        self._roles = {role.guid: role for role in BUILT_IN}

    def get(self, guid: str) -> Role:
        """The role of a GUID."""
        role = self._roles.get(guid.lower())
        if role is None:
            raise AzureError(
                404,
                "RoleDefinitionDoesNotExist",
                f"The specified role definition with ID '{guid}' does not exist.",
            )
        return role

    def put(self, guid: str, body: Json) -> Role:
        """Makes or changes a role of one's own."""
        properties = body["properties"]
        permissions: list[Json] = properties.get("permissions") or []
        names = [role.name for role in self._roles.values() if role.guid != guid.lower()]
        if properties["roleName"] in names:
            raise AzureError(
                409,
                "RoleDefinitionWithSameNameExists",
                f"A custom role with the name '{properties['roleName']}' exists already.",
            )

        def all_of(kind: str) -> tuple[str, ...]:
            return tuple(action for one in permissions for action in one.get(kind) or [])

        role = Role(
            guid.lower(),
            properties["roleName"],
            all_of("actions"),
            all_of("dataActions"),
            properties.get("description") or "",
            tuple(properties.get("assignableScopes") or ()),
            is_custom=True,
            not_actions=all_of("notActions"),
            not_data_actions=all_of("notDataActions"),
        )
        self._roles[role.guid] = role
        return role

    def delete(self, guid: str) -> None:
        """Removes a role of one's own."""
        if self.get(guid).is_custom:
            del self._roles[guid.lower()]

    def named(self, name: str | None) -> list[Role]:
        """The roles of a name; all of them without one."""
        return [role for role in self._roles.values() if name is None or role.name == name]


def shown(role: Role, subscription: str) -> Json:
    """A role as Resource Manager answers it: its id is the subscription's, wherever it was made."""
    return {
        "id": f"/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{role.guid}",
        "name": role.guid,
        "type": "Microsoft.Authorization/roleDefinitions",
        "properties": {
            "roleName": role.name,
            "type": "CustomRole" if role.is_custom else "BuiltInRole",
            "description": role.description,
            "assignableScopes": list(role.scopes),
            "permissions": [
                {
                    "actions": list(role.actions),
                    "notActions": list(role.not_actions),
                    "dataActions": list(role.data_actions),
                    "notDataActions": list(role.not_data_actions),
                }
            ],
        },
    }


def _matches(action: str, patterns: tuple[str, ...]) -> bool:
    return any(
        re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), action, re.IGNORECASE) for pattern in patterns
    )
