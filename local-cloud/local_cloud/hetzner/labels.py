"""Labels and the selectors that ask for them.

https://docs.hetzner.cloud/reference/cloud#labels and #label-selector: keys and values as Kubernetes has them;
a selector is a comma-separated list of `k==v`, `k=v`, `k!=v`, `k`, `!k`, `k in (a,b)` and `k notin (a,b)`.
"""

from __future__ import annotations

import re
from typing import Any

from local_cloud.hetzner.errors import invalid

NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?"
KEY = re.compile(
    rf"(?:(?P<prefix>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)/)?{NAME}"
)
VALUE = re.compile(rf"(?:{NAME})?")
RESERVED = "hetzner.cloud"
PREFIX_LENGTH = 253
TERM = re.compile(
    r"(?P<key>[^\s!=,()]+)\s*(?:(?P<operator>==|=|!=)\s*(?P<value>[^\s,()!=]*)"
    r"|\s+(?P<set>in|notin)\s*\((?P<values>[^)]*)\))?|!\s*(?P<absent>[^\s!=,()]+)"
)
BETWEEN_TERMS = re.compile(r",(?![^(]*\))")


def checked(labels: Any) -> dict[str, str]:
    """Labels of a request."""
    if not isinstance(labels, dict):
        raise invalid("labels", "must be an object")
    for key, value in labels.items():
        match = KEY.fullmatch(key)
        prefix = (match and match["prefix"]) or ""
        if match is None or len(prefix) > PREFIX_LENGTH or prefix.endswith(RESERVED):
            raise invalid("labels", f"label key '{key}' is not correctly formatted")
        if not isinstance(value, str) or VALUE.fullmatch(value) is None:
            raise invalid("labels", f"label value '{value}' (key: '{key}') is not correctly formatted")
    return dict(labels)


def selects(selector: str, labels: dict[str, str]) -> bool:
    """Whether a selector means what carries these labels; all of its terms have to hold."""
    return all(_holds(term.strip(), labels) for term in BETWEEN_TERMS.split(selector))


def _holds(term: str, labels: dict[str, str]) -> bool:
    match = TERM.fullmatch(term)
    if match is None:
        raise invalid("label_selector", f"'{term}' is not correctly formatted")
    if match["absent"]:
        return match["absent"] not in labels
    value = labels.get(match["key"])
    if match["set"]:
        is_named = value in [one.strip() for one in match["values"].split(",")]
        return is_named == (match["set"] == "in")
    if match["operator"] is None:
        return value is not None
    return (value == match["value"]) != (match["operator"] == "!=")
