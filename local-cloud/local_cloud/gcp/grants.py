"""Setting policies: of a role that exists, to members that exist.

Google refuses a policy that names an account, a service agent or a workload pool that isn't there (yet): so a
missing dependency shows.
https://docs.cloud.google.com/iam/docs/service-agents
"""

from __future__ import annotations

import re

from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.policies import Policy
from local_cloud.gcp.predefined_roles import PREDEFINED
from local_cloud.gcp.projects import Projects
from local_cloud.gcp.store import Store

ACCOUNT = re.compile(r"serviceAccount:([a-z0-9-]+@([a-z0-9-]+)\.iam\.gserviceaccount\.com)")
AGENT = re.compile(
    r"serviceAccount:(?:service-)?(\d+)(?:-compute)?@([a-z0-9-]+)(?:\.iam)?\.gserviceaccount\.com"
)
WORKLOADS = re.compile(
    r"serviceAccount:([a-z0-9-]+)\.svc\.id\.goog\[[a-z0-9-]+/[a-z0-9-]+\]"
    r"|principal(?:Set)?://iam\.googleapis\.com/projects/\d+/locations/global/workloadIdentityPools/"
    r"([a-z0-9-]+)\.svc\.id\.goog/.+"
)
AGENT_SERVICES = {
    "cloudservices": "compute",
    "compute-system": "compute",
    "container-engine-robot": "container",
    "developer": "compute",
    "gcp-sa-artifactregistry": "artifactregistry",
    "gcp-sa-gkenode": "container",
    "gcp-sa-pubsub": "pubsub",
    "gcp-sa-secretmanager": "secretmanager",
}
"""The domain of a service's agent, and the API that makes it when it is switched on."""


class Grants:
    """What may be written into a policy."""

    def __init__(self, store: Store, projects: Projects) -> None:
        self._store = store
        self._projects = projects

    def answer(self, call: Call, policy: Policy) -> Json:
        """Answers getIamPolicy and setIamPolicy, however the API spells them."""
        verb = call.verb or call.path[-1]
        if verb == "getIamPolicy":
            return policy.as_json()
        if verb == "setIamPolicy":
            self.replace(policy, call.json.get("policy") or call.json)
            return policy.as_json()
        raise not_implemented(call.what)

    def replace(self, policy: Policy, new: Json) -> None:
        """Sets a policy."""
        for binding in new.get("bindings", []):
            for member in binding.get("members", []):
                self._require(member)
        policy.replace(new, stale=409, is_role=self._is_role)

    def _is_role(self, role: str) -> bool:
        custom = self._store.find(f"iam.googleapis.com/{role}")
        return role in PREDEFINED or (custom is not None and not custom.get("deleted"))

    def _require(self, member: str) -> None:
        if agent := AGENT.fullmatch(member):
            number, domain = agent.groups()
            service = AGENT_SERVICES.get(domain)
            if service is not None and not self._projects.has_agent(service, number):
                raise GoogleError(400, f"Service account {member.partition(':')[2]} does not exist.")
        elif account := ACCOUNT.fullmatch(member):
            email, project = account.groups()
            if project.startswith("gcp-sa-"):
                return
            if f"iam.googleapis.com/projects/{project}/serviceAccounts/{email}" not in self._store:
                raise GoogleError(400, f"Service account {email} does not exist.")
        elif workload := WORKLOADS.fullmatch(member):
            project = workload[1] or workload[2]
            if not self._projects.has_workload_pool(project):
                raise GoogleError(400, f"Identity Pool does not exist ({project}.svc.id.goog).")
