"""Primary IPs: the addresses of servers' public interfaces.

https://docs.hetzner.cloud/reference/cloud#primary-ips: one of each version for a server, which has to be off
while they change.
"""

from __future__ import annotations

from typing import Any

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.catalog import DATACENTERS, named
from local_cloud.hetzner.errors import HetznerError, invalid
from local_cloud.hetzner.project import Project
from local_cloud.hetzner.public_addresses import change_dns_ptr, default_names, next_address
from local_cloud.hetzner.resource_kind import ResourceKind


def make(project: Project, name: str, version: str, location: Json, labels: Any, auto_delete: bool) -> Json:
    """A new one."""
    ip = next_address(version)
    described = {
        "ip": ip,
        "type": version,
        "assignee_id": None,
        "assignee_type": "server",
        "auto_delete": auto_delete,
        "blocked": False,
        "dns_ptr": default_names(ip),
        "location": location,
        "datacenter": next(one for one in DATACENTERS if one["location"] == location),
    }
    return project.add("primary_ips", name, labels, described)


def of_server(project: Project, server: int, version: str) -> Json | None:
    """The one that a server has."""
    for one in project.all("primary_ips"):
        if one["assignee_id"] == server and one["type"] == version:
            return one
    return None


def create(project: Project, call: Call) -> Json:
    """Makes one, in a location or for a server."""
    asked = call.json
    version = asked.get("type")
    if version not in ("ipv4", "ipv6"):
        raise invalid("type", "must be ipv4 or ipv6")
    assignee = asked.get("assignee_id")
    if assignee is not None:
        location = project.get("servers", assignee)["location"]
    else:
        place = asked.get("location") or str(asked.get("datacenter", "")).split("-")[0]
        location = named("locations", place)
        if location is None:
            raise invalid("location", f"location '{place}' not found")
    made = make(
        project, asked["name"], version, location, asked.get("labels"), asked.get("auto_delete", False)
    )
    if assignee is None:
        return {"primary_ip": made, "action": None}
    try:
        return {"primary_ip": made, **_assign(project, call, made, int(assignee))}
    except HetznerError:
        project.remove("primary_ips", made)
        raise


def check_free(address: Json, version: str, location: Json) -> None:
    """Whether a server of a location can have it."""
    if address["type"] != version:
        raise HetznerError("primary_ip_version_mismatch", "the primary IP has the wrong version")
    if address["location"] != location:
        raise HetznerError("primary_ip_datacenter_mismatch", "the primary IP is in another location")
    if address["assignee_id"] is not None:
        raise HetznerError("primary_ip_assigned", "the primary IP is already assigned")


def assign(project: Project, call: Call, address: Json) -> Json:
    """To a server that has none of this version."""
    return _assign(project, call, address, int(call.json["assignee_id"]))


def unassign(project: Project, call: Call, address: Json) -> Json:
    """From its server."""
    if address["assignee_id"] is None:
        raise HetznerError("primary_ip_not_assigned", "the primary IP is not assigned")
    _require_off(project, address["assignee_id"])
    about = _about(address, address["assignee_id"])
    return {
        "action": project.act(call, "unassign_primary_ip", about, lambda: address.update(assignee_id=None))
    }


def before_delete(project: Project, _: Call, address: Json) -> None:
    """It is unassigned with its end, for which its server has to be off."""
    if address["assignee_id"] is not None:
        _require_off(project, address["assignee_id"])


def _assign(project: Project, call: Call, address: Json, number: int) -> Json:
    server = project.get("servers", number)
    check_free(address, address["type"], server["location"])
    _require_off(project, number)
    if of_server(project, number, address["type"]) is not None:
        raise HetznerError(f"server_has_{address['type']}", f"the server already has an {address['type']}")
    about = _about(address, number)
    return {
        "action": project.act(call, "assign_primary_ip", about, lambda: address.update(assignee_id=number))
    }


def _require_off(project: Project, number: int) -> None:
    if project.get("servers", number)["status"] != "off":
        raise HetznerError("server_not_stopped", "the server must be powered off")


def _about(address: Json, server: int) -> list[tuple[str, int]]:
    return [("primary_ip", int(address["id"])), ("server", server)]


PRIMARY_IPS = ResourceKind(
    "primary_ips",
    create,
    before_delete=before_delete,
    actions={
        "assign": assign,
        "unassign": unassign,
        "change_dns_ptr": lambda project, call, own: change_dns_ptr(project, call, "primary_ip", own, own),
    },
    changeable=("auto_delete",),
)
