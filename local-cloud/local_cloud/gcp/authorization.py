"""What a project's policy lets a caller do with the project's resources.

Custom roles say it exactly. Of Google's own roles `roles/owner` permits everything, and `roles/SERVICE.admin`
whatever begins with the service's name; the others permit nothing here.
"""

from __future__ import annotations

import re

from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.callers import MEMBER_PREFIX, Caller
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.permissions import needed_for
from local_cloud.gcp.resource_manager import ResourceManager
from local_cloud.gcp.store import Store

ADMIN = re.compile(r"roles/([a-z]+)\.admin")
TOKEN_ROLES = frozenset({"roles/iam.serviceAccountTokenCreator", "roles/iam.workloadIdentityUser"})
"""Who has one of these on a service account may have its token."""

YEAR_2100 = "2100-01-01T00:00:00Z"


class Authorization:
    """Who may do what."""

    def __init__(self, store: Store, manager: ResourceManager) -> None:
        self._store = store
        self._manager = manager

    def require(self, call: Call) -> None:
        """Refuses a call that the caller isn't permitted, and names the permission."""
        if call.caller.is_owner:
            return
        needed = needed_for(call)
        if needed is None:
            raise GoogleError(403, f"{call.caller.name} does not have permission for {call.what}.")
        for permission in needed.permissions:
            if not self.allows(call.caller, needed.project, permission, needed.resource):
                raise GoogleError(
                    403,
                    f"Permission '{permission}' denied on '{needed.resource}' (or it may not exist).",
                )

    def allows(self, caller: Caller, project: str, permission: str, resource: str) -> bool:
        """Whether the project's policy gives somebody a permission on a resource."""
        roles = self._manager.policy(project).roles_of(caller, resource)
        return caller.is_owner or any(self._permits(role, permission) for role in roles)

    def impersonate(self, call: Call) -> Json:
        """Answers iamcredentials.googleapis.com: a token of a service account, for whoever may have one."""
        match call.method, call.resource:
            case "POST", ("projects", _, "serviceAccounts", email) if call.verb == "generateAccessToken":
                project = email.partition("@")[2].partition(".")[0]
                name = f"iam.googleapis.com/projects/{project}/serviceAccounts/{email}"
                roles = self._store.policy(name).roles_of(call.caller, name)
                if not call.caller.is_owner and TOKEN_ROLES.isdisjoint(roles):
                    raise GoogleError(403, "Permission 'iam.serviceAccounts.getAccessToken' denied.")
                token = f"{MEMBER_PREFIX}serviceAccount:{email}"
                return {"accessToken": token, "expireTime": YEAR_2100}
        raise not_implemented(call.what)

    def _permits(self, role: str, permission: str) -> bool:
        admin = ADMIN.fullmatch(role)
        if role == "roles/owner" or (admin is not None and permission.startswith(f"{admin[1]}.")):
            return True
        custom = self._store.find(f"iam.googleapis.com/{role}") or {}
        return not custom.get("deleted") and permission in custom.get("includedPermissions", ())
