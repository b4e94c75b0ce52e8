"""The types that are answered, and what the API adds to a resource of each when it is made or changed.

https://docs.cloud.google.com/compute/docs/reference/rest/v1
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from local_cloud.gcp.call import Json
from local_cloud.gcp.compute.references import BASE, SERVICE, link_of, name_of
from local_cloud.gcp.compute.subnetworks import complete_subnetwork
from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.store import Store, fill

MAXIMUM_PRIORITY = 65535


@dataclass(frozen=True)
class ResourceType:
    """One collection."""

    kind: str
    scopes: frozenset[str]
    complete: Callable[[Json, Store], None]
    """Checks a body, and adds the defaults of the server."""
    is_changeable: bool = True
    """Whether there is a PATCH."""


def _network(network: Json, store: Store) -> None:
    fill(
        network,
        {
            "autoCreateSubnetworks": True,
            "mtu": 1460,
            "networkFirewallPolicyEnforcementOrder": "AFTER_CLASSIC_FIREWALL",
            "routingConfig": {"routingMode": "REGIONAL", "bgpBestPathSelectionMode": "LEGACY"},
            "selfLinkWithId": f"{network['selfLink'].rpartition('/')[0]}/{network['id']}",
        },
    )
    if network["autoCreateSubnetworks"]:
        raise GoogleError(400, "local cloud: networks with automatic subnetworks are not implemented.")


def add_default_route(network: Json, store: Store) -> None:
    """A new network has a way to the internet of its own."""
    project = network["selfLink"].removeprefix(BASE).split("/")[1]
    name = f"default-route-{hashlib.sha256(network['selfLink'].encode()).hexdigest()[:16]}"
    full = f"{SERVICE}/projects/{project}/global/routes/{name}"
    route = {
        "kind": "compute#route",
        "id": network["id"],
        "creationTimestamp": network["creationTimestamp"],
        "name": name,
        "description": "Default route to the Internet.",
        "network": network["selfLink"],
        "destRange": "0.0.0.0/0",
        "priority": 1000,
        "nextHopGateway": f"{BASE}projects/{project}/global/gateways/default-internet-gateway",
        "selfLink": link_of(full),
    }
    store.create(full, route)


def is_default_route(name: str) -> bool:
    """Whether a resource goes with its network."""
    return "/global/routes/default-route-" in name


def _route(route: Json, store: Store) -> None:
    fill(route, {"priority": 1000})
    _require_priority(route)
    hops = [field for field in route if field.startswith("nextHop")]
    if len(hops) != 1:
        raise GoogleError(400, "Exactly one next hop must be specified.")


def _router(router: Json, store: Store) -> None:
    if "bgp" in router:
        fill(router["bgp"], {"advertiseMode": "DEFAULT", "keepaliveInterval": 20})
    for nat in router.get("nats", []):
        _nat(nat, router, store)


def _nat(nat: Json, router: Json, store: Store) -> None:
    addresses = nat.get("natIps", [])
    if (nat.get("natIpAllocateOption") == "MANUAL_ONLY") != bool(addresses):
        raise GoogleError(400, "natIps must be given with MANUAL_ONLY, and only then.")
    for link in addresses:
        address = store.get(name_of(link) or "")
        if address.get("addressType") != "EXTERNAL" or address.get("region") != router["region"]:
            raise GoogleError(400, f"{link} is not an external address of the router's region.")
    for entry in nat.get("subnetworks", []):
        if store.get(name_of(entry["name"]) or "")["network"] != router["network"]:
            raise GoogleError(400, f"{entry['name']} is not in the router's network.")
    defaults = {
        "type": "PUBLIC",
        "autoNetworkTier": "PREMIUM",
        "enableEndpointIndependentMapping": False,
        "endpointTypes": ["ENDPOINT_TYPE_VM"],
    }
    fill(nat, defaults)


def _address(address: Json, store: Store) -> None:
    fill(address, {"addressType": "EXTERNAL", "status": "RESERVED"})
    if address["addressType"] == "EXTERNAL":
        digest = hashlib.sha256(address["selfLink"].encode()).digest()
        made = f"34.{64 + digest[0] % 64}.{digest[1]}.{1 + digest[2] % 254}"
        fill(address, {"networkTier": "PREMIUM", "address": made})
    elif "address" not in address:
        raise GoogleError(400, "local cloud: an internal address without its value is not implemented.")


def _firewall(firewall: Json, store: Store) -> None:
    defaults = {"direction": "INGRESS", "priority": 1000, "disabled": False, "logConfig": {"enable": False}}
    fill(firewall, defaults)
    _require_priority(firewall)
    if bool(firewall.get("allowed")) == bool(firewall.get("denied")):
        raise GoogleError(400, "Exactly one of allowed and denied must be specified.")
    for rule in firewall.get("allowed", []) + firewall.get("denied", []):
        for ports in rule.get("ports", []):
            if re.fullmatch(r"\d{1,5}(-\d{1,5})?", ports) is None:
                raise GoogleError(400, f"Invalid value for field 'ports': '{ports}'.")
    sources = ("sourceRanges", "sourceServiceAccounts", "sourceTags")
    if firewall["direction"] == "INGRESS" and not any(firewall.get(source) for source in sources):
        firewall["sourceRanges"] = ["0.0.0.0/0"]


def _require_priority(resource: Json) -> None:
    if not 0 <= resource["priority"] <= MAXIMUM_PRIORITY:
        raise GoogleError(400, f"Invalid value for field 'priority': '{resource['priority']}'.")


GLOBAL = frozenset({"global"})
REGIONAL = frozenset({"regions"})
TYPES = {
    "addresses": ResourceType("address", GLOBAL | REGIONAL, _address, is_changeable=False),
    "firewalls": ResourceType("firewall", GLOBAL, _firewall),
    "networks": ResourceType("network", GLOBAL, _network),
    "routers": ResourceType("router", REGIONAL, _router),
    "routes": ResourceType("route", GLOBAL, _route, is_changeable=False),
    "subnetworks": ResourceType("subnetwork", REGIONAL, complete_subnetwork),
}
