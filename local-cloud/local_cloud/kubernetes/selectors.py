"""Label and field selectors.

https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api
"""

from __future__ import annotations

import re

from local_cloud.kubernetes.values import Json, dig

TERMS = re.compile(r"(?:[^,(]|\([^)]*\))+")
SET_TERM = re.compile(r"(\S+)\s+(in|notin)\s+\(([^)]*)\)")


def selects(query: dict[str, str], item: Json) -> bool:
    """Whether an object is among those that the query asks for."""
    labels = item["metadata"].get("labels") or {}
    return labels_fit(query.get("labelSelector", ""), labels) and fields_fit(
        query.get("fieldSelector", ""), item
    )


def labels_fit(selector: str, labels: Json) -> bool:
    """Whether labels fit a selector."""
    return all(_term_fits(term.strip(), labels) for term in TERMS.findall(selector))


def _term_fits(term: str, labels: Json) -> bool:
    if match := SET_TERM.fullmatch(term):
        values = [value.strip() for value in match[3].split(",")]
        return (labels.get(match[1]) in values) == (match[2] == "in")
    if "!=" in term:
        key, value = term.split("!=", 1)
        return bool(labels.get(key.strip()) != value.strip())
    if "=" in term:
        key, value = re.split("==?", term, maxsplit=1)
        return bool(labels.get(key.strip()) == value.strip())
    if term.startswith("!"):
        return term[1:] not in labels
    return not term or term in labels


def fields_fit(selector: str, item: Json) -> bool:
    """Whether an object's fields fit a selector."""
    for term in filter(None, selector.split(",")):
        path, value = re.split("!=|==?", term, maxsplit=1)
        is_equal = str(dig(item, *path.split("."), default="")) == value
        if is_equal == ("!=" in term):
            return False
    return True
