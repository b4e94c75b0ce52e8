"""The DNS records of a zone.

https://developers.cloudflare.com/api/resources/dns/subresources/records/ A name that doesn't end with the
zone's is taken for one below it, also when it is another domain's. A domain has no two equal records, and
nothing beside a CNAME; addresses are written in their short form.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from local_cloud.absence import given
from local_cloud.cloudflare.call import Call, Json, timestamp
from local_cloud.cloudflare.dns_checks import check_record, is_proxiable
from local_cloud.cloudflare.envelope import CloudflareError, done, not_implemented, page
from local_cloud.cloudflare.zones import Zones, is_within
from local_cloud.messages import Response

EXCLUSIVE = ("A", "AAAA", "CNAME")
"""Types that can't share a name with a CNAME."""
FILTERS = {"name", "name.exact", "type", "content", "content.exact"}


class DnsRecords:
    """The records of all zones."""

    def __init__(self, zones: Zones) -> None:
        self._zones = zones
        self._records: dict[str, dict[str, Json]] = {}

    def answer(self, call: Call) -> Response:
        """Answers a call on a zone's records."""
        zone = self._zones.get(call.owner)
        records = self._records.setdefault(call.owner, {})
        match call.method, call.path:
            case "GET", ():
                return page(list(_found(records, call.query)))
            case "POST", ():
                record = self._record(zone, records, uuid.uuid4().hex, given(call.json), {})
            case "GET", (record_id,):
                record = _get(records, record_id)
            case "PUT", (record_id,):
                old = _get(records, record_id)
                kept = {"created_on": old["created_on"]}
                record = self._record(zone, records, record_id, given(call.json), kept)
            case "PATCH", (record_id,):
                old = _get(records, record_id)
                record = self._record(zone, records, record_id, {**old, **given(call.json)}, old)
            case "DELETE", (record_id,):
                _get(records, record_id)
                del records[record_id]
                return done({"id": record_id})
            case _:
                raise not_implemented(call.what)
        records[record["id"]] = record
        return done(record)

    def alias_of(self, name: str) -> str | None:
        """Where the CNAME of a host name leads; None where there is none."""
        zone = self._zones.of_name(name)
        records = self._records.get(zone["id"], {}) if zone else {}
        return next(
            (each["content"] for each in records.values() if (each["name"], each["type"]) == (name, "CNAME")),
            None,
        )

    def _record(self, zone: Json, records: dict[str, Json], record_id: str, asked: Json, kept: Json) -> Json:
        now = timestamp()
        record: Json = {
            "id": record_id,
            "name": _full_name(str(asked.get("name", "")), zone["name"]),
            "type": asked.get("type"),
            "content": asked.get("content", ""),
            "proxiable": False,
            "proxied": asked.get("proxied", False),
            "ttl": int(asked.get("ttl", 1)),
            "settings": asked.get("settings", {}),
            "meta": {},
            "comment": asked.get("comment"),
            "tags": asked.get("tags", []),
            "created_on": now,
            **{name: kept[name] for name in ("created_on",) if name in kept},
            "modified_on": now,
        }
        if asked.get("comment"):
            record["comment_modified_on"] = now
        if "priority" in asked:
            record["priority"] = int(asked["priority"])
        if "data" in asked:
            record["data"] = asked["data"]
        check_record(record)
        record["proxiable"] = is_proxiable(record)
        _check_neighbours(record, [each for each in records.values() if each["id"] != record_id])
        return record


def _full_name(name: str, zone: str) -> str:
    name = name.rstrip(".").lower()
    if name in ("@", ""):
        return zone
    return name if is_within(name, zone) else f"{name}.{zone}"


def _get(records: dict[str, Json], record_id: str) -> Json:
    if record_id not in records:
        raise CloudflareError(404, 81044, "Record does not exist.")
    return records[record_id]


def _found(records: dict[str, Json], query: dict[str, str]) -> Iterator[Json]:
    wanted = {name.partition(".")[0]: query[name] for name in FILTERS if name in query}
    for record in records.values():
        if all(record[name] == value for name, value in wanted.items()):
            yield record


def _identity(record: Json) -> tuple[Any, ...]:
    return (record["name"], record["type"], record["content"])


def _check_neighbours(record: Json, others: list[Json]) -> None:
    for other in others:
        if other["name"] != record["name"]:
            continue
        if _identity(other) == _identity(record):
            raise CloudflareError(400, 81058, "An identical record already exists.")
        if record["type"] == "CNAME" and other["type"] in EXCLUSIVE:
            message = "An A, AAAA, or CNAME record with that host already exists."
            raise CloudflareError(400, 81053, message)
        if other["type"] == "CNAME" and record["type"] in EXCLUSIVE:
            raise CloudflareError(400, 81054, "A CNAME record with that host already exists.")
