"""What tells one type of Resource Manager's resources from another: a service's file says it of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from local_cloud.azure.resources import Resources

Json = dict[str, Any]
Complete = Callable[["Resources", Json, Json | None], None]
"""Refuses a new body, or adds to it what Azure computes; the third argument is the body that it replaces."""
Deletion = Callable[["Resources", Json], None]


def as_sent(_resources: Resources, _body: Json, _old: Json | None) -> None:
    """Nothing is refused, and nothing computed."""


def nothing_more(_resources: Resources, _body: Json) -> None:
    """Nothing hinders a deletion, or comes after it."""


@dataclass(frozen=True)
class InlineChildren:
    """Children that are resources of their own, and are shown (and may be sent) in their parent as well."""

    property: str
    collection: str
    is_flat: bool = False
    """Whether the parent has a child's properties beside its name, not below `properties`."""
    is_whole: bool = True
    """Whether a list that is sent replaces the children that are not in it."""


@dataclass(frozen=True)
class InUse:
    """What is answered to who deletes a resource that others refer to."""

    code: str
    text: str
    """With `{name}`, `{id}` and `{user}`, the id of one that refers to it."""


@dataclass(frozen=True)
class ResourceType:
    """A type of resources."""

    complete: Complete = as_sent
    is_long_running: bool = False
    """Whether a PUT is answered before the resource is ready."""
    inline: tuple[InlineChildren, ...] = ()
    in_use: InUse | None = None
    """None where Azure deletes it under its users' feet."""
    before_delete: Deletion = nothing_more
    """Refuses the deletion; not asked when a whole group goes."""
    after_delete: Deletion = nothing_more
    """What goes or stays with it."""
