"""A resource of Compute Engine as a read answers it: with what follows from its content and from others."""

from __future__ import annotations

import copy

from local_cloud.gcp.call import Json
from local_cloud.gcp.compute.references import SERVICE, link_of, name_of, references
from local_cloud.gcp.compute.subnetworks import in_network
from local_cloud.gcp.operations import Operation
from local_cloud.gcp.store import Store, fingerprint, number_of

WITH_FINGERPRINT = ("compute#router", "compute#subnetwork")


def shown(resource: Json, store: Store) -> Json:
    """The resource with its fingerprints, its subnetworks, its users."""
    answer = copy.deepcopy(resource)
    if resource["kind"] in WITH_FINGERPRINT:
        answer["fingerprint"] = fingerprint(resource)
    if resource["kind"] == "compute#network":
        subnetworks = [each["selfLink"] for each in in_network(resource["selfLink"], store)]
        answer |= {"subnetworks": subnetworks} if subnetworks else {}
    if resource["kind"] == "compute#address":
        answer["labelFingerprint"] = fingerprint(resource.get("labels", {}))
        users = _users(resource["selfLink"], store)
        answer |= {"status": "IN_USE", "users": users} if users else {}
    return answer


def operation(started: Operation, project: str, scope: str) -> Json:
    """An operation."""
    place = link_of(f"{SERVICE}/projects/{project}/{scope}")
    answer: Json = {
        "kind": "compute#operation",
        "id": number_of(started.name),
        "name": started.name,
        "operationType": started.kind,
        "targetLink": link_of(started.target),
        "status": "DONE" if started.is_done else "RUNNING",
        "progress": 100 if started.is_done else 0,
        "insertTime": started.started_at,
        "startTime": started.started_at,
        "selfLink": f"{place}/operations/{started.name}",
    }
    if scope != "global":
        answer["region"] = place
    if started.is_done and started.failure is not None:
        error = {"code": started.failure.code, "message": started.failure.message}
        answer |= {"error": {"errors": [error]}, "httpErrorStatusCode": 500}
    return answer


def _users(link: str, store: Store) -> list[str]:
    name = name_of(link)
    return [
        resource["selfLink"]
        for _, resource in store.items(f"{SERVICE}/")
        if resource["selfLink"] != link and name in references(resource)
    ]
