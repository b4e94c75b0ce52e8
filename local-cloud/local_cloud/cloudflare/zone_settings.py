"""The settings of a zone, each with the values that it may have.

https://developers.cloudflare.com/api/resources/zones/subresources/settings/ They are there from the start,
with a zone's defaults, and can't be deleted.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, NamedTuple

from local_cloud.absence import given
from local_cloud.cloudflare.call import Call, Json, timestamp
from local_cloud.cloudflare.envelope import CloudflareError, done, not_implemented
from local_cloud.messages import Response

SWITCH = ("on", "off")
SWITCHES = {
    "0rtt": "off",
    "always_online": "off",
    "always_use_https": "off",
    "automatic_https_rewrites": "on",
    "brotli": "on",
    "browser_check": "on",
    "development_mode": "off",
    "early_hints": "off",
    "email_obfuscation": "on",
    "hotlink_protection": "off",
    "http2": "on",
    "http3": "on",
    "ip_geolocation": "on",
    "ipv6": "on",
    "opportunistic_encryption": "on",
    "opportunistic_onion": "on",
    "privacy_pass": "on",
    "rocket_loader": "off",
    "server_side_exclude": "on",
    "websockets": "on",
}
"""Settings that are on or off, with what a new zone has."""
TRANSPORT_SECURITY = {
    "enabled": False,
    "max_age": 0,
    "include_subdomains": False,
    "preload": False,
    "nosniff": False,
}


class Setting(NamedTuple):
    """What a setting may be."""

    default: Any
    allows: Callable[[Any], bool]


def _one_of(default: Any, *others: Any) -> Setting:
    return Setting(default, lambda value: value in (default, *others))


def _is_transport_security(value: Any) -> bool:
    header = value.get("strict_transport_security") if isinstance(value, dict) else None
    if not isinstance(header, dict) or not set(header) <= set(TRANSPORT_SECURITY):
        return False
    right = all(type(each) is type(TRANSPORT_SECURITY[name]) for name, each in header.items())
    return right and header.get("max_age", 0) >= 0


SETTINGS = {
    **{name: Setting(default, lambda value: value in SWITCH) for name, default in SWITCHES.items()},
    "browser_cache_ttl": Setting(14400, lambda value: isinstance(value, int) and value >= 0),
    "cache_level": _one_of("aggressive", "basic", "simplified"),
    "challenge_ttl": Setting(1800, lambda value: isinstance(value, int) and 300 <= value <= 31536000),
    "ciphers": Setting([], lambda value: isinstance(value, list) and all(isinstance(e, str) for e in value)),
    "min_tls_version": _one_of("1.0", "1.1", "1.2", "1.3"),
    "pseudo_ipv4": _one_of("off", "add_header", "overwrite_header"),
    "security_header": Setting({"strict_transport_security": TRANSPORT_SECURITY}, _is_transport_security),
    "security_level": _one_of("medium", "off", "essentially_off", "low", "high", "under_attack"),
    "ssl": _one_of("full", "off", "flexible", "strict", "origin_pull"),
    "tls_1_3": _one_of("on", "off", "zrt"),
}


class ZoneSettings:
    """The settings of all zones: those that were changed."""

    def __init__(self) -> None:
        self._changed: dict[tuple[str, str], Json] = {}

    def answer(self, call: Call) -> Response:
        """Answers a call on one setting, or on all."""
        match call.method, call.path:
            case "GET", ():
                return done([self._setting(call.owner, name) for name in sorted(SETTINGS)])
            case "GET", (name,):
                return done(self._setting(call.owner, name))
            case "PATCH", (name,):
                return done(self._change(call.owner, name, given(call.json)))
        raise not_implemented(call.what)

    def _setting(self, zone: str, name: str) -> Json:
        if name not in SETTINGS:
            raise not_implemented(f"the zone setting {name}")
        unchanged = {"value": copy.deepcopy(SETTINGS[name].default), "modified_on": None}
        return {"id": name, "editable": True, **self._changed.get((zone, name), unchanged)}

    def _change(self, zone: str, name: str, asked: Json) -> Json:
        now = self._setting(zone, name)
        value: Any = asked.get("value")
        # JSON knows one kind of number, and a client may write 14400 as 14400.0.
        value = int(value) if isinstance(value, float) and value.is_integer() else value
        if not SETTINGS[name].allows(value):
            raise CloudflareError(400, 1007, f"Invalid value for zone setting {name}")
        if name == "security_header":
            header = {
                **now["value"]["strict_transport_security"],
                **value["strict_transport_security"],
            }
            value = {"strict_transport_security": header}
        self._changed[zone, name] = {"value": value, "modified_on": timestamp()}
        return self._setting(zone, name)
