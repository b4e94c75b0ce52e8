"""What AKS refuses of the keys that a cluster is to use: for etcd, and for its nodes' disks.

https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption: the control plane's identity encrypts and
decrypts with the key of etcd, and approves its own way to a vault that is closed to the public.
"""

from __future__ import annotations

from local_cloud.azure.agent_pools import invalid
from local_cloud.azure.authorization import Authorization
from local_cloud.azure.conditions import Attempt
from local_cloud.azure.customer_keys import CustomerKeys, parts_of
from local_cloud.azure.errors import AzureError
from local_cloud.azure.identities import principal_ids
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import Resources

_KEYS = "Microsoft.KeyVault/vaults/keys"
ETCD_ACTIONS = (f"{_KEYS}/encrypt/action", f"{_KEYS}/decrypt/action")
APPROVE = "Microsoft.KeyVault/vaults/privateEndpointConnectionsApproval/action"
KMS = "securityProfile.azureKeyVaultKms"


class ClusterKeys:
    """A cluster's keys have to be there, and its identities may use them."""

    def __init__(self, resources: Resources, authorization: Authorization, keys: CustomerKeys) -> None:
        self._resources = resources
        self._authorization = authorization
        self._keys = keys

    def check(self, body: Json) -> None:
        """Refuses a cluster that could not use a key."""
        encryption_set = body["properties"].get("diskEncryptionSetID")
        if encryption_set:
            self._keys.check_disks(self._resources.get(encryption_set))
        kms = (body["properties"].get("securityProfile") or {}).get("azureKeyVaultKms") or {}
        if kms.get("enabled"):
            self._check_etcd(body, kms)

    def _check_etcd(self, body: Json, kms: Json) -> None:
        uri, key = parts_of(kms["keyId"])
        vault = self._keys.vault_of(uri, key)
        if vault is None:
            raise invalid(f"{KMS}.keyId", f"There is no key {kms['keyId']}.")
        if kms["keyId"].rstrip("/").endswith(f"/keys/{key}"):
            raise invalid(f"{KMS}.keyId", f"{kms['keyId']} names no version.")
        principals = principal_ids(body)
        if "userAssignedIdentities" not in (body.get("identity") or {}):
            raise invalid("identity", "A key of one's own for etcd needs a user-assigned identity.")
        for action in ETCD_ACTIONS:
            if not any(self._keys.allows(one, vault, key, action) for one in principals):
                text = f"The cluster identity must be given permission to use key {kms['keyId']}. "
                text += f"Check access result not allowed for action {action}."
                raise AzureError(400, "AzureKeyVaultKmsMissingPermissionError", text)
        self._check_way(body, kms, vault, principals)

    def _check_way(self, body: Json, kms: Json, vault: Json, principals: list[str]) -> None:
        is_closed = vault["properties"].get("publicNetworkAccess") == "Disabled"
        if kms.get("keyVaultNetworkAccess", "Public") != "Private":
            if is_closed:
                details = (
                    f"Vault {vault['name']} is closed to the public, the cluster would come as the public."
                )
                raise invalid(f"{KMS}.keyVaultNetworkAccess", details)
            return
        if not kms.get("keyVaultResourceId"):
            raise invalid(f"{KMS}.keyVaultResourceId", "It is needed where the vault is reached privately.")
        for one in principals:
            if self._authorization.allows(one, Attempt(APPROVE), vault["id"], is_data=False):
                return
        text = f"The cluster identity lacks {APPROVE} on {vault['id']}."
        raise AzureError(400, "AzureKeyVaultKmsMissingPermissionError", text)
