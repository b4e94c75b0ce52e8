"""What Cloudflare refuses of a DNS record by itself, and how it writes one down."""

from __future__ import annotations

import ipaddress
import re

from local_cloud.cloudflare.call import Json
from local_cloud.cloudflare.envelope import CloudflareError, not_implemented

TYPES = ("A", "AAAA", "CAA", "CNAME", "MX", "NS", "TXT")
PROXIABLE = ("A", "AAAA", "CNAME")
HOST = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
)
BEHIND = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "224.0.0.0/3",
        "::/127",
        "fc00::/7",
        "fe80::/10",
        "ff00::/8",
    )
)
"""Where Cloudflare reaches nobody. Addresses for documentation are none of it: a host without an origin has
192.0.2.1 or 100::, https://developers.cloudflare.com/fundamentals/manage-domains/redirect-domain/"""
AUTOMATIC = 1
SHORTEST, LONGEST = 30, 86400
"""Of a TTL, in seconds; other plans than Enterprise start at 60."""
LONGEST_TEXT = 2048


def check_record(record: Json) -> None:
    """Refuses what can't be; an address, a host name and a CAA get their usual form."""
    kind, content = record["type"], str(record["content"]).strip()
    if kind not in TYPES:
        raise not_implemented(f"DNS records of type {kind}")
    if not HOST.fullmatch(record["name"].removeprefix("*.")):
        raise CloudflareError(400, 9000, "DNS name is invalid.")
    if record["ttl"] != AUTOMATIC and not SHORTEST <= record["ttl"] <= LONGEST:
        message = f"Invalid TTL. Must be between {SHORTEST} and {LONGEST} seconds, or 1 for Automatic."
        raise CloudflareError(400, 9021, message)
    if kind == "CAA":
        content = _authority(record)
    record["content"] = _content(kind, content, record["name"])
    if kind == "MX" and "priority" not in record:
        raise CloudflareError(400, 9100, "DNS record type MX requires a priority.")
    _check_proxied(record)


def is_proxiable(record: Json) -> bool:
    """Whether Cloudflare could stand in front of it: not of what only a private network reaches."""
    if record["type"] == "CNAME":
        return True
    if record["type"] not in PROXIABLE:
        return False
    address = ipaddress.ip_address(record["content"])
    return not any(address in network for network in BEHIND)


def _content(kind: str, content: str, name: str) -> str:
    try:
        if kind == "A":
            return str(ipaddress.IPv4Address(content))
        if kind == "AAAA":
            return str(ipaddress.IPv6Address(content))
    except ValueError as error:
        code, version = (9005, 4) if kind == "A" else (9006, 6)
        message = f"Content for {kind} record must be a valid IPv{version} address."
        raise CloudflareError(400, code, message) from error
    if kind in ("CNAME", "MX", "NS"):
        host = content.rstrip(".").lower()
        if not HOST.fullmatch(host) or _is_address(host):
            raise CloudflareError(400, 9007, f"Content for {kind} record is invalid.")
        if kind == "CNAME" and host == name:
            raise CloudflareError(400, 9039, "CNAME content cannot reference itself.")
        return host
    if not content or len(content) > LONGEST_TEXT:
        raise CloudflareError(400, 9009, f"Content for {kind} record is invalid.")
    return content


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _authority(record: Json) -> str:
    data = record.get("data")
    if not isinstance(data, dict) or not {"flags", "tag", "value"} <= set(data):
        raise CloudflareError(400, 9101, "flags, tag and value are required data fields for CAA records.")
    return f'{int(data["flags"])} {data["tag"]} "{data["value"]}"'


def _check_proxied(record: Json) -> None:
    if not record["proxied"]:
        return
    if record["type"] not in PROXIABLE:
        raise CloudflareError(400, 9004, "This record type cannot be proxied.")
    if not is_proxiable(record):
        raise CloudflareError(400, 9003, f"Target {record['content']} is not allowed for a proxied record.")
    record["ttl"] = AUTOMATIC
