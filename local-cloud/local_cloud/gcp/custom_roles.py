"""IAM: roles of a project's own. One that was deleted keeps its name, and can be had back.

https://docs.cloud.google.com/iam/docs/reference/rest/v1/projects.roles
"""

from __future__ import annotations

import re

from local_cloud.absence import given
from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.merging import merge, only
from local_cloud.gcp.projects import Projects
from local_cloud.gcp.store import Store, fingerprint

SERVICE = "iam.googleapis.com"
ROLE_ID = re.compile(r"[a-zA-Z0-9_.]{3,64}")
PERMISSION = re.compile(r"[a-z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9]*){2,3}")


class CustomRoles:
    """The roles that projects have made."""

    def __init__(self, store: Store, projects: Projects) -> None:
        self._store = store
        self._projects = projects

    def answer(self, call: Call) -> Json:
        """Answers a call on a project's roles."""
        _, project, _, *names = call.resource
        self._projects.require("iam", project)
        base = f"{SERVICE}/projects/{project}/roles"
        if not names:
            return self._collection(call, base)
        role = self._store.get(f"{base}/{names[0]}")
        match call.method, call.verb:
            case "GET", "":
                return role
            case "PATCH", "":
                changed = only(call.json, call.query.get("updateMask", "")) or given(call.json)
                _check(changed)
                merge(role, changed)
            case "DELETE", "":
                role["deleted"] = True
            case "POST", "undelete":
                role.pop("deleted", None)
            case _:
                raise not_implemented(call.what)
        role["etag"] = fingerprint({**role, "etag": ""})
        return role

    def _collection(self, call: Call, base: str) -> Json:
        if call.method == "GET":
            return {"roles": self._store.within(base)}
        identifier = str(call.json.get("roleId", ""))
        if ROLE_ID.fullmatch(identifier) is None:
            raise GoogleError(400, f"{identifier!r} is not a role id: 3 to 64 of [a-zA-Z0-9_.].")
        body = given(call.json.get("role") or {})
        _check(body)
        name = f"{base}/{identifier}"
        role = {"stage": "GA", **body, "name": name.partition("/")[2], "etag": fingerprint(body)}
        return self._store.create(name, role)


def _check(role: Json) -> None:
    for permission in role.get("includedPermissions") or []:
        if PERMISSION.fullmatch(permission) is None:
            raise GoogleError(400, f"Permission {permission} is not valid.")
