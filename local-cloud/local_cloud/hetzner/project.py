"""One project: what exists in it, and what is under way.

A token belongs to one project; each has resources, names and limits of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from local_cloud.hetzner.actions import Actions, Reference, timestamp
from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.errors import HetznerError, not_found
from local_cloud.hetzner.labels import checked
from local_cloud.messages import Failure

_numbers = itertools.count(4_700_001)
"""Ids are unique in all projects."""


@dataclass
class Attachment:
    """A server or a load balancer in a network. Its address is taken from the start of the action on."""

    owner: Reference
    network: int
    ip: str
    alias_ips: list[str]
    mac_address: str
    is_ready: bool = False


@dataclass
class Project:
    """What one token reaches."""

    actions: Actions = field(default_factory=Actions)
    attachments: list[Attachment] = field(default_factory=list)
    resources: dict[str, dict[int, Json]] = field(default_factory=dict)
    user_data: dict[int, str] = field(default_factory=dict)
    """Of servers, by their ids: they read it at their first boot, and nobody else ever does."""

    def all(self, plural: str) -> list[Json]:
        """All of a kind."""
        return list(self.resources.get(plural, {}).values())

    def get(self, plural: str, number: Any) -> Json:
        """One that has to be there."""
        is_number = isinstance(number, int) or str(number).isdigit()
        found = self.resources.get(plural, {}).get(int(number)) if is_number else None
        if found is None:
            raise not_found(plural.removesuffix("s"), number)
        return found

    def add(self, plural: str, name: str, labels: Any, described: Json) -> Json:
        """A new one, whose name is no other's of its kind."""
        self.check_name(plural, name)
        common = {
            "id": next(_numbers),
            "name": name,
            "labels": checked(labels or {}),
            "created": timestamp(),
            "protection": {"delete": False},
        }
        resource = {**common, **described}
        self.resources.setdefault(plural, {})[resource["id"]] = resource
        return resource

    def check_name(self, plural: str, name: Any, own: int | None = None) -> None:
        """A name is unique in its kind."""
        if any(one["name"] == name and one["id"] != own for one in self.all(plural)):
            raise HetznerError("uniqueness_error", f"{plural.removesuffix('s')} name is already used", "name")

    def remove(self, plural: str, resource: Json) -> None:
        """It is gone; what referred to it is up to its kind."""
        self.resources.get(plural, {}).pop(resource["id"], None)

    def act(
        self,
        call: Call,
        command: str,
        about: list[Reference],
        apply: Callable[[], None],
        undo: Callable[[], None] | None = None,
    ) -> Json:
        """Starts an action that changes something at its end, if it comes to a good one."""

        def finish(failure: Failure | None) -> None:
            if failure is None:
                apply()
            elif undo is not None:
                undo()

        return self.actions.start(call, command, about, finish)

    def attachments_of(self, owner: Reference | None = None, network: int | None = None) -> list[Attachment]:
        """Those of an owner, or in a network, that are in place or on their way."""
        return [
            one
            for one in self.attachments
            if (owner is None or one.owner == owner) and (network is None or one.network == network)
        ]
