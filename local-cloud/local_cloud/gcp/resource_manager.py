"""Cloud Resource Manager: projects and their policies; and what Cloud Billing says of a project."""

from __future__ import annotations

import re

from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.grants import Grants
from local_cloud.gcp.policies import Policy
from local_cloud.gcp.projects import project_number

PROJECT = re.compile(r"[a-z][a-z0-9-]{4,28}[a-z0-9]|\d+")


class ResourceManager:
    """The projects as resources."""

    def __init__(self, grants: Grants) -> None:
        self._grants = grants
        self._policies: dict[str, Policy] = {}

    def answer(self, call: Call) -> Json:
        """Answers cloudresourcemanager.googleapis.com."""
        match call.resource:
            case ("projects", project) if PROJECT.fullmatch(project):
                return self._project(call, project)
        raise not_implemented(call.what)

    def policy(self, project: str) -> Policy:
        """The policy of a project."""
        return self._policies.setdefault(project_number(project), Policy())

    def billing(self, call: Call) -> Json:
        """Answers cloudbilling.googleapis.com."""
        match call.method, call.resource:
            case "GET", ("projects", project, "billingInfo"):
                return {
                    "name": f"projects/{project}/billingInfo",
                    "projectId": project,
                    "billingAccountName": "billingAccounts/000000-000000-000000",
                    "billingEnabled": True,
                }
        raise not_implemented(call.what)

    def _project(self, call: Call, project: str) -> Json:
        if call.verb:
            return self._grants.answer(call, self.policy(project))
        if call.method == "GET":
            return {
                "projectId": project,
                "projectNumber": project_number(project),
                "lifecycleState": "ACTIVE",
                "name": project,
            }
        raise GoogleError(403, f"{call.method} of a project is not allowed here.")
