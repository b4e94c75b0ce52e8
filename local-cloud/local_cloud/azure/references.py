"""References between resources: they must lead somewhere, and what they lead to is not taken away.

Resource Manager's own check of a network's references is `InvalidResourceReference`; services word it
differently, but all of them refuse. Which deletions are refused, each type says (`in_use`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from local_cloud.azure.errors import AzureError
from local_cloud.azure.resource_ids import is_within, name_of, parent_of, type_of

if TYPE_CHECKING:
    from local_cloud.azure.resource_type import InUse
    from local_cloud.azure.resources import Resources

Json = dict[str, Any]
RESOURCE = re.compile(
    r"/subscriptions/[^/]+/resourceGroups/[^/]+/providers/[^/]+(/[^/]+/[^/]+)+", re.IGNORECASE
)
USERS = ("microsoft.network/", "microsoft.containerservice/")
ONLOOKERS = (
    "microsoft.network/networkwatchers/flowlogs",
    "microsoft.network/privatednszones/virtualnetworklinks",
)
"""What refers to a network without keeping it from being deleted."""
REGIONAL = tuple(
    f"microsoft.network/{kind}"
    for kind in (
        "virtualnetworks",
        "networksecuritygroups",
        "routetables",
        "natgateways",
        "publicipaddresses",
    )
)
"""What is used in its own region only."""


def references_in(value: Any) -> Iterator[str]:
    """All ids of resources in a body, wherever they stand."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from references_in(key)
            yield from references_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references_in(inner)
    elif isinstance(value, str) and RESOURCE.fullmatch(value):
        yield value


def check_references(resources: Resources, body: Json) -> None:
    """Refuses a body that refers to what isn't there, or what can only be used in another region."""
    sent = {name: value for name, value in body.items() if name != "id"}
    for reference in references_in(sent):
        if is_within(reference, body["id"]) or not resources.knows(type_of(reference)):
            continue
        if resources.find(reference) is not None and not _is_elsewhere(resources, body, reference):
            continue
        text = (
            f"Resource {reference} referenced by resource {body['id']} was not found. Please make sure that "
            "the referenced resource exists, and that both resources are in the same region."
        )
        raise AzureError(400, "InvalidResourceReference", text)


def _is_elsewhere(resources: Resources, body: Json, reference: str) -> bool:
    """Whether parts of one network are in two regions."""
    if not type_of(body["id"]).startswith(USERS) or type_of(body["id"]) in ONLOOKERS:
        return False
    if not type_of(reference).startswith(REGIONAL):
        return False
    own, other = _region_of(resources, body), _region_of(resources, resources.get(reference))
    return own is not None and other is not None and own != other


def _region_of(resources: Resources, body: Json) -> str | None:
    """Where a resource is, or its parent; a region has a name and a display name."""
    parent = None if body.get("location") else resources.find(parent_of(body["id"]))
    if parent is not None:
        return _region_of(resources, parent)
    return str(body["location"]).lower().replace(" ", "") if body.get("location") else None


def check_unused(resources: Resources, resource_id: str) -> None:
    """Refuses to delete what others refer to: the resource itself, and what goes with it."""
    for gone in resources.below(resource_id):
        rule = resources.kind_of(gone["id"]).in_use
        user = rule and _user_of(resources, gone["id"], resource_id)
        if rule and user:
            raise _refusal(rule, gone["id"], user)


def _user_of(resources: Resources, resource_id: str, leaving: str) -> str | None:
    """One that refers to a resource, and stays when `leaving` goes."""
    for body in resources.all():
        kind = type_of(body["id"])
        if not kind.startswith(USERS) or kind in ONLOOKERS or is_within(body["id"], leaving):
            continue
        if is_within(resource_id, body["id"]):  # a parent holds its children
            continue
        if any(one.lower() == resource_id.lower() for one in references_in(body["properties"])):
            return str(body["id"])
    return None


def _refusal(rule: InUse, resource_id: str, user: str) -> AzureError:
    return AzureError(400, rule.code, rule.text.format(name=name_of(resource_id), id=resource_id, user=user))
