"""The roles that there are: the built-in ones that are known here, and a subscription's own."""

from __future__ import annotations

from typing import Any

from local_cloud.azure.built_in_roles import BUILT_IN
from local_cloud.azure.errors import AzureError
from local_cloud.azure.role import Role

Json = dict[str, Any]


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
