"""Projects and the APIs that are switched on in them: Service Usage.

Every well-formed project id is a project of the owner's.
"""

from __future__ import annotations

import hashlib

from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.errors import GoogleError, not_implemented

ON_FROM_THE_START = frozenset({"serviceusage", "cloudresourcemanager", "storage"})
"""As in a project that was just made."""
AGENT_DOMAINS = {
    "compute": "compute-system",
    "container": "container-engine-robot",
    "secretmanager": "gcp-sa-secretmanager",
}
"""In which domain a service has its agent."""


def project_number(project: str) -> str:
    """The number of a project, always the same; a number is its own."""
    if project.isdigit():
        return project
    return str(10**11 + int(hashlib.sha256(project.encode()).hexdigest()[:9], 16))


class Projects:
    """The projects of this cloud."""

    def __init__(self) -> None:
        self._enabled: dict[str, set[str]] = {}
        self._agents: dict[str, set[str]] = {}
        self._workload_pools: set[str] = set()

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

    def has_agent(self, service: str, number: str) -> bool:
        """Whether a service's own account in a project was made: when its API was first switched on."""
        return f"{service}.googleapis.com" in self._on(number) | self._agents.get(number, set())

    def begin_workload_pool(self, project: str) -> None:
        """The pool of a project's workloads begins with its first cluster that uses it, and stays."""
        self._workload_pools.add(project)

    def has_workload_pool(self, project: str) -> bool:
        """Whether `PROJECT.svc.id.goog` can be named in a policy."""
        return project in self._workload_pools

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
            case "POST", (_, "projects", project, "services", action) if action.endswith(":disable"):
                return self._disable(project, action.removesuffix(":disable"))
            case "POST", (_, "projects", project, "services", action) if action.endswith(
                ":generateServiceIdentity"
            ):
                return self._identity(project, action.partition(":")[0])
        raise not_implemented(call.what)

    def _on(self, number: str) -> set[str]:
        start = {f"{name}.googleapis.com" for name in ON_FROM_THE_START}
        return self._enabled.setdefault(number, start)

    def _enable(self, project: str, names: list[str]) -> Json:
        """A long-running operation that is done at once."""
        number = project_number(project)
        self._on(number).update(names)
        return _done(number, {"services": [_service(number, name) for name in names]})

    def _disable(self, project: str, name: str) -> Json:
        number = project_number(project)
        if name in self._on(number):
            self._agents.setdefault(number, set()).add(name)
        self._on(number).discard(name)
        return _done(number, {"service": {**_service(number, name), "state": "DISABLED"}})

    def _identity(self, project: str, name: str) -> Json:
        number = project_number(project)
        self._agents.setdefault(number, set()).add(name)
        domain = AGENT_DOMAINS.get(name.removesuffix(".googleapis.com"))
        if domain is None:
            raise not_implemented(f"the service identity of {name}")
        return _done(number, {"email": f"service-{number}@{domain}.iam.gserviceaccount.com"})


def _done(number: str, response: Json) -> Json:
    return {"name": f"operations/acf.{number}", "done": True, "response": response}


def _service(number: str, name: str) -> Json:
    return {
        "name": f"projects/{number}/services/{name}",
        "parent": f"projects/{number}",
        "config": {"name": name},
        "state": "ENABLED",
    }
