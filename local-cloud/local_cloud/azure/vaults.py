"""Microsoft.KeyVault: vaults, and what is left of deleted ones.

Every deleted vault is kept for its retention, under its name and with its keys (`createMode: recover` brings
both back), and with purge protection nobody can hasten that
(https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview).
"""

from __future__ import annotations

from local_cloud.azure.clock import now
from local_cloud.azure.errors import AzureError, not_implemented
from local_cloud.azure.names import check_name_is_free
from local_cloud.azure.resource_ids import subscription_of
from local_cloud.azure.resource_type import Json, ResourceType
from local_cloud.azure.resources import Resources

VAULTS = "microsoft.keyvault/vaults"
DELETED = "microsoft.keyvault/locations/deletedvaults"
DAY = 24 * 60 * 60


def _vault(resources: Resources, body: Json, old: Json | None) -> None:
    properties = body["properties"]
    check_name_is_free(resources, body, "VaultAlreadyExists", "key vault")
    _take_back_name(resources, body, properties.pop("createMode", None) == "recover")
    if not properties.get("enableRbacAuthorization"):
        raise not_implemented("a key vault with access policies instead of roles")
    was_protected = old is not None and old["properties"].get("enablePurgeProtection")
    if was_protected and not properties.get("enablePurgeProtection"):
        raise AzureError(400, "BadRequest", 'The property "enablePurgeProtection" cannot be set to false.')
    properties["vaultUri"] = f"https://{body['name']}.vault.azure.net/"
    properties.setdefault("softDeleteRetentionInDays", 90)


def _take_back_name(resources: Resources, body: Json, recovers: bool) -> None:
    for gone in resources.of_type(DELETED):
        if gone["name"].lower() != body["name"].lower():
            continue
        if not recovers or gone["properties"]["vaultId"].lower() != body["id"].lower():
            text = "A vault with the same name already exists in deleted state. You need to either recover or"
            raise AzureError(409, "ConflictError", f"{text} purge existing key vault.")
        resources.forget(gone["id"])


def _soft_delete(resources: Resources, body: Json) -> None:
    properties = body["properties"]
    days = properties["softDeleteRetentionInDays"]
    place = f"/subscriptions/{subscription_of(body['id'])}/providers/Microsoft.KeyVault"
    left = {
        "vaultId": body["id"],
        "location": body["location"],
        "deletionDate": now(),
        "scheduledPurgeDate": now(days * DAY),
        "purgeProtectionEnabled": bool(properties.get("enablePurgeProtection")),
    }
    resources.keep(f"{place}/locations/{body['location']}/deletedVaults/{body['name']}", {"properties": left})


def purge(resources: Resources, body: Json) -> Json:
    """Gives a deleted vault's name free, and forgets its keys."""
    if body["properties"]["purgeProtectionEnabled"]:
        text = "Operation 'DeletedVaultPurge' is not allowed because purge protection is enabled."
        raise AzureError(409, "MethodNotAllowed", text)
    resources.forget(body["id"])
    return {}


TYPES = {
    VAULTS: ResourceType(_vault, is_long_running=True, after_delete=_soft_delete),
    f"{VAULTS}/keys": ResourceType(),
    DELETED: ResourceType(),
}
