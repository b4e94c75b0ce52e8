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
from local_cloud.gcp.store import Store


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
                return {"results": [_result(name) for name in sorted(self._names(project))]}
        raise not_implemented(call.what)

    def _names(self, project: str) -> list[str]:
        places = [f"projects/{project}/", f"projects/{project_number(project)}/"]
        names = [name for name, _ in self._store.items()]
        names += [f"cloudkms.googleapis.com/{name}" for name in self._keys.names()]
        found = [name for name in names if name.partition("/")[2].startswith(tuple(places))]
        return found + [f"storage.googleapis.com/{each['name']}" for each in self._buckets.of(project)]


def _result(name: str) -> Json:
    service, _, path = name.partition("/")
    kind = path.split("/")[-2] if "/" in path else "buckets"
    return {"name": f"//{name}", "assetType": f"{service}/{kind}"}
