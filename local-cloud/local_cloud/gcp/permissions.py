"""Which permissions a call takes: Google names them as regularly as its calls.

`compute.firewalls.create` is a POST to `…/global/firewalls`; a verb after the colon is its own name. What
differs stands in the tables.
https://docs.cloud.google.com/iam/docs/permissions-reference
"""

from __future__ import annotations

from dataclasses import dataclass

from local_cloud.gcp.call import Call

METHODS = {"DELETE": "delete", "PATCH": "update", "POST": "create", "PUT": "update"}
PLACES = ("locations", "regions", "zones")
PREFIXES = {"cloudbilling": "resourcemanager", "cloudresourcemanager": "resourcemanager"}
OTHER_WORDS = {
    "cloudasset.projects.searchAllResources": ("cloudasset.assets.searchAllResources",),
    "compute.global.operations.get": ("compute.globalOperations.get",),
    "compute.regions.operations.get": ("compute.regionOperations.get",),
    "dns.rrsets.list": ("dns.resourceRecordSets.list",),
    "logging.buckets.createAsync": ("logging.buckets.create",),
    "logging.buckets.updateAsync": ("logging.buckets.update",),
    "resourcemanager.billingInfo.list": ("resourcemanager.projects.get",),
    "secretmanager.secrets.addVersion": ("secretmanager.versions.add",),
    "serviceusage.services.batchEnable": ("serviceusage.services.enable",),
}
"""Calls whose permission is named otherwise."""
IN_THE_NETWORK = ("firewalls", "routers", "routes", "subnetworks")
"""To change one of these in a network takes a permission on the network, too."""


@dataclass(frozen=True)
class Needed:
    """What a call takes."""

    project: str
    permissions: tuple[str, ...]
    resource: str
    """The name that conditions see."""


def needed_for(call: Call) -> Needed | None:
    """The permissions of a call on a project's resources; None for any other."""
    path = [*call.path[:-1], call.path[-1].partition(":")[0]]
    if "projects" not in path[:-1]:
        return None
    start = path.index("projects")
    project, rest = path[start + 1], path[start + 2 :]
    place = rest[0] if rest[1:] and rest[0] in (*PLACES, "global") else ""
    names = rest[2:] if place in PLACES and rest[2:] else rest[1:] if place == "global" else rest
    prefix = PREFIXES.get(call.service, call.service)
    if call.service == "container":
        permissions = _of_gke(call, names)
    else:
        usual = f"{prefix}.{_collection(call, names)}.{_verb(call, names)}"
        scoped = usual.replace(".", f".{place}.", 1)
        permissions = OTHER_WORDS.get(scoped) or OTHER_WORDS.get(usual) or (usual,)
        permissions += _further(call, names)
    if project == "-" and names[1:]:
        project = names[1].partition("@")[2].partition(".")[0]
    return Needed(project, permissions, "/".join(path[start:]))


def _collection(call: Call, names: list[str]) -> str:
    """The last collection that the path names; the project itself where it names none."""
    if not names:
        return "projects"
    if call.service == "compute":
        return names[0]
    return names[-1] if len(names) % 2 else names[-2]


def _verb(call: Call, names: list[str]) -> str:
    if call.verb:
        return call.verb
    if call.service == "compute" and len(names) > 2:
        return names[-1]
    if call.method == "GET":
        return "list" if len(names) % 2 else "get"
    return METHODS.get(call.method, call.method)


def _of_gke(call: Call, names: list[str]) -> tuple[str, ...]:
    """Whatever concerns a node pool is an update of its cluster, or a look at it."""
    kind, is_pool = names[0] if names else "", len(names) > 2
    if call.method == "GET":
        return (f"container.{kind}.{'get' if names[1:] else 'list'}",)
    if names[1:] and (is_pool or call.method != "DELETE"):
        # Nodes act as their service account, which whoever makes them must be allowed to act as.
        new_pool = ("iam.serviceAccounts.actAs",) if is_pool and call.method == "POST" else ()
        return ("container.clusters.update", *new_pool)
    if call.method == "DELETE":
        return ("container.clusters.delete",)
    return ("container.clusters.create", "iam.serviceAccounts.actAs")


def _further(call: Call, names: list[str]) -> tuple[str, ...]:
    """What a body makes necessary beyond the call's own permission."""
    kind = _collection(call, names)
    if call.method == "GET":
        return ()
    if call.service == "compute" and kind in IN_THE_NETWORK:
        nats = call.json.get("nats") or [] if call.method in ("PATCH", "POST") else []
        used = ("compute.addresses.use",) if any(nat.get("natIps") for nat in nats) else ()
        return ("compute.networks.updatePolicy", *used)
    if call.service == "dns" and kind == "changes":
        parts = {"additions": "create", "deletions": "delete"}
        return tuple(f"dns.resourceRecordSets.{verb}" for part, verb in parts.items() if call.json.get(part))
    if call.service == "dns" and call.json.get("visibility") == "private":
        return ("dns.networks.bindPrivateDNSZone",)
    return ()
