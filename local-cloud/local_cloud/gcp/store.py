"""What exists in the APIs that share it: each resource by its full name, with its policy.

A full name is the one that Google's Asset Inventory uses, without its leading slashes:
`compute.googleapis.com/projects/acme/global/networks/dev`.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
from collections.abc import Iterator
from typing import Any

from local_cloud.gcp.call import Json
from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.policies import Policy

_made = itertools.count(1)


class Store:
    """The resources of this cloud."""

    def __init__(self) -> None:
        self._resources: dict[str, Json] = {}
        self._policies: dict[str, Policy] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._resources

    def create(self, name: str, resource: Json) -> Json:
        """Adds a resource that isn't there yet."""
        if name in self._resources:
            raise GoogleError(409, f"The resource '{short(name)}' already exists.", "alreadyExists")
        self._resources[name] = resource
        return resource

    def get(self, name: str) -> Json:
        """A resource that has to be there."""
        if name not in self._resources:
            raise GoogleError(404, f"The resource '{short(name)}' was not found.")
        return self._resources[name]

    def find(self, name: str) -> Json | None:
        """A resource, if it is there."""
        return self._resources.get(name)

    def replace(self, name: str, resource: Json) -> Json:
        """Puts a changed resource in the place of one that is there."""
        self.get(name)
        self._resources[name] = resource
        return resource

    def remove(self, name: str) -> None:
        """Removes a resource with everything below it."""
        self.get(name)
        for each in [each for each in self._resources if f"{each}/".startswith(f"{name}/")]:
            del self._resources[each]
            self._policies.pop(each, None)

    def within(self, collection: str) -> list[Json]:
        """The members of a collection."""
        return [
            resource for name, resource in self._resources.items() if name.rpartition("/")[0] == collection
        ]

    def items(self, prefix: str = "") -> Iterator[tuple[str, Json]]:
        """Every resource whose full name begins so, as it is at this moment."""
        return iter([(name, body) for name, body in self._resources.items() if name.startswith(prefix)])

    def policy(self, name: str) -> Policy:
        """The policy of a resource."""
        self.get(name)
        return self._policies.setdefault(name, Policy())


def short(name: str) -> str:
    """A full name as errors give it: without the service."""
    return name.partition("/")[2]


def fill(resource: Json, defaults: Json) -> Json:
    """Adds the defaults wherever a value is missing, at every depth."""
    for name, value in defaults.items():
        if isinstance(value, dict) and isinstance(resource.get(name), dict):
            fill(resource[name], value)
        elif name not in resource:
            resource[name] = json.loads(json.dumps(value))
    return resource


def add_defaults(resource: Json, defaults: Json) -> Json:
    """As `fill`, but an object of plain values is given as a whole: what it leaves out is zero."""
    for name, value in defaults.items():
        is_whole = not isinstance(value, dict) or not any(isinstance(each, dict) for each in value.values())
        if name not in resource:
            resource[name] = json.loads(json.dumps(value))
        elif not is_whole:
            add_defaults(resource[name], value)
    return resource


def fingerprint(content: Any) -> str:
    """Changes with the content."""
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).digest()
    return base64.b64encode(digest[:8]).decode()


def new_number(name: str) -> str:
    """The numeric id of a new resource: another one when it is made again under its old name."""
    return number_of(f"{name} {next(_made)}")


def number_of(name: str) -> str:
    """A numeric id, always the same of a name: below 2^53, because some clients take it for a float."""
    return str(10**15 + int(hashlib.sha256(name.encode()).hexdigest()[:12], 16))
