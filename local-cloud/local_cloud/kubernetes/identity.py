"""Who calls the API server, and what is tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Attempt:
    """Something that somebody tries."""

    verb: str
    group: str = ""
    resource: str = ""
    """Its name in paths, with the subresource after a slash."""
    namespace: str | None = None
    name: str = ""


def nothing(attempt: Attempt) -> bool:
    """What a cloud permits that leaves it all to RBAC."""
    return False


@dataclass(frozen=True)
class Identity:
    """Whoever a token stands for."""

    name: str
    groups: frozenset[str] = frozenset()
    permits: Callable[[Attempt], bool] = nothing
    """What the cloud's own access control lets it do, besides the cluster's RBAC."""

    @property
    def all_groups(self) -> frozenset[str]:
        """Its groups, with the one that every known caller is in."""
        return self.groups | {"system:authenticated"}


def service_account(namespace: str, name: str) -> Identity:
    """The identity of a service account."""
    groups = {"system:serviceaccounts", f"system:serviceaccounts:{namespace}"}
    return Identity(f"system:serviceaccount:{namespace}:{name}", frozenset(groups))
