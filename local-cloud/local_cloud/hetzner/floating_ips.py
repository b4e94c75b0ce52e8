"""Floating IPs: public addresses that go from server to server.

https://docs.hetzner.cloud/reference/cloud#floating-ips
"""

from __future__ import annotations

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.catalog import named
from local_cloud.hetzner.errors import invalid
from local_cloud.hetzner.project import Project
from local_cloud.hetzner.public_addresses import change_dns_ptr, default_names, next_address
from local_cloud.hetzner.resource_kind import ResourceKind


def create(project: Project, call: Call) -> Json:
    """Makes one with a home location, or in that of the server which it is assigned to."""
    asked = call.json
    if asked.get("type") not in ("ipv4", "ipv6"):
        raise invalid("type", "must be ipv4 or ipv6")
    server = project.get("servers", asked["server"]) if asked.get("server") else None
    home = server["location"] if server else named("locations", asked.get("home_location"))
    if home is None:
        raise invalid("home_location", f"location '{asked.get('home_location')}' not found")
    ip = next_address(asked["type"])
    described = {
        "description": asked.get("description"),
        "ip": ip,
        "type": asked["type"],
        "server": None,
        "dns_ptr": default_names(ip),
        "home_location": home,
        "blocked": False,
    }
    made = project.add(
        "floating_ips", asked.get("name") or f"floating-ip-{ip}", asked.get("labels"), described
    )
    action = _assign(project, call, made, int(server["id"])) if server else {"action": None}
    return {"floating_ip": made, **action}


def assign(project: Project, call: Call, address: Json) -> Json:
    """To a server, whoever has it now."""
    return _assign(project, call, address, int(project.get("servers", call.json.get("server"))["id"]))


def unassign(project: Project, call: Call, address: Json) -> Json:
    """To nobody."""
    about = [("floating_ip", int(address["id"]))]
    return {"action": project.act(call, "unassign_floating_ip", about, lambda: address.update(server=None))}


def _assign(project: Project, call: Call, address: Json, server: int) -> Json:
    about = [("floating_ip", int(address["id"])), ("server", server)]
    return {"action": project.act(call, "assign_floating_ip", about, lambda: address.update(server=server))}


FLOATING_IPS = ResourceKind(
    "floating_ips",
    create,
    actions={
        "assign": assign,
        "unassign": unassign,
        "change_dns_ptr": lambda project, call, own: change_dns_ptr(project, call, "floating_ip", own, own),
    },
    changeable=("description",),
)
