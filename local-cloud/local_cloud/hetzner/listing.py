"""Lists: filters, order and pages, which all of them share.

https://docs.hetzner.cloud/reference/cloud#pagination
"""

from __future__ import annotations

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.errors import invalid
from local_cloud.hetzner.labels import selects

DEFAULT_PER_PAGE = 25
MAXIMUM_PER_PAGE = 50
FILTERS = ("id", "name", "type", "ip", "status", "architecture", "fingerprint")
"""Fields that are compared with a query parameter of their name, which may stand several times."""


def page_of(call: Call, plural: str, items: list[Json]) -> Json:
    """The page of a list that was asked for."""
    kept = _sorted([item for item in items if _is_meant(call, item)], call.query.get("sort", []))
    page = _number(call, "page", 1)
    size = _number(call, "per_page", DEFAULT_PER_PAGE)
    if size > MAXIMUM_PER_PAGE:
        raise invalid("per_page", f"must be at most {MAXIMUM_PER_PAGE}")
    last = max(1, -(-len(kept) // size))
    pagination = {
        "page": page,
        "per_page": size,
        "previous_page": page - 1 if page > 1 else None,
        "next_page": page + 1 if page < last else None,
        "last_page": last,
        "total_entries": len(kept),
    }
    return {plural: kept[(page - 1) * size : page * size], "meta": {"pagination": pagination}}


def _is_meant(call: Call, item: Json) -> bool:
    for name in FILTERS:
        wanted = call.query.get(name)
        if wanted is not None and name in item and str(item[name]) not in wanted:
            return False
    selectors = call.query.get("label_selector", [])
    return all(selects(selector, item.get("labels", {})) for selector in selectors if selector)


def _sorted(items: list[Json], orders: list[str]) -> list[Json]:
    for order in reversed(orders or ["id:asc"]):
        field, _, direction = order.partition(":")
        items = sorted(items, key=lambda item: item[field], reverse=direction == "desc")
    return items


def _number(call: Call, name: str, default: int) -> int:
    text = call.query.get(name, [str(default)])[0]
    if not text.isdigit() or int(text) < 1:
        raise invalid(name, "must be a positive number")
    return int(text)
