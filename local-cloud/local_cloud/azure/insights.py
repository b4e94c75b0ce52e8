"""Microsoft.Insights: diagnostic settings, which hang on any resource.

A setting sends to at least one place, and one resource's log categories go to one place only once.
"""

from __future__ import annotations

from local_cloud.azure.errors import AzureError
from local_cloud.azure.resource_ids import scope_of
from local_cloud.azure.resource_type import Json, ResourceType
from local_cloud.azure.resources import Resources

SETTINGS = "microsoft.insights/diagnosticsettings"
PLACES = ("workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId")


def _setting(resources: Resources, body: Json, _old: Json | None) -> None:
    properties = body["properties"]
    if not any(properties.get(place) for place in PLACES):
        text = "At least one data sink needs to be specified."
        raise AzureError(400, "BadRequest", text)
    for other in resources.of_type(SETTINGS):
        same_resource = scope_of(other["id"]).lower() == scope_of(body["id"]).lower()
        if other["id"].lower() == body["id"].lower() or not same_resource:
            continue
        for place in PLACES:
            sink = properties.get(place)
            twice = _categories(properties) & _categories(other["properties"])
            if sink and other["properties"].get(place, "").lower() == sink.lower() and twice:
                text = f"Data sink '{sink}' is already used in diagnostic setting '{other['name']}' for "
                raise AzureError(409, "Conflict", f"{text}category '{sorted(twice)[0]}'.")


def _categories(properties: Json) -> set[str]:
    kinds = [*(properties.get("logs") or []), *(properties.get("metrics") or [])]
    return {str(one.get("category") or one.get("categoryGroup")) for one in kinds if one.get("enabled")}


TYPES = {SETTINGS: ResourceType(_setting)}
