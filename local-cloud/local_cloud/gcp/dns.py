"""Cloud DNS: zones, policies and response policies.

A zone that isn't empty can't be deleted, nor a policy that is bound to a network.
"""

from __future__ import annotations

import re

from local_cloud.absence import given
from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.clock import timestamp
from local_cloud.gcp.compute.references import require_references
from local_cloud.gcp.dns_records import DnsRecords
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.grants import Grants
from local_cloud.gcp.merging import merge
from local_cloud.gcp.projects import Projects
from local_cloud.gcp.store import Store, fill, new_number

SERVICE = "dns.googleapis.com"
NAME = re.compile(r"[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?")
DOMAIN = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+")
NAME_FIELDS = {
    "managedZones": "name",
    "policies": "name",
    "responsePolicies": "responsePolicyName",
    "rules": "ruleName",
}
KINDS = {
    "managedZones": "dns#managedZone",
    "policies": "dns#policy",
    "responsePolicies": "dns#responsePolicy",
    "rules": "dns#responsePolicyRule",
}
SERVERS = [f"ns-cloud-a{number}.googledomains.com." for number in (1, 2, 3, 4)]


class Dns:
    """The zones of this cloud."""

    def __init__(self, store: Store, projects: Projects, grants: Grants) -> None:
        self._store = store
        self._projects = projects
        self._grants = grants
        self._records = DnsRecords(store)

    def answer(self, call: Call) -> Json:
        """Answers dns.googleapis.com."""
        match call.resource:
            case ("v1", "projects", project, *rest):
                self._projects.require("dns", project)
                return self._project(call, f"{SERVICE}/projects/{project}", rest)
        raise not_implemented(call.what)

    def _project(self, call: Call, base: str, rest: list[str]) -> Json:
        match rest:
            case ["managedZones" | "policies" | "responsePolicies" as kind]:
                return self._collection(call, f"{base}/{kind}", kind)
            case ["managedZones" | "policies" | "responsePolicies" as kind, name]:
                return self._resource(call, f"{base}/{kind}/{name}", kind)
            case ["responsePolicies", name, "rules"]:
                self._store.get(f"{base}/responsePolicies/{name}")
                return self._collection(call, f"{base}/responsePolicies/{name}/rules", "rules")
            case ["responsePolicies", name, "rules", rule]:
                return self._resource(call, f"{base}/responsePolicies/{name}/rules/{rule}", "rules")
            case ["managedZones", name, "rrsets" | "changes" as what, *names]:
                zone = f"{base}/managedZones/{name}"
                return self._records.answer(call, zone, what, names)
        raise not_implemented(call.what)

    def _collection(self, call: Call, base: str, kind: str) -> Json:
        if call.method == "GET":
            return {kind if kind != "rules" else "responsePolicyRules": self._store.within(base)}
        body: Json = given(call.json)
        name = str(body.get(NAME_FIELDS[kind], ""))
        if NAME.fullmatch(name) is None:
            raise GoogleError(400, f"Invalid value for 'entity.{kind}.name': '{name}'.")
        full = f"{base}/{name}"
        body |= {"kind": KINDS[kind], "id": new_number(full), "creationTime": timestamp()}
        require_references(body, self._store)
        if kind == "managedZones":
            self._complete_zone(body, full)
        if kind == "policies":
            fill(body, {"enableLogging": False, "enableInboundForwarding": False})
        created = self._store.create(full, body)
        if kind == "managedZones":
            self._records.begin(full, body)
        return created

    def _resource(self, call: Call, name: str, kind: str) -> Json:
        resource = self._store.get(name)
        if call.verb:
            return self._grants.answer(call, self._store.policy(name))
        match call.method:
            case "GET":
                return resource
            case "PATCH" | "PUT":
                changed = {**resource}
                merge(changed, {**call.json, "id": resource["id"]})
                require_references(changed, self._store)
                if kind == "managedZones":
                    self._complete_zone(changed, name)
                self._store.replace(name, changed)
                return _answer(kind, changed)
            case "DELETE":
                self._require_deletable(resource, name, kind)
                self._store.remove(name)
                return {}
        raise not_implemented(call.what)

    def _complete_zone(self, zone: Json, name: str) -> None:
        domain = str(zone.get("dnsName", ""))
        if DOMAIN.fullmatch(domain) is None:
            raise GoogleError(400, f"Invalid value for 'entity.managedZone.dnsName': '{domain}'.")
        fill(
            zone,
            {
                "visibility": "public",
                "nameServers": SERVERS,
                "cloudLoggingConfig": {"kind": "dns#managedZoneCloudLoggingConfig", "enableLogging": False},
            },
        )
        if zone["visibility"] == "public":
            # The provider sends an empty one, and finds it a difference when it is answered.
            zone.pop("privateVisibilityConfig", None)
            return
        networks = _networks(zone)
        for other, neighbour in self._store.items(name.rpartition("/")[0] + "/"):
            is_zone = other.rpartition("/")[0] == name.rpartition("/")[0] and other != name
            if is_zone and neighbour["dnsName"] == domain and networks & _networks(neighbour):
                raise GoogleError(
                    409, f"A private zone with the DNS name {domain} is already visible in the network."
                )

    def _require_deletable(self, resource: Json, name: str, kind: str) -> None:
        if kind == "managedZones":
            self._records.require_empty(name, resource)
        if kind in ("policies", "responsePolicies") and resource.get("networks"):
            raise GoogleError(400, f"The resource '{resource['kind']}' is still bound to networks.")
        if kind == "responsePolicies" and self._store.within(f"{name}/rules"):
            raise GoogleError(400, "The response policy still has rules.")


def _networks(zone: Json) -> set[str]:
    return {each["networkUrl"] for each in zone.get("privateVisibilityConfig", {}).get("networks", [])}


def _answer(kind: str, changed: Json) -> Json:
    match kind:
        case "managedZones":
            operation = {"kind": "dns#operation", "id": changed["id"], "status": "done", "type": "update"}
            return {**operation, "zoneContext": {"newValue": changed}}
        case "rules":
            return {"responsePolicyRule": changed}
        case "responsePolicies":
            return {"responsePolicy": changed}
    return {"policy": changed}
