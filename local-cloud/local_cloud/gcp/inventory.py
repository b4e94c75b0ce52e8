"""Cloud Asset Inventory: what a project has at this moment.

`GET https://cloudasset.googleapis.com/v1/projects/P:searchAllResources`, with labels as `query` and with
`assetTypes`. This API is always on here.
https://docs.cloud.google.com/asset-inventory/docs/reference/rest/v1/TopLevel/searchAllResources
"""

from __future__ import annotations

import re

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
                found = [_result(name, body) for name, body in sorted(self._of(project).items())]
                return {"results": [each for each in found if _is_wanted(each, call)]}
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
    states = ("lifecycleState", "state", "status")
    state = next((resource[field] for field in states if field in resource), None)
    if resource.get("deleted"):
        state = "DELETED"
    result = {"name": f"//{name}", "assetType": _asset_type(name)}
    labels = resource.get("labels") or resource.get("resourceLabels")
    if labels:
        result["labels"] = labels
    return result if state is None else {**result, "state": state}


def _asset_type(name: str) -> str:
    """Google's word for one member of a collection."""
    service, _, path = name.partition("/")
    collection = path.split("/")[-2] if "/" in path else "buckets"
    one = f"{collection[:-3]}y" if collection.endswith("ies") else re.sub(r"(?<=ss)es$|s$", "", collection)
    of_logging = "Log" if service == "logging.googleapis.com" else ""
    return f"{service}/{of_logging}{one[0].upper()}{one[1:]}"


def _is_wanted(result: Json, call: Call) -> bool:
    types = call.repeated.get("assetTypes")
    if types and result["assetType"] not in types:
        return False
    labels = result.get("labels", {})
    return all(_holds(labels.get(key, ""), value) for key, value in _labels_in(call.query.get("query", "")))


def _labels_in(query: str) -> list[tuple[str, str]]:
    terms = [re.fullmatch(r"labels\.([a-z0-9_-]+):([a-z0-9_-]+)", term) for term in query.split()]
    if None in terms:
        raise not_implemented(f"a search of assets by {query!r}")
    return [(term[1], term[2]) for term in terms if term]


def _holds(value: str, words: str) -> bool:
    """Whether the words stand in a value: `dev` also finds `dev-2`."""
    return f"-{words}-" in f"-{value.replace('_', '-')}-"
