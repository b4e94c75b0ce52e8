"""Microsoft.Storage: accounts, their services, containers and management policies."""

from __future__ import annotations

from typing import Any

from local_cloud.azure.clock import now
from local_cloud.azure.errors import AzureError
from local_cloud.azure.names import check_name_is_free
from local_cloud.azure.resource_type import Json, ResourceType
from local_cloud.azure.resources import Resources

STORAGE = "microsoft.storage/storageaccounts"


def _account(resources: Resources, body: Json, old: Json | None) -> None:
    name, properties = body["name"], body["properties"]
    check_name_is_free(resources, body, "StorageAccountAlreadyTaken", "storage account")
    services = ("blob", "queue", "table", "file", "dfs")
    endpoints = {service: f"https://{name}.{service}.core.windows.net/" for service in services}
    properties["primaryEndpoints"] = {**endpoints, "web": f"https://{name}.z6.web.core.windows.net/"}
    properties["primaryLocation"] = body["location"]
    properties["statusOfPrimary"] = "available"
    properties["creationTime"] = old["properties"]["creationTime"] if old else now()
    if properties.get("networkAcls") is None:
        properties["networkAcls"] = {"bypass": "AzureServices", "defaultAction": "Allow", "ipRules": []}
    body["sku"].setdefault("tier", body["sku"]["name"].split("_")[0])


def _container(_resources: Resources, body: Json, _old: Json | None) -> None:
    computed = {"leaseStatus": "Unlocked", "leaseState": "Available"}
    fixed = {"hasImmutabilityPolicy": False, "hasLegalHold": False}
    body["properties"].update(computed | fixed)
    body["properties"].setdefault("defaultEncryptionScope", "$account-encryption-key")
    body["properties"].setdefault("denyEncryptionScopeOverride", False)


def _policy(_resources: Resources, body: Json, _old: Json | None) -> None:
    if body["name"].lower() != "default":
        text = f"The management policy of an account is named default, and not {body['name']}."
        raise AzureError(400, "InvalidResourceName", text)


TYPES = {
    STORAGE: ResourceType(_account, is_long_running=True),
    f"{STORAGE}/blobservices": ResourceType(),
    f"{STORAGE}/blobservices/containers": ResourceType(_container),
    f"{STORAGE}/fileservices": ResourceType(),
    f"{STORAGE}/queueservices": ResourceType(),
    f"{STORAGE}/managementpolicies": ResourceType(_policy),
}

_NO_CORS: dict[str, Any] = {"cors": {"corsRules": []}}
SINGLETONS: dict[str, Json] = {
    f"{STORAGE}/blobservices": {**_NO_CORS, "deleteRetentionPolicy": {"enabled": False}},
    f"{STORAGE}/fileservices": {**_NO_CORS, "shareDeleteRetentionPolicy": {"enabled": True, "days": 7}},
    f"{STORAGE}/queueservices": {},
}
"""What exists as soon as its parent does."""
