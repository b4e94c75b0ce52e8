"""Placement groups: servers that don't share a host.

https://docs.hetzner.com/cloud/placement-groups/overview: ten servers in a group, 50 groups in a project.
"""

from __future__ import annotations

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.errors import HetznerError, invalid
from local_cloud.hetzner.project import Project
from local_cloud.hetzner.resource_kind import ResourceKind

MAXIMUM_SERVERS = 10
MAXIMUM_GROUPS = 50


def create(project: Project, call: Call) -> Json:
    """Makes one."""
    asked = call.json
    if asked.get("type") != "spread":
        raise invalid("type", "must be spread")
    if len(project.all("placement_groups")) >= MAXIMUM_GROUPS:
        raise HetznerError("resource_limit_exceeded", "placement group limit reached")
    made = project.add("placement_groups", asked["name"], asked.get("labels"), {"type": "spread"})
    return {"placement_group": made, "action": None}


def members(project: Project, group: Json) -> list[int]:
    """The servers of a group."""
    return [one["id"] for one in project.all("servers") if one["placement_group"] == group["id"]]


def show(project: Project, group: Json) -> Json:
    """With its servers."""
    shown = {name: value for name, value in group.items() if name != "protection"}
    return {**shown, "servers": members(project, group)}


def with_room(project: Project, number: object) -> Json:
    """A group that takes one more server."""
    group = project.get("placement_groups", number)
    if len(members(project, group)) >= MAXIMUM_SERVERS:
        raise HetznerError("placement_error", "the placement group has no room for a further server")
    return group


def before_delete(project: Project, _: Call, group: Json) -> None:
    """Not while it has servers."""
    if members(project, group):
        raise HetznerError("resource_in_use", "placement group still has servers")


PLACEMENT_GROUPS = ResourceKind(
    "placement_groups", create, show, before_delete=before_delete, has_protection=False
)
