"""Public addresses as they are handed out, and their names.

The ranges are those for benchmarks (RFC 2544) and documentation (RFC 3849): nobody can be reached there.
"""

from __future__ import annotations

import itertools
from ipaddress import IPv4Address, IPv6Address

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.errors import not_found
from local_cloud.hetzner.project import Project

_v4 = itertools.count(int(IPv4Address("198.18.0.10")))
_v6 = itertools.count(1)


def next_address(version: str) -> str:
    """One that was never given out: an IPv4 address, or the /64 of an IPv6 one."""
    if version == "ipv4":
        return str(IPv4Address(next(_v4)))
    return f"{IPv6Address((0x20010DB8 << 96) + (next(_v6) << 64))}/64"


def default_names(ip: str) -> list[Json]:
    """Hetzner names every IPv4 address, and no IPv6 one."""
    if ":" in ip:
        return []
    reverse = ".".join(reversed(ip.split(".")))
    return [{"ip": ip, "dns_ptr": f"static.{reverse}.clients.your-server.de"}]


def change_dns_ptr(project: Project, call: Call, kind: str, address: Json, about: Json) -> Json:
    """Names one address of `address`; null gives it the name again that Hetzner gave it."""
    ip, name = call.json.get("ip"), call.json.get("dns_ptr")
    if str(ip) != address["ip"] and ":" not in address["ip"]:
        raise not_found("IP", ip)

    def apply() -> None:
        others = [one for one in address["dns_ptr"] if one["ip"] != ip]
        named = default_names(str(ip)) if name is None else [{"ip": ip, "dns_ptr": name}]
        address["dns_ptr"] = [*others, *named]

    return {"action": project.act(call, "change_dns_ptr", [(kind, int(about["id"]))], apply)}
