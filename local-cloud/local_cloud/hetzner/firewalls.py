"""Firewalls: rules, and the servers that they are applied to, by id or by their labels.

https://docs.hetzner.cloud/reference/cloud#firewalls and, for the limits,
https://docs.hetzner.com/cloud/firewalls/overview: 50 rules, five firewalls at a server. They filter its
public interface: a server without any can't have a firewall by its id, and a selector passes it over.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Any

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.errors import HetznerError, invalid
from local_cloud.hetzner.labels import selects
from local_cloud.hetzner.primary_ips import of_server
from local_cloud.hetzner.project import Project
from local_cloud.hetzner.resource_kind import ResourceKind

MAXIMUM_RULES = 50
MAXIMUM_AT_SERVER = 5
PROTOCOLS = ("tcp", "udp", "icmp", "esp", "gre")
WITH_PORT = ("tcp", "udp")
PORT = re.compile(r"any|(\d{1,5})(?:-(\d{1,5}))?")
SIDES = {"in": "source_ips", "out": "destination_ips"}
HIGHEST_PORT = 65535


def create(project: Project, call: Call) -> Json:
    """Makes one, with rules, and applies it."""
    asked = call.json
    rules = _rules(asked.get("rules") or [])
    applied = [_resource(project, one) for one in asked.get("apply_to") or []]
    described = {"rules": rules, "applied_to": applied}
    made = project.add("firewalls", asked["name"], asked.get("labels"), described)
    return {
        "firewall": made,
        "actions": _actions(project, call, made, "set_firewall_rules", "apply_firewall"),
    }


def show(project: Project, firewall: Json) -> Json:
    """With the servers that its selectors mean."""
    shown = {name: value for name, value in firewall.items() if name != "protection"}
    applied = [{**one, **_meant(project, one)} for one in firewall["applied_to"]]
    return {**shown, "applied_to": applied}


def at_server(project: Project, server: Json) -> list[int]:
    """The firewalls of a server."""
    return [
        one["id"]
        for one in project.all("firewalls")
        if any(_applies(project, applied, server) for applied in one["applied_to"])
    ]


def apply_to_server(project: Project, number: Any, server: Json) -> None:
    """With a server's creation."""
    firewall = project.get("firewalls", number)
    _check_server(project, server)
    firewall["applied_to"].append({"type": "server", "server": {"id": server["id"]}})


def forget_server(project: Project, server: int) -> None:
    """It is gone."""
    for firewall in project.all("firewalls"):
        gone = {"type": "server", "server": {"id": server}}
        firewall["applied_to"] = [one for one in firewall["applied_to"] if one != gone]


def set_rules(project: Project, call: Call, firewall: Json) -> Json:
    """Replaces all rules."""
    rules = _rules(call.json.get("rules") or [])
    about = [("firewall", int(firewall["id"]))]
    action = project.act(call, "set_firewall_rules", about, lambda: firewall.update(rules=rules))
    return {"actions": [action, *_actions(project, call, firewall, "apply_firewall")]}


def apply_to_resources(project: Project, call: Call, firewall: Json) -> Json:
    """To what it isn't applied to yet."""
    wanted = [_resource(project, one) for one in call.json.get("apply_to") or []]
    if any(one in firewall["applied_to"] for one in wanted):
        raise HetznerError("firewall_already_applied", "firewall is already applied to the resource")
    about = [("firewall", int(firewall["id"]))]

    def apply() -> None:
        firewall["applied_to"] = [*firewall["applied_to"], *wanted]

    return {"actions": [project.act(call, "apply_firewall", about, apply)] if wanted else []}


def remove_from_resources(project: Project, call: Call, firewall: Json) -> Json:
    """What it isn't applied to is passed over; a server that a selector means stays with it."""
    unwanted = [_reference(one) for one in call.json.get("remove_from") or []]
    for one in unwanted:
        if one["type"] == "server" and one not in firewall["applied_to"]:
            _check_not_selected(project, firewall, one)

    def apply() -> None:
        firewall["applied_to"] = [one for one in firewall["applied_to"] if one not in unwanted]

    about = [("firewall", int(firewall["id"]))]
    return {"actions": [project.act(call, "remove_firewall", about, apply)] if unwanted else []}


