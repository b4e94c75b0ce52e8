"""Networks, their subnets and routes.

https://docs.hetzner.cloud/reference/cloud#networks and, for the limits,
https://docs.hetzner.com/cloud/networks/faq: 50 subnets and 100 routes.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network
from typing import Any

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.catalog import LOCATIONS
from local_cloud.hetzner.errors import HetznerError, invalid, not_found
from local_cloud.hetzner.project import Project
from local_cloud.hetzner.resource_kind import ResourceKind

PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
ANYWHERE = IPv4Network("0.0.0.0/0")
OF_PUBLIC_INTERFACES = IPv4Address("172.31.1.1")
MAXIMUM_SUBNETS = 50
MAXIMUM_ROUTES = 100
SMALLEST_NETWORK = 24
SMALLEST_SUBNET = 30


def create(project: Project, call: Call) -> Json:
    """Makes a network; subnets and routes may come with it."""
    asked = call.json
    ip_range = _private_range("ip_range", asked.get("ip_range"), SMALLEST_NETWORK)
    network: Json = {"ip_range": str(ip_range), "subnets": [], "routes": []}
    for subnet in asked.get("subnets") or []:
        network["subnets"].append(_subnet(network, subnet))
    for route in asked.get("routes") or []:
        network["routes"].append(_route(network, route))
    network["expose_routes_to_vswitch"] = asked.get("expose_routes_to_vswitch", False)
    return {"network": project.add("networks", asked["name"], asked.get("labels"), network)}


def show(project: Project, network: Json) -> Json:
    """With those that are attached to it."""
    attached = [one.owner for one in project.attachments_of(network=network["id"]) if one.is_ready]
    return {
        **network,
        "servers": [number for kind, number in attached if kind == "server"],
        "load_balancers": [number for kind, number in attached if kind == "load_balancer"],
    }


def detach_all(project: Project, _: Call, network: Json) -> None:
    """Whatever is attached is detached with the network's end."""
    project.attachments = [one for one in project.attachments if one.network != network["id"]]


def add_subnet(project: Project, call: Call, network: Json) -> Json:
    """One more range to take addresses from."""
    if len(network["subnets"]) >= MAXIMUM_SUBNETS:
        raise HetznerError("resource_limit_exceeded", "subnet limit reached")
    subnet = _subnet(network, call.json)
    return _change(project, call, network, "add_subnet", lambda: network["subnets"].append(subnet))


def delete_subnet(project: Project, call: Call, network: Json) -> Json:
    """Not while an address of it is in use."""
    ip_range = _range("ip_range", call.json.get("ip_range"))
    subnet = next((one for one in network["subnets"] if one["ip_range"] == str(ip_range)), None)
    if subnet is None:
        raise not_found("subnet", ip_range)
    if any(IPv4Address(one.ip) in ip_range for one in project.attachments_of(network=network["id"])):
        raise HetznerError("service_error", "cannot remove subnet because servers are attached to it")
    return _change(project, call, network, "delete_subnet", lambda: network["subnets"].remove(subnet))


def add_route(project: Project, call: Call, network: Json) -> Json:
    """One more destination."""
    if len(network["routes"]) >= MAXIMUM_ROUTES:
        raise HetznerError("resource_limit_exceeded", "route limit reached")
    route = _route(network, call.json)
    return _change(project, call, network, "add_route", lambda: network["routes"].append(route))


def delete_route(project: Project, call: Call, network: Json) -> Json:
    """By destination and gateway."""
    route = {name: call.json.get(name) for name in ("destination", "gateway")}
    if route not in network["routes"]:
        raise not_found("route", route["destination"])
    return _change(project, call, network, "delete_route", lambda: network["routes"].remove(route))


def change_ip_range(project: Project, call: Call, network: Json) -> Json:
    """A larger range: it can't lose a subnet."""
    wider = _private_range("ip_range", call.json.get("ip_range"), SMALLEST_NETWORK)
    if not IPv4Network(network["ip_range"]).subnet_of(wider):
        raise invalid("ip_range", "can only be extended")
    return _change(project, call, network, "change_ip_range", lambda: network.update(ip_range=str(wider)))


