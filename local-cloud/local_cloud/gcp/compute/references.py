"""How resources of Compute Engine name each other: full links out, full or partial links in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from local_cloud.gcp.call import Json
from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.store import Store, short

BASE = "https://www.googleapis.com/compute/v1/"
SERVICE = "compute.googleapis.com"
LINK = re.compile(
    r"(?:https://(?:www|compute)\.googleapis\.com/compute/(?:v1|beta)/)?"
    r"(projects/[^/]+/(?:global|regions/[^/]+|zones/[^/]+)/([a-zA-Z]+)/[^/]+)"
)
MUST_EXIST = ("addresses", "networks", "routers", "subnetworks")


def link_of(name: str) -> str:
    """The link to a resource of that full name."""
    return BASE + name.removeprefix(f"{SERVICE}/")


def name_of(link: str) -> str | None:
    """The full name that a link stands for; None if it is none."""
    found = LINK.fullmatch(link)
    return None if found is None else f"{SERVICE}/{found[1]}"


def linked(value: Any) -> Any:
    """A body with every partial link made a full one, as the API answers it."""
    if isinstance(value, str):
        name = name_of(value)
        return value if name is None else link_of(name)
    if isinstance(value, dict):
        return {key: linked(each) for key, each in value.items()}
    if isinstance(value, list):
        return [linked(each) for each in value]
    return value


def references(resource: Json) -> set[str]:
    """The full names of all that a resource names, but for itself."""
    found = (name_of(text) for key, value in resource.items() if key != "selfLink" for text in _texts(value))
    return {name for name in found if name is not None}


def require_references(resource: Json, store: Store) -> None:
    """Refuses a body that names something that isn't there."""
    for name in sorted(references(resource)):
        if name.split("/")[-2] in MUST_EXIST:
            store.get(name)


def user_of(name: str, store: Store) -> str | None:
    """Some other resource that names this one and so keeps it from being deleted."""
    for other, resource in store.items():
        # A zone lets go of its network, and the route that a network is born with goes with it.
        is_bound = not other.startswith("dns.googleapis.com/") and "/routes/default-route-" not in other
        if other != name and is_bound and name in references(resource):
            return other
    return None


def require_unused(name: str, store: Store) -> None:
    """Refuses to delete what something else needs."""
    user = user_of(name, store)
    if user is not None:
        raise GoogleError(
            400,
            f"The resource '{short(name)}' is already being used by '{short(user)}'",
            "resourceInUseByAnotherResource",
        )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
