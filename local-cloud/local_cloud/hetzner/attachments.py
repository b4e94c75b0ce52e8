"""Who joins a network, and with which address.

https://docs.hetzner.cloud/reference/cloud#server-actions-attach-a-server-to-a-network and, for the limits,
https://docs.hetzner.com/cloud/networks/faq: 100 in a network, three networks for each, and of the addresses
not the network's first one, nor the first and the last of a subnet. Who names neither an address nor a subnet
gets one of the last subnet, in the order of their ranges:
https://registry.terraform.io/providers/hetznercloud/hcloud/latest/docs/resources/server_network
"""

from __future__ import annotations

import itertools
from ipaddress import IPv4Address, IPv4Network

from local_cloud.hetzner.actions import Reference
from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.errors import HetznerError, invalid, not_found
from local_cloud.hetzner.networks import OF_PUBLIC_INTERFACES
from local_cloud.hetzner.project import Attachment, Project

MAXIMUM_ATTACHED = 100
MAXIMUM_NETWORKS = 3
_macs = itertools.count(1)


def attach(project: Project, call: Call, owner: Reference, zone: str, asked: Json) -> Json:
    """Starts to attach a server or load balancer."""
    attachment = reserve(project, owner, zone, asked)

    def ready() -> None:
        attachment.is_ready = True

    about = [owner, ("network", attachment.network)]
    return {
        "action": project.act(
            call, "attach_to_network", about, ready, lambda: project.attachments.remove(attachment)
        )
    }


def reserve(project: Project, owner: Reference, zone: str, asked: Json) -> Attachment:
    """Takes an address."""
    network = project.get("networks", asked.get("network"))
    number = int(network["id"])
    if project.attachments_of(owner, number):
        raise HetznerError(f"{owner[0]}_already_attached", f"{owner[0]} is already attached to the network")
    own = project.attachments_of(owner)
    if len(own) >= MAXIMUM_NETWORKS:
        raise HetznerError("resource_limit_exceeded", "network limit reached")
    if len(project.attachments_of(network=number)) >= MAXIMUM_ATTACHED:
        raise HetznerError("resource_limit_exceeded", "limit of attached resources of the network reached")
    others = [IPv4Network(project.get("networks", one.network)["ip_range"]) for one in own]
    if any(IPv4Network(network["ip_range"]).overlaps(one) for one in others):
        raise HetznerError("networks_overlap", "the network overlaps with another one that is attached")
    ip = _address(project, network, zone, asked)
    mac = f"86:00:00:{(high := next(_macs)) >> 16 & 255:02x}:{high >> 8 & 255:02x}:{high & 255:02x}"
    attachment = Attachment(owner, number, ip, list(asked.get("alias_ips") or []), mac)
    project.attachments.append(attachment)
    return attachment


def detach(project: Project, call: Call, owner: Reference) -> Json:
    """Gives the address back."""
    network = int(project.get("networks", call.json.get("network"))["id"])
    own = project.attachments_of(owner, network)
    if not own:
        raise not_found("network attachment", network)
    about = [owner, ("network", network)]
    return {
        "action": project.act(call, "detach_from_network", about, lambda: project.attachments.remove(own[0]))
    }


def forget(project: Project, owner: Reference) -> None:
    """The owner is gone."""
    project.attachments = [one for one in project.attachments if one.owner != owner]


def private_net(project: Project, owner: Reference) -> list[Json]:
    """The networks of a server, as the API shows them."""
    return [
        {
            "network": one.network,
            "ip": one.ip,
            "alias_ips": one.alias_ips,
            "mac_address": one.mac_address,
        }
        for one in project.attachments_of(owner)
        if one.is_ready
    ]


def _address(project: Project, network: Json, zone: str, asked: Json) -> str:
    subnets = [
        IPv4Network(one["ip_range"])
        for one in network["subnets"]
        if one["network_zone"] == zone and asked.get("ip_range") in (None, one["ip_range"])
    ]
    if not subnets:
        raise HetznerError("no_subnet_available", "no subnet available in the network zone")
    unusable = _unusable(project, network)
    if asked.get("ip"):
        ip = _given(asked["ip"])
        if not any(ip in subnet for subnet in subnets) or ip in unusable:
            raise HetznerError("ip_not_available", "IP not available")
        return str(ip)
    free = next((ip for ip in max(subnets).hosts() if ip not in unusable), None)
    if free is None:
        raise HetznerError("no_subnet_available", "no IP available in the network's last subnet")
    return str(free)


def _given(text: str) -> IPv4Address:
    try:
        return IPv4Address(text)
    except ValueError as error:
        raise invalid("ip", f"'{text}' is not an IPv4 address") from error


def _unusable(project: Project, network: Json) -> set[IPv4Address]:
    subnets = [IPv4Network(one["ip_range"]) for one in network["subnets"]]
    attached = project.attachments_of(network=network["id"])
    return {
        IPv4Network(network["ip_range"]).network_address + 1,
        OF_PUBLIC_INTERFACES,
        *(one.network_address for one in subnets),
        *(one.broadcast_address for one in subnets),
        *(IPv4Address(ip) for one in attached for ip in (one.ip, *one.alias_ips)),
    }
