"""A new server: what it is made of, and what is refused.

https://docs.hetzner.cloud/reference/cloud#servers-create-a-server
"""

from __future__ import annotations

import re
import secrets
import time
from datetime import datetime
from typing import Any

from local_cloud.hetzner.attachments import forget, reserve
from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.catalog import DATACENTERS, IMAGES, named
from local_cloud.hetzner.errors import HetznerError, invalid
from local_cloud.hetzner.firewalls import apply_to_server, forget_server
from local_cloud.hetzner.placement_groups import with_room
from local_cloud.hetzner.primary_ips import check_free, make
from local_cloud.hetzner.project import Project

NAME = re.compile(r"(?!.{64})[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?")
"""Unlike the names of everything else it is a host name."""
MAXIMUM_USER_DATA = 32 * 1024
DEFAULT_LOCATION = "fsn1"
VERSIONS = ("ipv4", "ipv6")


def create(project: Project, call: Call) -> Json:
    """Makes a server with its addresses, starts it unless told not to."""
    asked = call.json
    if NAME.fullmatch(asked["name"]) is None:
        raise invalid("name", "must be a valid hostname")
    if len(str(asked.get("user_data") or "").encode()) > MAXIMUM_USER_DATA:
        raise invalid("user_data", f"must be at most {MAXIMUM_USER_DATA} bytes")
    location = _location(asked)
    server_type = _server_type(asked.get("server_type"))
    check_type(server_type, location)
    starts = asked.get("start_after_create", True)
    public, networks = asked.get("public_net") or {}, asked.get("networks") or []
    if starts and not networks and not any(public.get(f"enable_{one}", True) for one in VERSIONS):
        raise invalid("networks", "is needed to start a server without a public interface")
    for key in asked.get("ssh_keys") or []:
        project.get("ssh_keys", key)
    addresses = _existing_addresses(project, public, location)
    group = with_room(project, asked["placement_group"]) if asked.get("placement_group") else None
    described = {
        "status": "initializing",
        "server_type": server_type,
        "image": _image(asked.get("image"), server_type),
        "location": location,
        "primary_disk_size": server_type["disk"],
        "placement_group": group and group["id"],
        "protection": {"delete": False, "rebuild": False},
        "backup_window": None,
    }
    server = project.add("servers", asked["name"], asked.get("labels"), described)
    project.user_data[int(server["id"])] = str(asked.get("user_data") or "")
    try:
        actions = _connect(project, call, server, addresses, networks, asked)
    except HetznerError:
        discard(project, server)
        raise
    starting = _start(project, call, server) if starts else []
    password = None if asked.get("ssh_keys") else secrets.token_urlsafe(12)
    return {"server": server, **actions, "next_actions": starting, "root_password": password}


def check_type(server_type: Json, location: Json) -> None:
    """Whether a type can be had in a location."""
    places = [one for one in server_type["locations"] if one["name"] == location["name"]]
    if not places:
        raise HetznerError("invalid_input", "unsupported location for server type")
    deprecation = places[0]["deprecation"]
    if deprecation and datetime.fromisoformat(deprecation["unavailable_after"]).timestamp() < time.time():
        raise HetznerError("invalid_server_type", f"server type {server_type['id']} is deprecated")


def discard(project: Project, server: Json) -> None:
    """Takes a server out of all that it is part of."""
    number = int(server["id"])
    project.user_data.pop(number, None)
    for address in project.all("primary_ips"):
        if address["assignee_id"] == number:
            address["assignee_id"] = None
            if address["auto_delete"]:
                project.remove("primary_ips", address)
    for plural in ("floating_ips", "volumes"):
        for one in project.all(plural):
            if one["server"] == number:
                one["server"] = None
    for balancer in project.all("load_balancers"):
        gone = {"type": "server", "server": {"id": number}}
        balancer["targets"] = [one for one in balancer["targets"] if not gone.items() <= one.items()]
    forget(project, ("server", number))
    forget_server(project, number)
    project.remove("servers", server)


def _connect(
    project: Project, call: Call, server: Json, addresses: dict[str, Json], networks: list[int], asked: Json
) -> Json:
    public, number = asked.get("public_net") or {}, int(server["id"])
    for version in VERSIONS:
        if version in addresses:
            addresses[version]["assignee_id"] = number
        elif public.get(f"enable_{version}", True):
            name = f"primary_ip-{version}-{number}"
            made = make(project, name, version, server["location"], {}, auto_delete=True)
            made["assignee_id"] = number
    zone = str(server["location"]["network_zone"])
    joined = [reserve(project, ("server", number), zone, {"network": network}) for network in networks]
    for firewall in asked.get("firewalls") or []:
        apply_to_server(project, firewall["firewall"], server)
    volumes = [project.get("volumes", volume) for volume in asked.get("volumes") or []]

    def apply() -> None:
        server["status"] = "off"
        for one in joined:
            one.is_ready = True
        for volume in volumes:
            volume["server"] = number

    about = [("server", number)]
    return {"action": project.act(call, "create_server", about, apply, lambda: server.update(status="off"))}


def _start(project: Project, call: Call, server: Json) -> list[Json]:
    about = [("server", int(server["id"]))]
    return [project.act(call, "start_server", about, lambda: server.update(status="running"))]


def _location(asked: Json) -> Json:
    place = asked.get("location")
    if place is None and asked.get("datacenter"):
        found = named("datacenters", asked["datacenter"])
        return dict(found["location"]) if found else _unknown("datacenter", asked["datacenter"])
    return named("locations", place or DEFAULT_LOCATION) or _unknown("location", place)


def _server_type(wanted: Any) -> Json:
    return named("server_types", wanted) or _unknown("server_type", wanted)


def _unknown(field: str, wanted: Any) -> Json:
    raise HetznerError("invalid_input", f"{field.replace('_', ' ')} '{wanted}' not found", field)


def _image(wanted: Any, server_type: Json) -> Json:
    """By id, or by name and the type's architecture."""
    images = [one for one in IMAGES if str(wanted) in (one["name"], str(one["id"]))]
    if not images:
        _unknown("image", wanted)
    for image in images:
        if image["architecture"] == server_type["architecture"]:
            return image
    raise invalid("image", "the image's architecture is not that of the server type")


def _existing_addresses(project: Project, public: Json, location: Json) -> dict[str, Json]:
    addresses = {
        version: project.get("primary_ips", public[version]) for version in VERSIONS if public.get(version)
    }
    for version, address in addresses.items():
        check_free(address, version, location)
    return addresses


def datacenter_of(location: Json) -> Json:
    """The only one of a location."""
    return next(one for one in DATACENTERS if one["location"] == location)
