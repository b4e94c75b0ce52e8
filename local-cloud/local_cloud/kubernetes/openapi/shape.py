"""The shape of a value: its schema with references followed, and what Kubernetes adds to schemas.

https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
FREE = (
    ".Quantity",
    ".IntOrString",
    ".RawExtension",
    ".FieldsV1",
    ".JSON",
    ".JSONSchemaProps",
    ".JSONSchemaPropsOrArray",
    ".JSONSchemaPropsOrBool",
    ".JSONSchemaPropsOrStringArray",
    ".MicroTime",
    ".Time",
)
"""Definitions whose values read themselves, in other forms than their schema tells."""
ASSUMED_KEYS = {"protocol": "TCP"}
"""The parts of a list's key that have a default: the API's documents say so, its definitions don't."""


@dataclass(frozen=True)
class Shape:
    """What is known about a value."""

    schema: Json
    definitions: Mapping[str, Json]
    is_free: bool = False
    """Whether nothing is to be read from the schema."""

    @staticmethod
    def of(schema: Json, definitions: Mapping[str, Json]) -> Shape:
        """The shape that a schema describes."""
        reference = schema.get("$ref")
        if reference is None:
            return Shape(schema, definitions)
        name = str(reference).rpartition("/")[2]
        own = {key: value for key, value in schema.items() if key != "$ref"}
        return Shape({**definitions[name], **own}, definitions, name.endswith(FREE))

    def field(self, name: str) -> Shape:
        """The shape of a field."""
        schema = self.schema.get("properties", {}).get(name)
        if schema is None:
            schema = self.schema.get("additionalProperties")
        return Shape.of(schema, self.definitions) if isinstance(schema, dict) else UNKNOWN

    @property
    def item(self) -> Shape:
        """The shape of a list's items."""
        schema = self.schema.get("items")
        return Shape.of(schema, self.definitions) if isinstance(schema, dict) else UNKNOWN

    @property
    def is_atomic_map(self) -> bool:
        """Whether an object has one owner as a whole."""
        return self.is_free or self.schema.get("x-kubernetes-map-type") == "atomic"

    @property
    def is_set(self) -> bool:
        """Whether each value of a list has owners of its own."""
        return self.schema.get("x-kubernetes-list-type") == "set"

    @property
    def list_keys(self) -> tuple[str, ...]:
        """The fields that tell the items of a list apart; empty for a list that is one value."""
        if self.schema.get("x-kubernetes-list-type") != "map":
            return ()
        return tuple(self.schema.get("x-kubernetes-list-map-keys", ()))

    @property
    def is_merged(self) -> bool:
        """Whether a strategic merge patch adds to a list, instead of replacing it."""
        return "merge" in self.schema.get("x-kubernetes-patch-strategy", "").split(",")

    @property
    def merge_key(self) -> str | None:
        """The field by which a strategic merge patch finds an item."""
        key: str | None = self.schema.get("x-kubernetes-patch-merge-key")
        return key


UNKNOWN = Shape({}, {}, is_free=False)


def key_of(item: Any, keys: tuple[str, ...]) -> dict[str, Any] | None:
    """What tells an item of a list from the others; None if it has no such thing."""
    if not isinstance(item, dict):
        return None
    found = {key: item.get(key, ASSUMED_KEYS.get(key)) for key in keys}
    return None if any(value is None for value in found.values()) else found
