"""Cloud DNS: the record sets of a zone, which change in transactions.

https://docs.cloud.google.com/dns/docs/reference/rest/v1/changes
"""

from __future__ import annotations

import itertools

from local_cloud.absence import given
from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.clock import timestamp
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.store import Store

OWN = ("NS", "SOA")
"""At the zone's own name these are there from the start, and can't be deleted."""


class DnsRecords:
    """The record sets of all zones."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._numbers = itertools.count(1)

    def begin(self, zone: str, body: Json) -> None:
        """The records that a zone is born with."""
        contact = "cloud-dns-hostmaster.google.com. 1 21600 3600 259200 300"
        own = {"NS": body["nameServers"], "SOA": [f"{body['nameServers'][0]} {contact}"]}
        for kind, data in own.items():
            self._add(zone, {"name": body["dnsName"], "type": kind, "ttl": 21600, "rrdatas": data})

    def require_empty(self, zone: str, body: Json) -> None:
        """Refuses to delete a zone with records of somebody's."""
        if any(not _is_own(each, body) for each in self._store.within(f"{zone}/rrsets")):
            raise GoogleError(
                400, f"The resource named '{body['name']}' cannot be deleted because it is not empty."
            )

    def answer(self, call: Call, zone: str, what: str, names: list[str]) -> Json:
        """Answers a call on a zone's records or its changes."""
        body = self._store.get(zone)
        match call.method, what, names:
            case "GET", "rrsets", []:
                wanted = {key: call.query[key] for key in ("name", "type") if key in call.query}
                found = [
                    each
                    for each in self._store.within(f"{zone}/rrsets")
                    if all(each[key] == value for key, value in wanted.items())
                ]
                return {"kind": "dns#resourceRecordSetsListResponse", "rrsets": found}
            case "POST", "changes", []:
                return self._change(given(call.json), zone, body)
            case "GET", "changes", [number]:
                return {"kind": "dns#change", "id": number, "status": "done"}
        raise not_implemented(call.what)

    def _change(self, change: Json, zone: str, body: Json) -> Json:
        """All of it or nothing."""
        removed = [_key(zone, each) for each in change.get("deletions", [])]
        for name in removed:
            self._store.get(name)
        for record in change.get("additions", []):
            if not f".{record['name']}".endswith(f".{body['dnsName']}"):
                raise GoogleError(400, f"Invalid value for 'entity.change.additions': '{record['name']}'.")
            if _key(zone, record) in self._store and _key(zone, record) not in removed:
                raise GoogleError(
                    409, f"The resource named '{record['name']} ({record['type']})' already exists."
                )
        for name in removed:
            self._store.remove(name)
        for record in change.get("additions", []):
            self._add(zone, record)
        own = {"kind": "dns#change", "id": str(next(self._numbers)), "status": "done"}
        return {**change, **own, "startTime": timestamp()}

    def _add(self, zone: str, record: Json) -> None:
        self._store.create(_key(zone, record), {"kind": "dns#resourceRecordSet", **record})


def _key(zone: str, record: Json) -> str:
    return f"{zone}/rrsets/{record['name']} {record['type']}"


def _is_own(record: Json, zone: Json) -> bool:
    return record["name"] == zone["dnsName"] and record["type"] in OWN
