"""What Azure checks when a storage account is to be encrypted with a key of a vault."""

from __future__ import annotations

from local_cloud.azure.authorization import Authorization
from local_cloud.azure.conditions import Attempt
from local_cloud.azure.errors import AzureError
from local_cloud.azure.key_vault import KeyVaults
from local_cloud.azure.resource_types import VAULTS
from local_cloud.azure.resources import Json, Resources

WRAP = "Microsoft.KeyVault/vaults/keys/wrap/action"


class AccountKeys:
    """The key has to be there, in a vault that nobody can purge, and the account's identity may use it."""

    def __init__(self, resources: Resources, authorization: Authorization, vaults: KeyVaults) -> None:
        self._resources = resources
        self._authorization = authorization
        self._vaults = vaults

    def check(self, _resource_id: str, body: Json) -> None:
        """Refuses an account that could not reach its key."""
        encryption = (body.get("properties") or {}).get("encryption") or {}
        if encryption.get("keySource", "").lower() != "microsoft.keyvault":
            return
        key = encryption["keyvaultproperties"]
        vault = next(
            (
                one
                for one in self._resources.of_type(VAULTS)
                if one["properties"]["vaultUri"].rstrip("/") == key["keyvaulturi"].rstrip("/")
            ),
            None,
        )
        if vault is None or not self._vaults.holds(key["keyvaulturi"], key["keyname"]):
            raise AzureError(
                400, "KeyVaultKeyNotFound", "The key vault key is not found to unwrap the encryption key."
            )
        if not vault["properties"].get("enablePurgeProtection"):
            text = "Keyvault policy recoverable is not set: the vault needs purge protection."
            raise AzureError(400, "KeyVaultPolicyError", text)
        identity = self._resources.get(encryption["identity"]["userAssignedIdentity"])
        principal = identity["properties"]["principalId"]
        scope = f"{vault['id']}/keys/{key['keyname']}"
        if not self._authorization.allows(principal, Attempt(WRAP), scope, is_data=True):
            text = f"Authentication issue on the keyvault: {principal} lacks {WRAP}."
            raise AzureError(400, "KeyVaultAuthenticationFailure", text)
