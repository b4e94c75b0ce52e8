"""IAM policies: who may do what, with etags against lost updates and conditions that are evaluated."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field

from local_cloud.gcp.call import Json
from local_cloud.gcp.callers import Caller
from local_cloud.gcp.conditions import parse_condition
from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.roles import ROLES

CONDITIONAL_VERSION = 3
MEMBERS = re.compile(
    r"(user|group|serviceAccount|domain):\S+|project(Owner|Editor|Viewer):\S+|allUsers|allAuthenticatedUsers"
    r"|principal(Set)?://iam\.googleapis\.com/\S+"
)


@dataclass
class Policy:
    """The policy of one resource."""

    bindings: list[Json] = field(default_factory=list)
    version: int = 1

    @property
    def etag(self) -> str:
        """Changes with the content."""
        content = json.dumps([self.version, self.bindings], sort_keys=True).encode()
        return base64.b64encode(hashlib.sha256(content).digest()[:8]).decode()

    def as_json(self) -> Json:
        """As getIamPolicy answers it."""
        return {"version": self.version, "etag": self.etag, "bindings": self.bindings}

    def replace(self, new: Json, stale: int) -> None:
        """Sets it; `stale` is the status that the service answers to an etag of an older content."""
        if new.get("etag") not in (None, "", self.etag):
            raise GoogleError(stale, "The policy was changed in the meantime; read it, and try again.")
        bindings = [binding for binding in new.get("bindings", []) if binding.get("members")]
        version = int(new.get("version") or 1)
        for binding in bindings:
            _check(binding, version)
        self.bindings, self.version = bindings, version

    def allows(self, caller: Caller, permission: str, resource: str) -> bool:
        """Whether a binding grants it to the caller on the resource of that name."""
        return any(
            caller.member in binding["members"]
            and permission in ROLES[binding["role"]]
            and _holds(binding, resource)
            for binding in self.bindings
        )


def _check(binding: Json, version: int) -> None:
    if binding.get("role") not in ROLES:
        raise GoogleError(400, f"Role {binding.get('role')} is not supported for this resource.")
    for member in binding["members"]:
        if MEMBERS.fullmatch(member) is None:
            raise GoogleError(400, f"Invalid argument: {member} is not a member.")
    if binding.get("condition") is None:
        return
    if version < CONDITIONAL_VERSION:
        raise GoogleError(400, "A policy with conditions must be of version 3.")
    if not binding["condition"].get("title"):
        raise GoogleError(400, "A condition must have a title.")
    parse_condition(binding["condition"].get("expression", ""))


def _holds(binding: Json, resource: str) -> bool:
    condition = binding.get("condition")
    return condition is None or parse_condition(condition["expression"])(resource)
