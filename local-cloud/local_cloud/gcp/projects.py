"""Projects and the APIs that are switched on in them: Service Usage and the Resource Manager.

Every well-formed project id is a project of the owner's.
"""

from __future__ import annotations

import hashlib
import re

from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.errors import GoogleError, not_implemented

ON_FROM_THE_START = frozenset({"serviceusage", "cloudresourcemanager", "storage"})
"""As in a project that was just made."""


def project_number(project: str) -> str:
    """The number of a project, always the same; a number is its own."""
    if project.isdigit():
        return project
    return str(10**11 + int(hashlib.sha256(project.encode()).hexdigest()[:9], 16))


class Projects:
    """The projects of this cloud."""

    def __init__(self) -> None:
        self._enabled: dict[str, set[str]] = {}

    def require(self, service: str, project: str) -> None:
        """Refuses the call of an API that the project hasn't switched on."""
        number = project_number(project)
        if f"{service}.googleapis.com" not in self._on(number):
            raise GoogleError(
                403,
                f"{service} API has not been used in project {number} before or it is disabled. Enable it by "
                f"visiting https://console.developers.google.com/apis/api/{service}.googleapis.com/overview"
                f"?project={number} then retry.",
                "accessNotConfigured",
            )

    def resource_manager(self, call: Call) -> Json:
        """What the Resource Manager says of a project."""
        match call.method, call.path:
            case "GET", (_, "projects", project) if re.fullmatch(
                r"[a-z][a-z0-9-]{4,28}[a-z0-9]|\d+", project
            ):
                return {
                    "projectId": project,
                    "projectNumber": project_number(project),
                    "lifecycleState": "ACTIVE",
                    "name": project,
                }
        raise not_implemented(call.what)

    def service_usage(self, call: Call) -> Json:
        """Switches APIs on and off, and lists those that are on."""
        match call.method, call.path:
            case "GET", (_, "projects", project, "services"):
                number = project_number(project)
                return {"services": [_service(number, name) for name in sorted(self._on(number))]}
            case "GET", (_, "projects", project, "services", name):
                number = project_number(project)
                state = "ENABLED" if name in self._on(number) else "DISABLED"
                return {**_service(number, name), "state": state}
            case "POST", (_, "projects", project, "services:batchEnable"):
                return self._enable(project, call.json.get("serviceIds", []))
            case "POST", (_, "projects", project, "services", action) if action.endswith(":enable"):
                return self._enable(project, [action.removesuffix(":enable")])
        raise not_implemented(call.what)

    def _on(self, number: str) -> set[str]:
        start = {f"{name}.googleapis.com" for name in ON_FROM_THE_START}
        return self._enabled.setdefault(number, start)

    def _enable(self, project: str, names: list[str]) -> Json:
        """A long-running operation that is done at once."""
        number = project_number(project)
        self._on(number).update(names)
        services = [_service(number, name) for name in names]
        return {"name": f"operations/acf.{number}", "done": True, "response": {"services": services}}


def _service(number: str, name: str) -> Json:
    return {
        "name": f"projects/{number}/services/{name}",
        "parent": f"projects/{number}",
        "config": {"name": name},
        "state": "ENABLED",
    }
