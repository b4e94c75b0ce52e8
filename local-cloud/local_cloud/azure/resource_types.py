"""The types of resources that state is kept in, and what Azure computes for each."""

from __future__ import annotations

import time
from typing import Any

from local_cloud.azure.errors import AzureError, not_implemented
from local_cloud.azure.resource_ids import guid_of, name_of, scope_of, subscription_of
from local_cloud.azure.resources import Complete, Json, Resources

STORAGE = "microsoft.storage/storageaccounts"
VAULTS = "microsoft.keyvault/vaults"
IDENTITIES = "microsoft.managedidentity/userassignedidentities"


def _as_sent(_resources: Resources, _body: Json, _old: Json | None) -> None:
    """Nothing is computed."""


def _storage_account(resources: Resources, body: Json, old: Json | None) -> None:
    name, properties = body["name"], body["properties"]
    _check_name_is_free(resources, body, STORAGE, "StorageAccountAlreadyTaken", "storage account")
    services = ("blob", "queue", "table", "file", "dfs")
    endpoints = {service: f"https://{name}.{service}.core.windows.net/" for service in services}
    properties["primaryEndpoints"] = {**endpoints, "web": f"https://{name}.z6.web.core.windows.net/"}
    properties["primaryLocation"] = body["location"]
    properties["statusOfPrimary"] = "available"
    properties["creationTime"] = old["properties"]["creationTime"] if old else _now()
    if properties.get("networkAcls") is None:
        properties["networkAcls"] = {"bypass": "AzureServices", "defaultAction": "Allow", "ipRules": []}
    body["sku"].setdefault("tier", body["sku"]["name"].split("_")[0])


def _container(_resources: Resources, body: Json, _old: Json | None) -> None:
    computed = {"leaseStatus": "Unlocked", "leaseState": "Available"}
    fixed = {"hasImmutabilityPolicy": False, "hasLegalHold": False}
    body["properties"].update(computed | fixed)
    body["properties"].setdefault("defaultEncryptionScope", "$account-encryption-key")
    body["properties"].setdefault("denyEncryptionScopeOverride", False)


def _identity(_resources: Resources, body: Json, _old: Json | None) -> None:
    resource_id = body["id"]
    body["properties"].update(
        clientId=guid_of(resource_id, "client"),
        principalId=guid_of(resource_id, "principal"),
        tenantId=guid_of(subscription_of(resource_id), "tenant"),
    )


def _workspace(_resources: Resources, body: Json, _old: Json | None) -> None:
    body["properties"].update(customerId=guid_of(body["id"], "customer"), createdDate=_now())
    body["properties"].setdefault("workspaceCapping", {"dailyQuotaGb": -1.0})


def _vault(resources: Resources, body: Json, old: Json | None) -> None:
    properties = body["properties"]
    _check_name_is_free(resources, body, VAULTS, "VaultAlreadyExists", "key vault")
    if not properties.get("enableRbacAuthorization"):
        raise not_implemented("a key vault with access policies instead of roles")
    was_protected = old is not None and old["properties"].get("enablePurgeProtection")
    if was_protected and not properties.get("enablePurgeProtection"):
        raise AzureError(400, "BadRequest", 'The property "enablePurgeProtection" cannot be set to false.')
    properties.pop("createMode", None)
    properties["vaultUri"] = f"https://{body['name']}.vault.azure.net/"
    properties.setdefault("softDeleteRetentionInDays", 90)


def _role_assignment(_resources: Resources, body: Json, _old: Json | None) -> None:
    properties = body["properties"]
    properties["scope"] = scope_of(body["id"])
    properties.setdefault("principalType", "ServicePrincipal")
    properties.update(createdOn=_now(), updatedOn=_now())


TYPES: dict[str, Complete] = {
    "microsoft.resources/resourcegroups": _as_sent,
    STORAGE: _storage_account,
    f"{STORAGE}/blobservices": _as_sent,
    f"{STORAGE}/blobservices/containers": _container,
    f"{STORAGE}/fileservices": _as_sent,
    f"{STORAGE}/queueservices": _as_sent,
    f"{STORAGE}/managementpolicies": _as_sent,
    IDENTITIES: _identity,
    f"{IDENTITIES}/federatedidentitycredentials": _as_sent,
    VAULTS: _vault,
    f"{VAULTS}/keys": _as_sent,
    "microsoft.operationalinsights/workspaces": _workspace,
    "microsoft.insights/diagnosticsettings": _as_sent,
    "microsoft.authorization/locks": _as_sent,
    "microsoft.authorization/roleassignments": _role_assignment,
}

_NO_CORS: dict[str, Any] = {"cors": {"corsRules": []}}
SINGLETONS: dict[str, Json] = {
    f"{STORAGE}/blobservices": {**_NO_CORS, "deleteRetentionPolicy": {"enabled": False}},
    f"{STORAGE}/fileservices": {**_NO_CORS, "shareDeleteRetentionPolicy": {"enabled": True, "days": 7}},
    f"{STORAGE}/queueservices": {},
}
"""What exists as soon as its parent does."""


def _check_name_is_free(resources: Resources, body: Json, kind: str, code: str, what: str) -> None:
    """Some names are shared by all of Azure."""
    for other in resources.of_type(kind):
        if other["name"].lower() == body["name"].lower() and other["id"].lower() != body["id"].lower():
            raise AzureError(409, code, f"The {what} named {name_of(body['id'])} is already taken.")


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
