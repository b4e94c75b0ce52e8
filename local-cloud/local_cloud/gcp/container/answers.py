"""Clusters and operations as GKE answers them."""

from __future__ import annotations

from local_cloud.gcp.call import Json
from local_cloud.gcp.container.clusters import API
from local_cloud.gcp.container.versions import version_key
from local_cloud.gcp.operations import Operation
from local_cloud.gcp.projects import project_number
from local_cloud.gcp.store import fingerprint, short


def shown_cluster(cluster: Json, pools: list[Json]) -> Json:
    """A cluster with its pools, and what follows from them."""
    answer = {
        **cluster,
        "nodePools": pools,
        "instanceGroupUrls": [group for pool in pools for group in pool["instanceGroupUrls"]],
        # Of all nodes the earliest.
        "currentNodeVersion": min(
            (pool["version"] for pool in pools), key=version_key, default=cluster["currentNodeVersion"]
        ),
        "currentNodeCount": sum(pool["initialNodeCount"] * len(pool["locations"]) for pool in pools),
    }
    return {**answer, "etag": fingerprint(answer)}


def shown_operation(operation: Operation) -> Json:
    """An operation; what went wrong stands in its message."""
    _, _, project, _, location, *_ = operation.target.split("/")
    place = f"projects/{project_number(project)}/locations/{location}"
    answer: Json = {
        "name": operation.name,
        "location": location,
        "zone": location,
        "operationType": operation.kind,
        "status": "DONE" if operation.is_done else "RUNNING",
        "startTime": operation.started_at,
        "targetLink": f"{API}/{short(operation.target)}",
        "selfLink": f"{API}/{place}/operations/{operation.name}",
    }
    if operation.is_done and operation.failure is not None:
        message = f"{operation.failure.code}: {operation.failure.message}"
        answer |= {"error": {"code": 13, "message": message}, "statusMessage": message}
    return answer
