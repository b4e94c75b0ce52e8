"""IAM policies: who may do what, with etags against lost updates and conditions that are evaluated."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from collections.abc import Callable
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
    audit_configs: list[Json] = field(default_factory=list)
    since: dict[tuple[str, str], float] = field(default_factory=dict)
    """When a role was granted to a member."""

    @property
    def etag(self) -> str:
        """Changes with the content."""
        content = json.dumps([self.version, self.bindings, self.audit_configs], sort_keys=True).encode()
        return base64.b64encode(hashlib.sha256(content).digest()[:8]).decode()

    def as_json(self) -> Json:
        """As getIamPolicy answers it."""
        audit = {"auditConfigs": self.audit_configs} if self.audit_configs else {}
        return {"version": self.version, "etag": self.etag, "bindings": self.bindings, **audit}

    def replace(
        self, new: Json, stale: int, is_role: Callable[[str], bool] = lambda role: role in ROLES
    ) -> None:
        """Sets it; `stale` is the status that the service answers to an etag of an older content."""
        if new.get("etag") not in (None, "", self.etag):
            raise GoogleError(stale, "The policy was changed in the meantime; read it, and try again.")
        bindings = [binding for binding in new.get("bindings", []) if binding.get("members")]
        version = int(new.get("version") or 1)
        for binding in bindings:
            _check(binding, version, is_role)
        granted = {(binding["role"], member) for binding in bindings for member in binding["members"]}
        self.since = {grant: self.since.get(grant, time.monotonic()) for grant in granted}
        self.bindings, self.version = bindings, version
        self.audit_configs = new.get("auditConfigs") or []

    def roles_of(self, caller: Caller, resource: str) -> set[str]:
        """The roles that the caller has on the resource of that name."""
        return {
            binding["role"]
            for binding in self.bindings
            if caller.member in binding["members"] and _holds(binding, resource)
        }

    def allows(self, caller: Caller, permission: str, resource: str, age_seconds: float = 0) -> bool:
        """Whether a binding of at least that age grants it to the caller on the resource of that name."""
        member = caller.member or ""
        return any(
            member in binding["members"]
            and permission in ROLES.get(binding["role"], ())
            and _holds(binding, resource)
            and time.monotonic() - self.since.get((binding["role"], member), 0) >= age_seconds
            for binding in self.bindings
        )


def _check(binding: Json, version: int, is_role: Callable[[str], bool]) -> None:
    if not is_role(str(binding.get("role"))):
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
