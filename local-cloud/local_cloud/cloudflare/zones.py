"""Zones: those that were there from the start, and those that are made.

https://developers.cloudflare.com/api/resources/zones/ A zone that is made is `pending` and stays so: nobody
changes its name servers at a registrar. Plans have no limits here.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from local_cloud.cloudflare.call import Call, Json, timestamp
from local_cloud.cloudflare.envelope import CloudflareError, done, not_implemented, page
from local_cloud.messages import Response

DOMAIN = re.compile(r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
NAME_SERVERS = ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"]
CHANGEABLE = frozenset({"paused", "type", "vanity_name_servers"})


class KnownZone(NamedTuple):
    """A zone that is there before anything is asked."""

    account: str
    name: str


class Zones:
    """All zones of all accounts, by id."""

    def __init__(self, known: Mapping[str, KnownZone]) -> None:
        self._zones = {key: _zone(key, zone.account, zone.name, "active") for key, zone in known.items()}

    def get(self, zone_id: str) -> Json:
        """A zone that has to be there."""
        if zone_id not in self._zones:
            raise CloudflareError(404, 1001, "Invalid zone identifier")
        return self._zones[zone_id]

    def of_name(self, name: str) -> Json | None:
        """The zone that a host name is in."""
        found = [zone for zone in self._zones.values() if is_within(name, zone["name"])]
        return max(found, key=lambda zone: len(zone["name"]), default=None)

    def answer(self, call: Call) -> Response:
        """Answers a call on zones themselves."""
        match call.method, call.path:
            case "GET", ():
                return page(list(self._found(call.query)))
            case "POST", ():
                return done(self._create(call.json))
            case "GET", (zone_id,):
                return done(self.get(zone_id))
            case "PATCH", (zone_id,):
                changes = {name: value for name, value in call.json.items() if name in CHANGEABLE}
                self.get(zone_id).update(changes, modified_on=timestamp())
                return done(self.get(zone_id))
            case "DELETE", (zone_id,):
                self.get(zone_id)
                del self._zones[zone_id]
                return done({"id": zone_id})
        raise not_implemented(call.what)

    def _found(self, query: Mapping[str, str]) -> Iterator[Json]:
        for zone in self._zones.values():
            own = {"name": zone["name"], "account.id": zone["account"]["id"], "status": zone["status"]}
            if all(query.get(name, value) == value for name, value in own.items()):
                yield zone

    def _create(self, asked: Json) -> Json:
        name = str(asked.get("name", "")).lower()
        if not DOMAIN.fullmatch(name):
            raise CloudflareError(400, 1105, f"{name} is not a valid domain name")
        if any(zone["name"] == name for zone in self._zones.values()):
            raise CloudflareError(400, 1061, f"{name} already exists")
        zone = _zone(uuid.uuid4().hex, asked["account"]["id"], name, "pending")
        self._zones[zone["id"]] = zone
        return zone


def is_within(name: str, domain: str) -> bool:
    """Whether a host name is a domain's own or below it."""
    return f".{name}".endswith(f".{domain}")


def _zone(zone_id: str, account: str, name: str, status: str) -> Json:
    now = timestamp()
    return {
        "id": zone_id,
        "name": name,
        "status": status,
        "paused": False,
        "type": "full",
        "development_mode": 0,
        "name_servers": NAME_SERVERS,
        "original_name_servers": None,
        "original_registrar": None,
        "original_dnshost": None,
        "created_on": now,
        "modified_on": now,
        "activated_on": now if status == "active" else None,
        "meta": {
            "cdn_only": False,
            "custom_certificate_quota": 0,
            "dns_only": False,
            "foundation_dns": False,
            "page_rule_quota": 3,
            "phishing_detected": False,
            "step": 4,
        },
        "owner": {"id": account, "type": "organization", "name": "local cloud"},
        "account": {"id": account, "name": "local cloud"},
        "tenant": {"id": None, "name": None},
        "tenant_unit": {"id": None},
        "permissions": ["#dns_records:edit", "#zone:edit", "#zone_settings:edit"],
        "plan": {
            "id": "94f3b7b768b0458b56d2cac4fe5ec0f9",
            "name": "Enterprise Website",
            "price": 0,
            "currency": "USD",
            "frequency": "",
            "is_subscribed": True,
            "can_subscribe": False,
            "legacy_id": "enterprise",
            "legacy_discount": False,
            "externally_managed": False,
        },
    }
