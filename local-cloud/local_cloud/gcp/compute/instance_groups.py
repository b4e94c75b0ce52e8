"""The instance groups that GKE makes for node pools, one for each zone: the provider reads their managers."""

from __future__ import annotations

from local_cloud.gcp.call import Json
from local_cloud.gcp.compute.references import BASE
from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.store import Store, number_of


def instance_group_manager(store: Store, project: str, zone: str, name: str) -> Json:
    """The manager of a pool's group."""
    link = f"{BASE}projects/{project}/zones/{zone}/instanceGroupManagers/{name}"
    for _, resource in store.items(f"container.googleapis.com/projects/{project}/"):
        if link in resource.get("instanceGroupUrls", ()):
            return {
                "kind": "compute#instanceGroupManager",
                "id": number_of(link),
                "name": name,
                "selfLink": link,
                "instanceGroup": link.replace("instanceGroupManagers", "instanceGroups"),
                "targetSize": resource.get("initialNodeCount", 0),
                "status": {"isStable": True},
            }
    raise GoogleError(404, f"The resource '{link.removeprefix(BASE)}' was not found.")
