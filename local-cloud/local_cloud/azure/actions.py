"""What is asked of resources besides reading and writing them."""

from __future__ import annotations

import base64
from collections.abc import Callable

from local_cloud.azure import kubernetes_versions
from local_cloud.azure.managed_clusters import CLUSTERS
from local_cloud.azure.resource_ids import guid_of
from local_cloud.azure.resource_type import Json

Action = Callable[[Json], Json]


def _shared_keys(workspace: Json) -> Json:
    return {
        "primarySharedKey": guid_of(workspace["id"], "1"),
        "secondarySharedKey": guid_of(workspace["id"], "2"),
    }


def _account_keys(account: Json) -> Json:
    """Azure tells them even where it takes none of them."""
    key = base64.b64encode(guid_of(account["id"], "key").encode()).decode()
    return {"keys": [{"keyName": "key1", "value": key, "permissions": "FULL"}]}


ACTIONS: dict[str, Action] = {
    "microsoft.operationalinsights/workspaces/sharedkeys": _shared_keys,
    "microsoft.storage/storageaccounts/listkeys": _account_keys,
}
"""By the resource's type and the action's name: a POST."""


def _pool_versions(cluster: Json) -> Json:
    return kubernetes_versions.of_pools(cluster["properties"]["currentKubernetesVersion"])


VIEWS: dict[str, Action] = {f"{CLUSTERS}/availableagentpoolversions": _pool_versions}
"""By the resource's type and the view's name: a GET that is no list."""
