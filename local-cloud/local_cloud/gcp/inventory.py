"""Cloud Asset Inventory: what a project has at this moment.

`GET https://cloudasset.googleapis.com/v1/projects/P:searchAllResources`. This API is always on here.
https://docs.cloud.google.com/asset-inventory/docs/reference/rest/v1/TopLevel/searchAllResources
"""

from __future__ import annotations

from local_cloud.gcp.buckets import Buckets
from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.errors import not_implemented
from local_cloud.gcp.keys import Keys
from local_cloud.gcp.projects import project_number
from local_cloud.gcp.store import Store, short


class Inventory:
    """What exists, by its full name."""

    def __init__(self, store: Store, keys: Keys, buckets: Buckets) -> None:
        self._store = store
        self._keys = keys
        self._buckets = buckets

    def answer(self, call: Call) -> Json:
        """Answers cloudasset.googleapis.com."""
        match call.resource:
            case ("projects", project) if call.verb == "searchAllResources":
                return {"results": [_result(name, body) for name, body in sorted(self._of(project).items())]}
        raise not_implemented(call.what)

    def _of(self, project: str) -> dict[str, Json]:
        places = (f"projects/{project}/", f"projects/{project_number(project)}/")
        resources = dict(self._store.items())
        resources |= {f"cloudkms.googleapis.com/{name}": body for name, body in self._keys.items()}
        found = {name: body for name, body in resources.items() if short(name).startswith(places)}
        buckets = {f"storage.googleapis.com/{each['name']}": each for each in self._buckets.of(project)}
        return found | buckets


def _result(name: str, resource: Json) -> Json:
    """With its state, where the resource has one: what is deleted may still hold its name."""
    service, _, path = name.partition("/")
    kind = path.split("/")[-2] if "/" in path else "buckets"
    states = ("lifecycleState", "state", "status")
    state = next((resource[field] for field in states if field in resource), None)
    if resource.get("deleted"):
        state = "DELETED"
    result = {"name": f"//{name}", "assetType": f"{service}/{kind}"}
    return result if state is None else {**result, "state": state}
