"""Microsoft.Network: network watchers and their flow logs.

Azure makes a watcher, `NetworkWatcherRG/NetworkWatcher_<region>`, when the first virtual network of a
subscription appears in a region that has none, and refuses a second one there. It stays when the network
goes.
"""

from __future__ import annotations

from local_cloud.azure.errors import AzureError
from local_cloud.azure.resource_ids import is_within, parent_of, subscription_of
from local_cloud.azure.resource_type import Json, ResourceType
from local_cloud.azure.resources import Resources

WATCHERS = "microsoft.network/networkwatchers"


def region_of(body: Json) -> str:
    """Where a resource is; Azure takes a region's display name, too."""
    return str(body["location"]).lower().replace(" ", "")


def make_watcher(resources: Resources, network: Json) -> None:
    """What Azure does when a virtual network appears."""
    subscription = f"/subscriptions/{subscription_of(network['id'])}"
    region = region_of(network)
    if _watcher_of(resources, subscription, region) is not None:
        return
    group = f"{subscription}/resourceGroups/NetworkWatcherRG"
    if resources.find(group) is None:
        resources.keep(group, {"location": region, "properties": {"provisioningState": "Succeeded"}})
    watcher = f"{group}/providers/Microsoft.Network/networkWatchers/NetworkWatcher_{region}"
    resources.keep(watcher, {"location": region, "properties": {"provisioningState": "Succeeded"}})


def _watcher_of(resources: Resources, subscription: str, region: str) -> Json | None:
    watchers = resources.of_type(WATCHERS)
    return next((w for w in watchers if is_within(w["id"], subscription) and region_of(w) == region), None)


def _watcher(resources: Resources, body: Json, _old: Json | None) -> None:
    subscription = f"/subscriptions/{subscription_of(body['id'])}"
    other = _watcher_of(resources, subscription, region_of(body))
    if other is not None and other["id"].lower() != body["id"].lower():
        text = (
            f"Cannot create more than 1 network watchers for this subscription in this region: {other['id']}"
        )
        raise AzureError(400, "NetworkWatcherCountLimitReached", text)


def _flow_log(resources: Resources, body: Json, _old: Json | None) -> None:
    properties = body["properties"]
    target = resources.get(properties["targetResourceId"])
    watcher = resources.get(parent_of(body["id"]))
    if region_of(target) != region_of(watcher):
        text = f"{target['id']} is not in {region_of(watcher)}, the region of its network watcher."
        raise AzureError(400, "InvalidRequestFormat", text)
    properties.setdefault("retentionPolicy", {"days": 0, "enabled": False})
    properties.setdefault("format", {"type": "JSON", "version": 1})


TYPES = {
    WATCHERS: ResourceType(_watcher),
    f"{WATCHERS}/flowlogs": ResourceType(_flow_log, is_long_running=True),
}
