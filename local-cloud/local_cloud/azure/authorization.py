"""Who may do what: role assignments, evaluated with their conditions."""

from __future__ import annotations

import re
from typing import Any

from local_cloud.azure import conditions
from local_cloud.azure.conditions import Attempt
from local_cloud.azure.errors import AzureError, not_implemented
from local_cloud.azure.resource_ids import is_within, scope_of
from local_cloud.azure.resources import Resources
from local_cloud.azure.role_assignments import ASSIGNMENTS
from local_cloud.azure.role_definitions import RoleDefinitions

Json = dict[str, Any]
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class Authorization:
    """Answers whether a principal may do something, somewhere.

    The one principal that is handed out owns all subscriptions, and all blobs in them. On Azure, an owner
    of a subscription is let into its blobs only after naming itself there.
    """

    def __init__(self, resources: Resources, roles: RoleDefinitions, owner: str) -> None:
        self._resources = resources
        self._roles = roles
        self._owner = owner

    def allows(self, principal: str, attempt: Attempt, scope: str, is_data: bool) -> bool:
        """Whether any assignment at the scope or above it grants the action."""
        is_owner = principal.lower() == self._owner
        if is_owner and (not is_data or attempt.action.startswith(conditions.CONTAINER)):
            return True
        for assignment in self._resources.of_type(ASSIGNMENTS):
            properties = assignment["properties"]
            if properties["principalId"].lower() != principal.lower():
                continue
            if not is_within(scope, properties["scope"]):
                continue
            role = self._roles.get(properties["roleDefinitionId"].rsplit("/", 1)[-1])
            if not role.allows(attempt.action, is_data):
                continue
            # Conditions are about data; an action of Resource Manager is granted without a look at them.
            text = properties.get("condition") if is_data else None
            if text is None or conditions.parse(text)(attempt):
                return True
        return False

    def check_new_assignment(self, resource_id: str, body: Json) -> None:
        """What Azure refuses of a role assignment, and what can't be evaluated here."""
        properties = body["properties"]
        principal, definition = properties["principalId"], properties["roleDefinitionId"]
        if not GUID.fullmatch(principal):
            raise AzureError(400, "InvalidPrincipalId", f"The Principal ID '{principal}' is not valid.")
        role = self._roles.get(definition.rsplit("/", 1)[-1])
        scope = scope_of(resource_id)
        if not any(one == "/" or is_within(scope, one) for one in role.scopes):
            raise AzureError(
                400, "RoleNotAssignable", f"The role {role.name} is not assignable at the scope {scope}."
            )
        text = properties.get("condition")
        if text is not None:
            if properties.get("conditionVersion") != "2.0":
                raise not_implemented("a condition of another version than 2.0")
            conditions.parse(text)
        for other in self._resources.of_type(ASSIGNMENTS):
            same = (
                other["id"].lower() != resource_id.lower()
                and other["properties"]["principalId"] == principal
                and other["properties"]["roleDefinitionId"].rsplit("/", 1)[-1] == role.guid
                and other["properties"]["scope"].lower() == scope.lower()
            )
            if same:
                raise AzureError(409, "RoleAssignmentExists", "The role assignment already exists.")

    def is_assigned(self, guid: str) -> bool:
        """Whether somebody has a role."""
        return any(
            one["properties"]["roleDefinitionId"].lower().endswith(guid.lower())
            for one in self._resources.of_type(ASSIGNMENTS)
        )