def before_delete(_: Project, __: Call, firewall: Json) -> None:
    """Not while it is applied to anything."""
    if firewall["applied_to"]:
        raise HetznerError("resource_in_use", f"firewall with ID '{firewall['id']}' is still in use")


def _actions(project: Project, call: Call, firewall: Json, *commands: str) -> list[Json]:
    about = [("firewall", int(firewall["id"]))]
    return [project.act(call, command, about, lambda: None) for command in commands]


def _reference(asked: Json) -> Json:
    if asked.get("type") == "server":
        return {"type": "server", "server": {"id": (asked.get("server") or {}).get("id")}}
    if asked.get("type") == "label_selector":
        return {"type": "label_selector", "label_selector": {"selector": asked["label_selector"]["selector"]}}
    raise invalid("type", "must be server or label_selector")


def _resource(project: Project, asked: Json) -> Json:
    resource = _reference(asked)
    if resource["type"] == "server":
        try:
            server = project.get("servers", resource["server"]["id"])
        except HetznerError as error:
            raise HetznerError("firewall_resource_not_found", error.message) from error
        _check_server(project, server)
    else:
        selects(resource["label_selector"]["selector"], {})
    return resource


def _check_server(project: Project, server: Json) -> None:
    if not _is_public(project, server):
        raise HetznerError("private_net_only_server", f"server {server['id']} has no public interface")
    if len(at_server(project, server)) >= MAXIMUM_AT_SERVER:
        raise HetznerError("resource_limit_exceeded", "firewall limit of the server reached")


def _check_not_selected(project: Project, firewall: Json, unwanted: Json) -> None:
    server = project.resources.get("servers", {}).get(unwanted["server"]["id"])
    if server is not None and firewall["id"] in at_server(project, server):
        raise HetznerError(
            "firewall_managed_by_label_selector", "firewall is applied to the server by a label selector"
        )


def _is_public(project: Project, server: Json) -> bool:
    return any(of_server(project, server["id"], version) for version in ("ipv4", "ipv6"))


def _applies(project: Project, applied: Json, server: Json) -> bool:
    if applied["type"] == "server":
        return bool(applied["server"]["id"] == server["id"])
    return _is_public(project, server) and selects(applied["label_selector"]["selector"], server["labels"])


def _meant(project: Project, applied: Json) -> Json:
    if applied["type"] == "server":
        return {}
    servers = [one for one in project.all("servers") if _applies(project, applied, one)]
    return {"applied_to_resources": [{"type": "server", "server": {"id": one["id"]}} for one in servers]}


def _rules(asked: list[Json]) -> list[Json]:
    if len(asked) > MAXIMUM_RULES:
        raise invalid("rules", f"must be at most {MAXIMUM_RULES}")
    return [_rule(one) for one in asked]


def _rule(asked: Json) -> Json:
    side, protocol, port = SIDES.get(asked.get("direction", "")), asked.get("protocol"), asked.get("port")
    if side is None or protocol not in PROTOCOLS:
        raise invalid("rules", "a rule needs a direction and a protocol")
    if (protocol in WITH_PORT) != (port is not None):
        raise invalid("port", "is needed for tcp and udp, and only there")
    if port is not None and not _is_port(port):
        raise invalid("port", f"'{port}' is not a port or range of ports")
    if not asked.get(side):
        raise invalid(side, "is needed for this direction")
    for text in asked[side]:
        try:
            ipaddress.ip_network(text)
        except ValueError as error:
            raise invalid(side, f"'{text}' is not a range in CIDR notation") from error
    return {
        "direction": asked["direction"],
        "protocol": protocol,
        "port": port,
        "description": asked.get("description"),
        "source_ips": asked.get("source_ips") or [],
        "destination_ips": asked.get("destination_ips") or [],
    }


def _is_port(text: str) -> bool:
    match = PORT.fullmatch(text)
    if match is None or match[1] is None:
        return match is not None
    first, last = int(match[1]), int(match[2] or match[1])
    return 1 <= first <= last <= HIGHEST_PORT


FIREWALLS = ResourceKind(
    "firewalls",
    create,
    show,
    before_delete=before_delete,
    actions={
        "set_rules": set_rules,
        "apply_to_resources": apply_to_resources,
        "remove_from_resources": remove_from_resources,
    },
    has_protection=False,
)
