"""Resource ids: `/subscriptions/S/resourceGroups/G/providers/NAMESPACE/TYPE/NAME/…`."""

from __future__ import annotations

import re
import uuid

_NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")


def guid_of(*parts: str) -> str:
    """A made-up GUID that is always the same for the same texts."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(parts).lower()))


def type_of(resource_id: str) -> str:
    """`NAMESPACE/TYPE/SUBTYPE`, lower case."""
    segments = resource_id.strip("/").lower().split("/")
    if "providers" not in segments:
        return "microsoft.resources/" + ("resourcegroups" if len(segments) > 2 else "subscriptions")
    rest = segments[len(segments) - segments[::-1].index("providers") :]
    return "/".join([*rest[:1], *rest[1::2]])


def name_of(resource_id: str) -> str:
    """The last segment."""
    return resource_id.rsplit("/", 1)[-1]


def parent_of(resource_id: str) -> str:
    """The id of what must exist before this one does."""
    parent = resource_id.rsplit("/", 2)[0]
    if re.search(r"/providers/[^/]+$", parent, re.IGNORECASE):
        return re.split(r"/providers/[^/]+$", parent, flags=re.IGNORECASE)[0]
    return parent


def scope_of(resource_id: str) -> str:
    """What an extension resource (a lock, an assignment) is about."""
    return re.split(r"/providers/(?!.*/providers/)", resource_id, flags=re.IGNORECASE)[0]


def is_within(resource_id: str, scope: str) -> bool:
    """Whether an id is a scope, or below it."""
    return f"{resource_id.lower().rstrip('/')}/".startswith(f"{scope.lower().rstrip('/')}/")


def subscription_of(resource_id: str) -> str:
    """The subscription's id."""
    return resource_id.split("/")[2]
