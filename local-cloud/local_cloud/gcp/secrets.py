"""Secret Manager: secrets, their versions and policies.

A secret with a key of its own is refused until the service's agent may use the key.
https://docs.cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets
"""

from __future__ import annotations

import re

from local_cloud.absence import given
from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.callers import Caller
from local_cloud.gcp.clock import timestamp
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.grants import Grants
from local_cloud.gcp.keys import Keys
from local_cloud.gcp.merging import merge, only
from local_cloud.gcp.projects import Projects, project_number
from local_cloud.gcp.store import Store, fingerprint

SERVICE = "secretmanager.googleapis.com"
SECRET_ID = re.compile(r"[A-Za-z0-9_-]{1,255}")
STATES = {"enable": "ENABLED", "disable": "DISABLED", "destroy": "DESTROYED"}


class Secrets:
    """The secrets of this cloud."""

    def __init__(self, store: Store, projects: Projects, grants: Grants, keys: Keys) -> None:
        self._store = store
        self._projects = projects
        self._grants = grants
        self._keys = keys
        self._contents: dict[str, Json] = {}

    def answer(self, call: Call) -> Json:
        """Answers secretmanager.googleapis.com."""
        match call.resource:
            case ("projects", project, "secrets", *names):
                self._projects.require("secretmanager", project)
                base = f"{SERVICE}/projects/{project_number(project)}/secrets"
                if not names:
                    return self._collection(call, project, base)
                if names[1:2] == ["versions"]:
                    return self._version(call, f"{base}/{names[0]}", names[2:])
                return self._secret(call, f"{base}/{names[0]}")
        raise not_implemented(call.what)

    def _collection(self, call: Call, project: str, base: str) -> Json:
        if call.method == "GET":
            return {"secrets": self._store.within(base)}
        identifier = call.query.get("secretId", "")
        if SECRET_ID.fullmatch(identifier) is None:
            raise GoogleError(400, f"{identifier!r} is not a secret id.")
        body = given(call.json)
        if len(body.get("replication", {})) != 1:
            raise GoogleError(400, "A secret must have one kind of replication.")
        for key, location in _keys_of(body["replication"]):
            agent = f"service-{project_number(project)}@gcp-sa-secretmanager.iam.gserviceaccount.com"
            self._keys.require_use(key, Caller(f"serviceAccount:{agent}"), location)
        name = f"projects/{project_number(project)}/secrets/{identifier}"
        secret = {**body, "name": name, "createTime": timestamp(), "etag": fingerprint(name)}
        return self._store.create(f"{base}/{identifier}", secret)

    def _secret(self, call: Call, name: str) -> Json:
        secret = self._store.get(name)
        match call.method, call.verb:
            case "GET", "":
                return secret
            case "PATCH", "":
                merge(secret, only(call.json, call.query.get("updateMask", "")))
                secret["etag"] = fingerprint({**secret, "etag": ""})
                return secret
            case "DELETE", "":
                self._store.remove(name)
                return {}
            case "POST", "addVersion":
                return self._add_version(call, name, secret)
        return self._grants.answer(call, self._store.policy(name))

    def _add_version(self, call: Call, name: str, secret: Json) -> Json:
        number = len(self._store.within(f"{name}/versions")) + 1
        version = {
            "name": f"{secret['name']}/versions/{number}",
            "createTime": timestamp(),
            "state": "ENABLED",
            "etag": str(number),
        }
        self._contents[f"{name}/versions/{number}"] = call.json.get("payload", {})
        return self._store.create(f"{name}/versions/{number}", version)

    def _version(self, call: Call, secret: str, rest: list[str]) -> Json:
        if not rest:
            return {"versions": self._store.within(f"{secret}/versions")}
        newest = str(len(self._store.within(f"{secret}/versions")))
        name = f"{secret}/versions/{newest if rest[0] == 'latest' else rest[0]}"
        version = self._store.get(name)
        if call.method == "POST" and call.verb in STATES:
            version["state"] = STATES[call.verb]
            return version
        if call.method == "GET" and call.verb == "access":
            if version["state"] != "ENABLED":
                raise GoogleError(400, f"Secret Version [{version['name']}] is in {version['state']} state.")
            return {"name": version["name"], "payload": self._contents[name]}
        if call.method == "GET" and not call.verb:
            return version
        raise not_implemented(call.what)


def _keys_of(replication: Json) -> list[tuple[str, str]]:
    automatic = replication.get("automatic", {}).get("customerManagedEncryption")
    found = [(automatic["kmsKeyName"], "global")] if automatic else []
    for replica in replication.get("userManaged", {}).get("replicas", []):
        if replica.get("customerManagedEncryption"):
            found.append((replica["customerManagedEncryption"]["kmsKeyName"], replica["location"]))
    return found
