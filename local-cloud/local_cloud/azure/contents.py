"""What a subscription or a group holds, as Resource Manager lists it.

So the provider finds a vault by its name, and sees that a group is empty before it removes it; and so is
found what carries the tags of an environment.
https://learn.microsoft.com/rest/api/resources/resources/list
"""

from __future__ import annotations

import re
from collections.abc import Callable

from local_cloud.azure.errors import not_implemented
from local_cloud.azure.resource_ids import type_of
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import Resources

TOP_LEVEL = re.compile(
    r"/subscriptions/[^/]+/resourcegroups/[^/]+/providers/[^/]+/[^/]+/[^/]+", re.IGNORECASE
)
"""The id of a resource that stands in a group by itself."""
TRACKED = (
    "microsoft.network/networkwatchers/flowlogs",
    "microsoft.network/privatednszones/virtualnetworklinks",
)
"""What stands within another resource, and is listed like one that stands by itself."""
LISTED = ("id", "name", "type", "location", "kind", "managedBy", "sku", "identity")


def contents(resources: Resources, scope: str, asked: str | None) -> list[Json]:
    """What fits a filter, if there is one. Tags are not in the answer where they are asked for."""
    # Neither what else is within a resource, nor locks and assignments on one, are in Azure's list.
    held = [one for one in resources.below(scope) if _is_listed(one["id"])]
    fields = LISTED if asked and asked.startswith("tagName") else (*LISTED, "tags")
    fits = _condition(asked)
    return [{name: one[name] for name in fields if name in one} for one in held if fits(one)]


def _is_listed(resource_id: str) -> bool:
    return re.fullmatch(TOP_LEVEL, resource_id) is not None or type_of(resource_id) in TRACKED


def _condition(asked: str | None) -> Callable[[Json], bool]:
    if not asked:
        return lambda _: True
    if of_type := re.fullmatch(r"resourceType eq '([^']+)'", asked):
        wanted = of_type[1].lower()
        return lambda one: type_of(one["id"]) == wanted
    if of_tag := re.fullmatch(r"tagName eq '([^']+)' and tagValue eq '([^']*)'", asked):
        key, value = of_tag[1].lower(), of_tag[2]
        return lambda one: (
            {name.lower(): text for name, text in one.get("tags", {}).items()}.get(key) == value
        )
    raise not_implemented(f"a list of resources by {asked!r}")
