"""Whom a load balancer sends to: a server, those with certain labels, or an address.

https://docs.hetzner.cloud/reference/cloud#load-balancer-actions-add-target
"""

from __future__ import annotations

from typing import Any

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.errors import HetznerError, invalid, not_found
from local_cloud.hetzner.labels import selects
from local_cloud.hetzner.primary_ips import of_server
from local_cloud.hetzner.project import Project

IDENTITIES = ("server", "label_selector", "ip")
"""The types, and the fields that tell one target from another."""


def new_target(project: Project, balancer: Json, asked: Json) -> Json:
    """A target that can be reached."""
    target = _identity(asked)
    if any(target.items() <= one.items() for one in balancer["targets"]):
        raise HetznerError("target_already_defined", "the target is already defined")
    if len(balancer["targets"]) >= balancer["load_balancer_type"]["max_targets"]:
        raise HetznerError("resource_limit_exceeded", "target limit of the load balancer reached")
    is_private = bool(asked.get("use_private_ip"))
    networks = _networks(project, "load_balancer", balancer["id"])
    if is_private and not networks:
        raise HetznerError(
            "load_balancer_not_attached_to_network", "load balancer is not attached to a network"
        )
    if not is_private and not balancer["public_net"]["enabled"] and target["type"] != "ip":
        raise HetznerError("targets_without_use_private_ip", "the public interface is disabled")
    if target["type"] == "server":
        server = project.get("servers", target["server"]["id"])
        if is_private and not networks & _networks(project, "server", server["id"]):
            raise HetznerError("server_not_attached_to_network", "server is not attached to the network")
        if not is_private and of_server(project, server["id"], "ipv4") is None:
            raise HetznerError("missing_ipv4", "the server has no public IPv4 address")
    if target["type"] == "label_selector":
        selects(target["label_selector"]["selector"], {})
    return {**target, "use_private_ip": is_private}


def add_target(project: Project, call: Call, balancer: Json) -> Json:
    """One more."""
    target = new_target(project, balancer, call.json)
    about = [("load_balancer", int(balancer["id"]))]
    return {"action": project.act(call, "add_target", about, lambda: balancer["targets"].append(target))}


def remove_target(project: Project, call: Call, balancer: Json) -> Json:
    """One that was added."""
    unwanted = _identity(call.json)
    for target in balancer["targets"]:
        if unwanted.items() <= target.items():
            about = [("load_balancer", int(balancer["id"]))]

            def apply(target: Json = target) -> None:
                balancer["targets"] = [one for one in balancer["targets"] if one is not target]

            return {"action": project.act(call, "remove_target", about, apply)}
    raise not_found("target", unwanted["type"])


def check_private(_: Project, balancer: Json) -> None:
    """Whether all targets are reached without the public interface."""
    if any(one["type"] != "ip" and not one["use_private_ip"] for one in balancer["targets"]):
        raise HetznerError("targets_without_use_private_ip", "a target uses the public interface")


def with_selected(project: Project, balancer: Json, target: Json) -> Json:
    """A target as it is shown. That one is healthy nobody can know here."""
    health = [{"listen_port": one["listen_port"], "status": "unknown"} for one in balancer["services"]]
    if target["type"] != "label_selector":
        return {**target, "health_status": health}
    selector = target["label_selector"]["selector"]
    return {
        **target,
        "targets": [
            {
                "type": "server",
                "server": {"id": one["id"]},
                "use_private_ip": target["use_private_ip"],
                "health_status": health,
            }
            for one in project.all("servers")
            if selects(selector, one["labels"])
        ],
    }


def _identity(asked: Json) -> Json:
    kind = asked.get("type")
    if kind not in IDENTITIES or not asked.get(kind):
        raise invalid("type", "must be server, label_selector or ip, with the field of that name")
    return {"type": kind, kind: asked[kind]}


def _networks(project: Project, kind: str, number: Any) -> set[int]:
    return {one.network for one in project.attachments_of((kind, int(number))) if one.is_ready}
