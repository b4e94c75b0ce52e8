"""What conditions read out of a resource's name.

https://docs.cloud.google.com/iam/docs/conditions-attribute-reference
"""

from __future__ import annotations

import re

TYPES = (
    (r"projects/_/buckets/[^/]+", "storage.googleapis.com/Bucket"),
    (r"projects/_/buckets/[^/]+/objects/.*", "storage.googleapis.com/Object"),
    (r"projects/[^/]+/locations/[^/]+/keyRings/[^/]+", "cloudkms.googleapis.com/KeyRing"),
    (r"projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+", "cloudkms.googleapis.com/CryptoKey"),
)
"""The types of which this cloud evaluates policies."""


def type_of(name: str) -> str:
    """The type of the resource; empty for any other."""
    return next((kind for pattern, kind in TYPES if re.fullmatch(pattern, name)), "")


def service_of(name: str) -> str:
    """The service that the resource belongs to."""
    return type_of(name).partition("/")[0]


def extract(name: str, template: str) -> str:
    """The part of a name where a template has its braces; empty where the rest doesn't fit."""
    before, _, rest = template.partition("{")
    after = rest.partition("}")[2]
    start = name.find(before)
    if start < 0:
        return ""
    value = name[start + len(before) :]
    end = value.find(after) if after else len(value)
    return value[:end] if end >= 0 else ""
