"""Load balancers.

https://docs.hetzner.cloud/reference/cloud#load-balancers
"""

from __future__ import annotations

from typing import Any

from local_cloud.hetzner.attachments import attach, detach, forget, private_net, reserve
from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.catalog import LOCATIONS, named
from local_cloud.hetzner.errors import HetznerError, invalid
from local_cloud.hetzner.load_balancer_services import (
    add_service,
    delete_service,
    new_service,
    update_service,
)
from local_cloud.hetzner.load_balancer_targets import (
    add_target,
    check_private,
    new_target,
    remove_target,
    with_selected,
)
from local_cloud.hetzner.project import Project
from local_cloud.hetzner.public_addresses import default_names, next_address
from local_cloud.hetzner.resource_kind import Handle, ResourceKind

ALGORITHMS = ("round_robin", "least_connections")
TRAFFIC_BYTES = 20 * 1024**4


def create(project: Project, call: Call) -> Json:
    """Makes one in a location; targets, services and a network may come with it."""
    asked = call.json
    location = _location(asked)
    described = {
        "location": location,
        "load_balancer_type": _type(asked.get("load_balancer_type")),
        "algorithm": _algorithm(asked.get("algorithm") or {"type": "round_robin"}),
        "services": [],
        "targets": [],
        "public_net": {
            "enabled": asked.get("public_interface") is not False,
            "ipv4": _public("ipv4"),
            "ipv6": _public("ipv6"),
        },
    }
    made = project.add("load_balancers", asked["name"], asked.get("labels"), described)
    own = ("load_balancer", int(made["id"]))
    try:
        if asked.get("network"):
            zone = str(location["network_zone"])
            reserve(project, own, zone, {"network": asked["network"]}).is_ready = True
        made["targets"] = [new_target(project, made, one) for one in asked.get("targets") or []]
        for service in asked.get("services") or []:
            made["services"].append(new_service(made, service))
    except HetznerError:
        remove(project, call, made)
        project.remove("load_balancers", made)
        raise
    return {"load_balancer": made, "action": project.act(call, "create_load_balancer", [own], lambda: None)}


def show(project: Project, balancer: Json) -> Json:
    """With its networks and the servers that its selectors mean."""
    attached = private_net(project, ("load_balancer", int(balancer["id"])))
    return {
        **balancer,
        "private_net": [{"network": one["network"], "ip": one["ip"]} for one in attached],
        "targets": [with_selected(project, balancer, one) for one in balancer["targets"]],
        "included_traffic": TRAFFIC_BYTES,
        "ingoing_traffic": 0,
        "outgoing_traffic": 0,
    }


def remove(project: Project, _: Call, balancer: Json) -> None:
    """It loses its addresses."""
    forget(project, ("load_balancer", int(balancer["id"])))


def attach_to_network(project: Project, call: Call, balancer: Json) -> Json:
    """With an address that was asked for, or the next one."""
    zone = str(balancer["location"]["network_zone"])
    return attach(project, call, ("load_balancer", int(balancer["id"])), zone, call.json)


def detach_from_network(project: Project, call: Call, balancer: Json) -> Json:
    """It loses its address there."""
    return detach(project, call, ("load_balancer", int(balancer["id"])))


def public_interface(enabled: bool) -> Handle:
    """Turns it on or off; it can't go while a target is reached by it."""

    def handle(project: Project, call: Call, balancer: Json) -> Json:
        if not enabled:
            check_private(project, balancer)
        command = f"{'enable' if enabled else 'disable'}_public_interface"
        about = [("load_balancer", int(balancer["id"]))]
        return {
            "action": project.act(
                call, command, about, lambda: balancer["public_net"].update(enabled=enabled)
            )
        }

    return handle


def change_type(project: Project, call: Call, balancer: Json) -> Json:
    """To one that takes its services and targets."""
    wanted = _type(call.json.get("load_balancer_type"))
    if len(balancer["services"]) > wanted["max_services"] or len(balancer["targets"]) > wanted["max_targets"]:
        raise HetznerError("invalid_load_balancer_type", "the type does not fit for the load balancer")
    about = [("load_balancer", int(balancer["id"]))]
    return {
        "action": project.act(
            call, "change_load_balancer_type", about, lambda: balancer.update(load_balancer_type=wanted)
        )
    }


def change_algorithm(project: Project, call: Call, balancer: Json) -> Json:
    """How it chooses among its targets."""
    wanted = _algorithm(call.json)
    about = [("load_balancer", int(balancer["id"]))]
    return {"action": project.act(call, "change_algorithm", about, lambda: balancer.update(algorithm=wanted))}


def change_dns_ptr(project: Project, call: Call, balancer: Json) -> Json:
    """Names one of its two public addresses."""
    asked, about = call.json, [("load_balancer", int(balancer["id"]))]
    address = balancer["public_net"]["ipv6" if ":" in str(asked.get("ip")) else "ipv4"]
    name = asked.get("dns_ptr") or _name(address["ip"])
    return {"action": project.act(call, "change_dns_ptr", about, lambda: address.update(dns_ptr=name))}


def _public(version: str) -> Json:
    ip = next_address(version).replace("/64", "1")
    return {"ip": ip, "dns_ptr": _name(ip)}


def _name(ip: str) -> str | None:
    names = default_names(ip)
    return str(names[0]["dns_ptr"]) if names else None


def _location(asked: Json) -> Json:
    zone, place = asked.get("network_zone"), asked.get("location")
    found = (
        next((one for one in LOCATIONS if one["network_zone"] == zone), None)
        if place is None
        else named("locations", place)
    )
    if found is None:
        raise HetznerError("invalid_input", f"location '{place or zone}' not found", "location")
    return found


def _type(wanted: Any) -> Json:
    found = named("load_balancer_types", wanted)
    if found is None:
        raise HetznerError("invalid_input", f"load balancer type '{wanted}' not found", "load_balancer_type")
    return found


def _algorithm(asked: Json) -> Json:
    if asked.get("type") not in ALGORITHMS:
        raise invalid("algorithm", "must be round_robin or least_connections")
    return {"type": asked["type"]}


LOAD_BALANCERS = ResourceKind(
    "load_balancers",
    create,
    show,
    before_delete=remove,
    actions={
        "attach_to_network": attach_to_network,
        "detach_from_network": detach_from_network,
        "enable_public_interface": public_interface(True),
        "disable_public_interface": public_interface(False),
        "add_service": add_service,
        "update_service": update_service,
        "delete_service": delete_service,
        "add_target": add_target,
        "remove_target": remove_target,
        "change_type": change_type,
        "change_algorithm": change_algorithm,
        "change_dns_ptr": change_dns_ptr,
    },
)
