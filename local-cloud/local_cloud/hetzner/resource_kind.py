"""What a kind of resource has of its own; all else is the same for every kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.project import Project

Create = Callable[[Project, Call], Json]
"""Makes one; the resource stands under its singular name in the answer, as it is stored."""
Handle = Callable[[Project, Call, Json], Json]
"""Does something with one, and answers."""


def as_stored(_: Project, resource: Json) -> Json:
    """Shows what is stored and nothing else."""
    return resource


def gone(project: Project, call: Call, resource: Json) -> None:
    """Nothing has to be done before it is removed."""


@dataclass(frozen=True)
class ResourceKind:
    """A kind of resource."""

    plural: str
    create: Create
    show: Callable[[Project, Json], Json] = as_stored
    """Adds what follows from others: whom it is applied to, where it is attached."""
    before_delete: Callable[[Project, Call, Json], None] = gone
    """Refuses while it is in use, and takes it out of what it is part of."""
    delete: Handle | None = None
    """For one that goes with an action."""
    actions: Mapping[str, Handle] = field(default_factory=dict)
    changeable: tuple[str, ...] = ()
    """Fields that a PUT changes besides name and labels."""
    has_protection: bool = True

    @property
    def singular(self) -> str:
        """As answers and actions call it."""
        return self.plural.removesuffix("s")
