"""Volumes.

https://docs.hetzner.cloud/reference/cloud#volumes: 10 GB to 10 TB, in a location, at one server of it.
"""

from __future__ import annotations

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.catalog import named
from local_cloud.hetzner.errors import HetznerError, invalid
from local_cloud.hetzner.project import Project
from local_cloud.hetzner.resource_kind import ResourceKind

SIZES = range(10, 10241)
FORMATS = (None, "xfs", "ext4")


def create(project: Project, call: Call) -> Json:
    """Makes one in a location, or at a server."""
    asked = call.json
    server = project.get("servers", asked["server"]) if asked.get("server") else None
    location = server["location"] if server else named("locations", asked.get("location"))
    if location is None:
        raise invalid("location", f"location '{asked.get('location')}' not found")
    if asked.get("size") not in SIZES:
        raise invalid("size", "must be between 10 and 10240")
    if asked.get("format") not in FORMATS:
        raise invalid("format", "must be xfs or ext4")
    described = {
        "server": None,
        "status": "creating",
        "location": location,
        "size": asked["size"],
        "format": asked.get("format"),
    }
    made = project.add("volumes", asked["name"], asked.get("labels"), described)
    made["linux_device"] = f"/dev/disk/by-id/scsi-0HC_Volume_{made['id']}"
    about = [("volume", int(made["id"]))]
    action = project.act(call, "create_volume", about, lambda: made.update(status="available"))
    attached = [_attach(project, call, made, server)] if server else []
    return {"volume": made, "action": action, "next_actions": attached}


def attach(project: Project, call: Call, volume: Json) -> Json:
    """To a server of its location."""
    server = project.get("servers", call.json.get("server"))
    return {"action": _attach(project, call, volume, server)}


def detach(project: Project, call: Call, volume: Json) -> Json:
    """From its server."""
    about = [("volume", int(volume["id"]))]
    return {"action": project.act(call, "detach_volume", about, lambda: volume.update(server=None))}


def resize(project: Project, call: Call, volume: Json) -> Json:
    """Only up."""
    size = call.json.get("size")
    if size not in SIZES or size <= volume["size"]:
        raise invalid("size", "must be greater than the current size")
    about = [("volume", int(volume["id"]))]
    return {"action": project.act(call, "resize_volume", about, lambda: volume.update(size=size))}


def before_delete(_: Project, __: Call, volume: Json) -> None:
    """Not while it is at a server."""
    if volume["server"] is not None:
        raise HetznerError("resource_in_use", "volume is attached to a server")


def _attach(project: Project, call: Call, volume: Json, server: Json) -> Json:
    if volume["server"] is not None:
        raise HetznerError("volume_already_attached", "volume is already attached to a server")
    if volume["location"] != server["location"]:
        raise invalid("server", "server and volume have to be in the same location")
    own, its = ("volume", int(volume["id"])), ("server", int(server["id"]))
    if project.actions.is_busy(its):
        raise HetznerError("locked", "server is locked by another action")
    return project.act(call, "attach_volume", [own, its], lambda: volume.update(server=server["id"]))


VOLUMES = ResourceKind(
    "volumes",
    create,
    before_delete=before_delete,
    actions={"attach": attach, "detach": detach, "resize": resize},
)
