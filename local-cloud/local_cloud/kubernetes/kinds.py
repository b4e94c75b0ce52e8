"""Kinds of objects: how they are called, and which of them a cluster serves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of objects."""

    group: str
    """Empty for the core group."""
    versions: tuple[str, ...]
    """The served ones, the preferred first."""
    kind: str
    plural: str
    is_namespaced: bool
    short_names: tuple[str, ...] = ()
    subresources: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    singular: str = ""
    list_kind: str = ""
    definition: Json | None = None
    """The CustomResourceDefinition that it comes from."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others."""
        return self.group, self.plural

    @property
    def qualified(self) -> str:
        """As messages name it: `deployments.apps`."""
        return f"{self.plural}.{self.group}" if self.group else self.plural

    @property
    def is_review(self) -> bool:
        """Whether it is a question that is answered, and not kept."""
        return self.group in ("authorization.k8s.io", "authentication.k8s.io")

    def group_version(self, version: str) -> str:
        """What stands in `apiVersion`."""
        return f"{self.group}/{version}" if self.group else version

    def schema(self, version: str) -> Json | None:
        """The schema that a custom resource's definition gives for a version."""
        if self.definition is None:
            return None
        for one in self.definition["spec"]["versions"]:
            if one["name"] == version:
                schema: Json | None = one.get("schema", {}).get("openAPIV3Schema")
                return schema
        return None


class Kinds:
    """The kinds that a cluster serves at the moment."""

    def __init__(self, kinds: Iterator[Kind]) -> None:
        self._kinds = {kind.key: kind for kind in kinds}

    def __iter__(self) -> Iterator[Kind]:
        return iter(list(self._kinds.values()))

    def __getitem__(self, key: tuple[str, str]) -> Kind:
        return self._kinds[key]

    def find(self, group: str, plural: str) -> Kind | None:
        """A kind by its group and its name in paths."""
        return self._kinds.get((group, plural))

    def serve(self, kind: Kind) -> None:
        """Adds a kind, or serves it differently from now on."""
        self._kinds[kind.key] = kind

    def withdraw(self, kind: Kind) -> None:
        """Serves it no more."""
        self._kinds.pop(kind.key, None)

    def groups(self) -> dict[str, list[str]]:
        """The versions of each group, in the order of preference."""
        groups: dict[str, list[str]] = {}
        for kind in self._kinds.values():
            versions = groups.setdefault(kind.group, [])
            versions += [version for version in kind.versions if version not in versions]
        return groups
