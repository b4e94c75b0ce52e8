"""Keys of a vault that other services use: storage accounts, disk encryption sets, managed clusters.

Each of them refuses a key that isn't there, one in a vault that somebody could purge, and one that its
identity may not use. They name the same troubles differently.
"""

from __future__ import annotations

from local_cloud.azure.authorization import Authorization
from local_cloud.azure.conditions import Attempt
from local_cloud.azure.errors import AzureError
from local_cloud.azure.identities import principal_ids
from local_cloud.azure.key_vault import KeyVaults
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import Resources
from local_cloud.azure.vaults import VAULTS

_KEYS = "Microsoft.KeyVault/vaults/keys"
WRAP = f"{_KEYS}/wrap/action"


class CustomerKeys:
    """Who may use which key."""

    def __init__(self, resources: Resources, authorization: Authorization, vaults: KeyVaults) -> None:
        self._resources = resources
        self._authorization = authorization
        self._vaults = vaults

    def vault_of(self, vault_uri: str, key: str) -> Json | None:
        """The vault that has a key; None where there is no such key."""
        for vault in self._resources.of_type(VAULTS):
            if vault["properties"]["vaultUri"].rstrip("/") == vault_uri.rstrip("/"):
                return vault if self._vaults.holds(vault_uri, key) else None
        return None

    def allows(self, principal: str, vault: Json, key: str, action: str) -> bool:
        """Whether a principal may do something with a key."""
        scope = f"{vault['id']}/keys/{key}"
        return self._authorization.allows(principal, Attempt(action), scope, is_data=True)

    def check_account(self, _resource_id: str, body: Json) -> None:
        """Refuses a storage account that could not reach its key."""
        encryption = (body.get("properties") or {}).get("encryption") or {}
        if encryption.get("keySource", "").lower() != "microsoft.keyvault":
            return
        key = encryption["keyvaultproperties"]
        vault = self.vault_of(key["keyvaulturi"], key["keyname"])
        if vault is None:
            text = "The key vault key is not found to unwrap the encryption key."
            raise AzureError(400, "KeyVaultKeyNotFound", text)
        if not vault["properties"].get("enablePurgeProtection"):
            text = "Keyvault policy recoverable is not set: the vault needs purge protection."
            raise AzureError(400, "KeyVaultPolicyError", text)
        identity = self._resources.get(encryption["identity"]["userAssignedIdentity"])
        principal = identity["properties"]["principalId"]
        if not self.allows(principal, vault, key["keyname"], WRAP):
            text = f"Authentication issue on the keyvault: {principal} lacks {WRAP}."
            raise AzureError(400, "KeyVaultAuthenticationFailure", text)

    def check_encryption_set(self, _resource_id: str, body: Json) -> None:
        """Refuses a disk encryption set without its key.

        One with an identity of its own is made before anybody can grant that identity anything: whether it
        reaches the key shows when a disk is to be encrypted.
        """
        url = body["properties"]["activeKey"]["keyUrl"]
        vault = self.vault_of(*parts_of(url))
        if vault is None:
            raise AzureError(400, "KeyVaultKeyNotFound", f"There is no key {url}.")
        if not vault["properties"].get("enablePurgeProtection"):
            text = f"Key vault {vault['name']} must be enabled for purge protection."
            raise AzureError(400, "KeyVaultPurgeProtectionNotEnabled", text)
        if "systemassigned" not in str(body["identity"]["type"]).lower():
            self.check_disks(body)

    def check_disks(self, encryption_set: Json) -> None:
        """Refuses to encrypt disks with a set whose identity does not reach the key."""
        url = encryption_set["properties"]["activeKey"]["keyUrl"]
        uri, key = parts_of(url)
        vault = self.vault_of(uri, key)
        principals = principal_ids(encryption_set)
        if vault is None or not any(self.allows(one, vault, key, WRAP) for one in principals):
            text = (
                f"Unable to access key vault resource '{url}' to enable encryption at rest. Please grant get"
            )
            text += f", wrap and unwrap key permissions to disk encryption set '{encryption_set['name']}'."
            raise AzureError(400, "KeyVaultAccessForbidden", text)


def parts_of(key_url: str) -> tuple[str, str]:
    """The vault's URI and the key's name."""
    uri, _, rest = key_url.partition("/keys/")
    return uri, rest.split("/")[0]
