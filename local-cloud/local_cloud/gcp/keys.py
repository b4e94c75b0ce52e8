"""Cloud KMS: key rings, keys with their policies, versions. Rings and keys are never deleted, as there."""

from __future__ import annotations

import re

from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.callers import Caller
from local_cloud.gcp.clock import timestamp
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.grants import Grants
from local_cloud.gcp.merging import merge, only
from local_cloud.gcp.policies import Policy
from local_cloud.gcp.projects import Projects

NAME = re.compile(r"[A-Za-z0-9_-]{1,63}")


class Keys:
    """The keys of this cloud, by their full names."""

    def __init__(self, projects: Projects, grants: Grants) -> None:
        self._projects = projects
        self._grants = grants
        self._resources: dict[str, Json] = {}
        self._policies: dict[str, Policy] = {}

    def answer(self, call: Call) -> Json:
        """Answers a call of the API."""
        _, *rest = call.path
        name, _, verb = "/".join(rest).partition(":")
        match name.split("/"):
            case ["projects", project, "locations", location, *_] if location:
                self._projects.require("cloudkms", project)
            case _:
                raise not_implemented(call.what)
        if verb:
            return self._verb(call, name, verb)
        if call.method == "POST":
            return self._create(call, name)
        if call.method == "GET" and name.rpartition("/")[2] in (
            "keyRings",
            "cryptoKeys",
            "cryptoKeyVersions",
        ):
            collection = name.rpartition("/")[2]
            return {collection: self._within(name), "totalSize": len(self._within(name))}
        if call.method == "GET":
            return self._get(name)
        if call.method == "PATCH":
            merge(self._get(name), only(call.json, call.query.get("updateMask", "")))
            return self._get(name)
        raise not_implemented(call.what)

    def require_use(self, key: str, caller: Caller, location: str, age_seconds: float = 0) -> None:
        """Refuses a key that isn't there, is elsewhere, or that the caller may not encrypt with.

        A grant counts when it is `age_seconds` old: some services see it late.
        """
        if key not in self._resources:
            raise GoogleError(404, f"Cloud KMS key {key} was not found.")
        place = {"EU": "europe"}.get(location, location.lower())
        if key.split("/")[3] != place:
            raise GoogleError(400, f"Cloud KMS key {key} is not in the location {place}.")
        permission = "cloudkms.cryptoKeyVersions.useToEncrypt"
        ring = key.rpartition("/cryptoKeys/")[0]
        policies = (self._policies[key], self._policies[ring])
        if not any(policy.allows(caller, permission, key, age_seconds) for policy in policies):
            raise GoogleError(
                403,
                f"Permission '{permission}' denied on Cloud KMS key {key}. Please ensure that the service "
                f"account has been authorized to use this key: {caller.name}.",
            )
        if any(version["state"] != "ENABLED" for version in self._within(f"{key}/cryptoKeyVersions")):
            raise GoogleError(400, f"Cloud KMS key {key} is not enabled.")

    def _create(self, call: Call, collection: str) -> Json:
        kind = collection.rpartition("/")[2]
        if kind not in ("keyRings", "cryptoKeys"):
            raise not_implemented(call.what)
        identifier = call.query.get(f"{kind.removesuffix('s')}Id", "")
        if NAME.fullmatch(identifier) is None:
            raise GoogleError(400, f"{identifier!r} is not a name for one of {kind}.")
        name = f"{collection}/{identifier}"
        if name in self._resources:
            raise GoogleError(409, f"{name} already exists.", "alreadyExists")
        if kind == "cryptoKeys":
            self._get(collection.rpartition("/")[0])
        self._resources[name] = {"name": name, "createTime": timestamp(), **_given(call.json)}
        self._policies[name] = Policy()
        if kind == "cryptoKeys":
            version = f"{name}/cryptoKeyVersions/1"
            state = {"name": version, "state": "ENABLED", "algorithm": "GOOGLE_SYMMETRIC_ENCRYPTION"}
            self._resources[version] = state
            self._resources[name].setdefault("destroyScheduledDuration", "2592000s")
            template = {"algorithm": state["algorithm"], "protectionLevel": "SOFTWARE"}
            self._resources[name].setdefault("versionTemplate", template)
            self._resources[name]["primary"] = state
        return self._resources[name]

    def _verb(self, call: Call, name: str, verb: str) -> Json:
        resource = self._get(name)
        if verb == "destroy" and "/cryptoKeyVersions/" in name:
            resource["state"] = "DESTROY_SCHEDULED"
            return resource
        if name in self._policies:
            return self._grants.answer(call, self._policies[name])
        raise not_implemented(call.what)

    def _get(self, name: str) -> Json:
        if name not in self._resources:
            raise GoogleError(404, f"{name} not found.")
        return self._resources[name]

    def items(self) -> list[tuple[str, Json]]:
        """The rings, keys and versions that there are, by name."""
        return list(self._resources.items())

    def _within(self, collection: str) -> list[Json]:
        return [
            resource for name, resource in self._resources.items() if name.rpartition("/")[0] == collection
        ]


def _given(body: Json) -> Json:
    return {name: value for name, value in body.items() if value is not None and name != "name"}
