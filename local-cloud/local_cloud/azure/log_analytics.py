"""Microsoft.OperationalInsights: Log Analytics workspaces and their tables.

The API reference adds the workspace's customer id and defaults, and to a table the retention that it has
where none is asked for: the workspace's, and 30 days in a Basic one.
"""

from __future__ import annotations

from local_cloud.azure.clock import now
from local_cloud.azure.errors import AzureError
from local_cloud.azure.resource_ids import guid_of, parent_of
from local_cloud.azure.resource_type import Json, ResourceType
from local_cloud.azure.resources import Resources

WORKSPACES = "microsoft.operationalinsights/workspaces"
TABLES = f"{WORKSPACES}/tables"
BASIC_DAYS = 30
AS_THE_WORKSPACE = -1


def _workspace(_resources: Resources, body: Json, old: Json | None) -> None:
    properties = body["properties"]
    created = old["properties"]["createdDate"] if old else now()
    properties.update(customerId=guid_of(body["id"], "customer"), createdDate=created)
    properties.setdefault("workspaceCapping", {"dailyQuotaGb": -1.0})
    properties.setdefault("retentionInDays", 30)
    days = properties["retentionInDays"]
    if not 4 <= days <= 730:
        raise AzureError(400, "InvalidParameter", f"'RetentionInDays' {days} is not between 4 and 730.")


def _table(resources: Resources, body: Json, _old: Json | None) -> None:
    properties = body["properties"]
    workspace = resources.get(parent_of(body["id"]))["properties"]
    if properties.setdefault("plan", "Analytics") == "Basic":
        properties["retentionInDays"] = BASIC_DAYS
    elif properties.get("retentionInDays", AS_THE_WORKSPACE) == AS_THE_WORKSPACE:
        properties["retentionInDays"] = workspace["retentionInDays"]
    if properties.get("totalRetentionInDays", AS_THE_WORKSPACE) == AS_THE_WORKSPACE:
        properties["totalRetentionInDays"] = properties["retentionInDays"]
    if properties["totalRetentionInDays"] < properties["retentionInDays"]:
        text = "'totalRetentionInDays' is less than 'retentionInDays'."
        raise AzureError(400, "InvalidParameter", text)


TYPES = {
    WORKSPACES: ResourceType(_workspace, is_long_running=True),
    TABLES: ResourceType(_table, is_long_running=True),
}