def _change(project: Project, call: Call, network: Json, command: str, apply: Callable[[], None]) -> Json:
    """One change at a time: clients repeat the second one."""
    own = ("network", int(network["id"]))
    if project.actions.is_busy(own):
        raise HetznerError("conflict", "the network is being changed by another action")
    return {"action": project.act(call, command, [own], apply)}


def _subnet(network: Json, asked: Json) -> Json:
    if asked.get("type") not in ("cloud", "server"):
        raise invalid("type", "local cloud: only subnets of type cloud are known here")
    zone = asked.get("network_zone")
    if zone not in {location["network_zone"] for location in LOCATIONS}:
        raise invalid("network_zone", f"network zone '{zone}' not found")
    whole, subnets = IPv4Network(network["ip_range"]), network["subnets"]
    if any(one["network_zone"] != zone for one in subnets):
        raise invalid("network_zone", "all subnets of a network have to be of one network zone")
    ip_range = _private_range("ip_range", asked.get("ip_range"), SMALLEST_SUBNET)
    if not ip_range.subnet_of(whole):
        raise invalid("ip_range", "not a subnet of the network's range")
    taken = [*(one["ip_range"] for one in subnets), *(one["destination"] for one in network["routes"])]
    if any(ip_range.overlaps(one) for one in map(IPv4Network, taken) if one != ANYWHERE):
        raise invalid("ip_range", "overlaps with a subnet or a route of the network")
    gateway = str(whole.network_address + 1)
    return {"type": asked["type"], "ip_range": str(ip_range), "network_zone": zone, "gateway": gateway}


def _route(network: Json, asked: Json) -> Json:
    destination = _range("destination", asked.get("destination"))
    if destination != ANYWHERE and not any(destination.subnet_of(one) for one in PRIVATE):
        raise invalid("destination", "must be a private range or 0.0.0.0/0")
    whole = IPv4Network(network["ip_range"])
    taken = [*(one["ip_range"] for one in network["subnets"]), f"{whole.network_address + 1}/32"]
    if destination != ANYWHERE and any(destination.overlaps(IPv4Network(one)) for one in taken):
        raise invalid("destination", "overlaps with a subnet or the gateway of the network")
    routes = [IPv4Network(one["destination"]) for one in network["routes"]]
    if destination in routes or any(
        destination.overlaps(one) for one in routes if ANYWHERE not in (one, destination)
    ):
        raise invalid("destination", "overlaps with another route")
    gateway = _address("gateway", asked.get("gateway"))
    if gateway not in whole or gateway in (whole.network_address + 1, OF_PUBLIC_INTERFACES):
        raise invalid("gateway", "must be an address of the network, and not its own gateway")
    return {"destination": str(destination), "gateway": str(gateway)}


def _private_range(field: str, text: Any, smallest: int) -> IPv4Network:
    ip_range = _range(field, text)
    if not any(ip_range.subnet_of(one) for one in PRIVATE):
        raise invalid(field, "must be a private range of RFC 1918")
    if ip_range.prefixlen > smallest:
        raise invalid(field, f"must be at least a /{smallest}")
    return ip_range


def _range(field: str, text: Any) -> IPv4Network:
    try:
        return IPv4Network(str(text))
    except ValueError as error:
        raise invalid(field, f"'{text}' is not an IPv4 range") from error


def _address(field: str, text: Any) -> IPv4Address:
    try:
        return IPv4Address(str(text))
    except ValueError as error:
        raise invalid(field, f"'{text}' is not an IPv4 address") from error


NETWORKS = ResourceKind(
    "networks",
    create,
    show,
    before_delete=detach_all,
    actions={
        "add_subnet": add_subnet,
        "delete_subnet": delete_subnet,
        "add_route": add_route,
        "delete_route": delete_route,
        "change_ip_range": change_ip_range,
    },
    changeable=("expose_routes_to_vswitch",),
)
