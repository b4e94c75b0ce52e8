"""The API's own definitions for a minor, and the shape of a kind's objects by them.

The files beside this module are `definitions` of `api/openapi-spec/swagger.json` in the release of each minor
(https://github.com/kubernetes/kubernetes, Apache License 2.0), without their descriptions.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

from local_cloud.kubernetes.kinds import Kind
from local_cloud.kubernetes.openapi.shape import UNKNOWN, Shape

Json = dict[str, Any]
DIRECTORY = Path(__file__).parent
MINORS = (33, 34, 35, 36)
OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"


class Definitions:
    """The definitions of one minor, by their names."""

    def __init__(self, by_name: dict[str, Json]) -> None:
        self.by_name = by_name
        self._names = {}
        for name, definition in by_name.items():
            kinds = definition.get("x-kubernetes-group-version-kind", [])
            if len(kinds) == 1:  # others are what all groups share
                self._names[kinds[0]["group"], kinds[0]["version"], kinds[0]["kind"]] = name

    def knows(self, group: str, version: str, kind: str) -> bool:
        """Whether there is such a kind."""
        return (group, version, kind) in self._names

    def name_of(self, kind: Kind, version: str) -> str:
        """The name of a kind's definition, as `#/definitions/` has it."""
        if kind.definition is not None:
            return ".".join([*reversed(kind.group.split(".")), version, kind.kind])
        return self._names[kind.group, version, kind.kind]

    def shape(self, kind: Kind, version: str) -> Shape:
        """The shape of a kind's objects."""
        if kind.definition is None:
            return Shape.of(self.by_name[self._names[kind.group, version, kind.kind]], self.by_name)
        schema = kind.schema(version)
        if schema is None:
            return UNKNOWN
        properties = {
            **schema.get("properties", {}),
            "metadata": {"$ref": f"#/definitions/{OBJECT_META}"},
            "apiVersion": {"type": "string"},
            "kind": {"type": "string"},
        }
        return Shape.of({**schema, "properties": properties}, self.by_name)


@cache
def definitions_of(minor: int) -> Definitions:
    """The definitions of a minor; of the nearest one that is here for others."""
    nearest = min(MINORS, key=lambda known: abs(known - minor))
    with gzip.open(DIRECTORY / f"1.{nearest}.json.gz", "rt", encoding="utf-8") as file:
        return Definitions(json.load(file))
