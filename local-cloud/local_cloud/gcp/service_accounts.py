"""IAM: service accounts, and their policies.

https://docs.cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts
"""

from __future__ import annotations

import re

from local_cloud.absence import given
from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.grants import Grants
from local_cloud.gcp.merging import merge, only
from local_cloud.gcp.projects import Projects
from local_cloud.gcp.store import Store, fingerprint, new_number

SERVICE = "iam.googleapis.com"
ACCOUNT_ID = re.compile(r"[a-z](?:[-a-z0-9]{4,28}[a-z0-9])")
MAXIMUM_DISPLAY_NAME = 100


class ServiceAccounts:
    """The service accounts of this cloud."""

    def __init__(self, store: Store, projects: Projects, grants: Grants) -> None:
        self._store = store
        self._projects = projects
        self._grants = grants

    def answer(self, call: Call) -> Json:
        """Answers a call on a project's accounts."""
        _, project, _, *names = call.resource
        if not names:
            self._projects.require("iam", project)
            return self._collection(call, project)
        name = _name(project, names[0])
        if names[1:]:
            raise not_implemented(call.what)
        self._projects.require("iam", name.split("/")[2])
        account = self._store.get(name)
        match call.method, call.verb:
            case "GET", "":
                return account
            case "PATCH", "":
                merge(account, only(call.json.get("serviceAccount", {}), call.json.get("updateMask", "")))
                return account
            case "DELETE", "":
                self._store.remove(name)
                return {}
            case "POST", "enable" | "disable":
                account["disabled"] = call.verb == "disable"
                return {}
        return self._grants.answer(call, self._store.policy(name))

    def _collection(self, call: Call, project: str) -> Json:
        base = f"{SERVICE}/projects/{project}/serviceAccounts"
        if call.method == "GET":
            return {"accounts": self._store.within(base)}
        identifier = str(call.json.get("accountId", ""))
        if ACCOUNT_ID.fullmatch(identifier) is None:
            raise GoogleError(400, f"{identifier!r} is not an account id: 6 to 30 of [a-z0-9-].")
        body = given(call.json.get("serviceAccount") or {})
        if len(body.get("displayName", "")) > MAXIMUM_DISPLAY_NAME:
            raise GoogleError(400, f"A display name has at most {MAXIMUM_DISPLAY_NAME} characters.")
        email = f"{identifier}@{project}.iam.gserviceaccount.com"
        number = new_number(email)
        account = {
            **body,
            "name": f"projects/{project}/serviceAccounts/{email}",
            "projectId": project,
            "uniqueId": f"10000{number}",
            "oauth2ClientId": f"10000{number}",
            "email": email,
            "etag": fingerprint(email),
        }
        return self._store.create(f"{base}/{email}", account)


def _name(project: str, email: str) -> str:
    """Of an account, whose e-mail address says the project where the call has a dash."""
    own = re.fullmatch(r".+@([a-z0-9-]+)\.iam\.gserviceaccount\.com", email)
    return f"{SERVICE}/projects/{own[1] if own else project}/serviceAccounts/{email}"
