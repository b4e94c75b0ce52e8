"""Objects held against their schema: types, required fields, unknown ones, and what a schema limits.

Of a custom resource's schema nothing is evaluated but what stands here: no CEL rules, no oneOf, no formats.
"""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass, field
from typing import Any

from local_cloud.kubernetes.errors import REQUIRED, FieldError
from local_cloud.kubernetes.openapi.shape import Shape

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}
ALWAYS_THERE = ("apiVersion", "kind", "metadata")


@dataclass
class Findings:
    """What is wrong with an object."""

    is_built_in: bool
    """Whether null means absence, as it does to the API's own types."""
    wrong_types: list[FieldError] = field(default_factory=list)
    errors: list[FieldError] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Fields that no schema knows; they are dropped."""


def examine(item: Any, shape: Shape, is_built_in: bool) -> Findings:
    """Holds an object against its schema, and drops the fields that the schema doesn't know."""
    findings = Findings(is_built_in)
    _check(item, shape, "", findings)
    return findings


def fill_defaults(value: Any, shape: Shape) -> None:
    """Sets what isn't set and has a default in the schema."""
    if isinstance(value, dict):
        for name, schema in shape.schema.get("properties", {}).items():
            if name not in value and "default" in schema:
                value[name] = copy.deepcopy(schema["default"])
        for name, each in value.items():
            fill_defaults(each, shape.field(name))
    elif isinstance(value, list):
        for each in value:
            fill_defaults(each, shape.item)


def _check(value: Any, shape: Shape, path: str, findings: Findings) -> None:
    schema = shape.schema
    if shape.is_free or (value is None and (findings.is_built_in or schema.get("nullable"))):
        return
    if schema.get("x-kubernetes-int-or-string"):
        if not isinstance(value, (int, str)) or isinstance(value, bool):
            findings.wrong_types.append(_invalid(path, value, "must be an integer or a string"))
        return
    kind = schema.get("type")
    if kind is not None and not _is_of(value, kind):
        findings.wrong_types.append(_invalid(path, value, f"must be of type {kind}"))
        return
    _check_limits(value, shape, path, findings)
    if isinstance(value, dict):
        _check_object(value, shape, path, findings)
    elif isinstance(value, list):
        for position, each in enumerate(value):
            _check(each, shape.item, f"{path}[{position}]", findings)


def _is_of(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind])


def _invalid(path: str, value: Any, rule: str) -> FieldError:
    return FieldError(path, f"Invalid value: {json.dumps(value)}: {path} in body {rule}")


def _check_limits(value: Any, shape: Shape, path: str, findings: Findings) -> None:
    schema = shape.schema
    if "enum" in schema and value not in schema["enum"]:
        allowed = ", ".join(json.dumps(one) for one in schema["enum"])
        text = f"Unsupported value: {json.dumps(value)}: supported values: {allowed}"
        findings.errors.append(FieldError(path, text))
    number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    length = len(value) if isinstance(value, (str, list)) else None
    least, most = ("minLength", "maxLength") if isinstance(value, str) else ("minItems", "maxItems")
    rules = {
        f"should match '{schema.get('pattern')}'": isinstance(value, str)
        and "pattern" in schema
        and not re.search(schema["pattern"], value),
        f"should be greater than or equal to {schema.get('minimum')}": number is not None
        and number < schema.get("minimum", number),
        f"should be less than or equal to {schema.get('maximum')}": number is not None
        and number > schema.get("maximum", number),
        f"should have at least {schema.get(least)} of these": length is not None
        and length < schema.get(least, length),
        f"should have at most {schema.get(most)} of these": length is not None
        and length > schema.get(most, length),
    }
    findings.errors += [_invalid(path, value, rule) for rule, is_broken in rules.items() if is_broken]


def _check_object(value: dict[str, Any], shape: Shape, path: str, findings: Findings) -> None:
    schema, prefix = shape.schema, f"{path}." if path else ""
    known = schema.get("properties", {})
    findings.errors += [
        FieldError(f"{prefix}{name}", REQUIRED)
        for name in schema.get("required", [])
        if name not in value or (value[name] is None and findings.is_built_in)
    ]
    is_open = bool(
        schema.get("additionalProperties")
        or schema.get("x-kubernetes-preserve-unknown-fields")
        or schema.get("type") != "object"
        or (findings.is_built_in and not known)
    )
    for name in list(value):
        if name in known or isinstance(schema.get("additionalProperties"), dict):
            _check(value[name], shape.field(name), f"{prefix}{name}", findings)
        elif not is_open and not (path == "" and name in ALWAYS_THERE):
            findings.unknown.append(f"{prefix}{name}")
            del value[name]
