"""Key Vault on Azure: what is left of what was deleted, and who may use a key for disks and etcd."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from local_cloud.environment import AZURE_PRINCIPAL, AZURE_TENANT
from tests.azure_cluster_support import Json, Place, new_place
from tests.azure_network_support import Group, new_group
from tests.azure_support import Answer, call
from tests.support import Cloud, unique

AUDIENCE = "https://vault.azure.net"
OPERATIONS = ["wrapKey", "unwrapKey", "encrypt", "decrypt"]


@dataclass
class Vault:
    """A vault whose keys its maker may handle."""

    group: Group
    id: str

    @property
    def name(self) -> str:
        return self.id.rsplit("/", 1)[1]

    @property
    def deleted(self) -> str:
        subscription = self.group.id.rsplit("/", 2)[0]
        places = f"{subscription}/providers/Microsoft.KeyVault/locations"
        return f"{places}/{self.group.region}/deletedVaults/{self.name}"

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        headers = {"Authorization": f"Bearer {self.group.owner.token(AUDIENCE)}"}
        content = json.dumps(body).encode() if body is not None else b""
        url = f"https://{self.name}.vault.azure.net/{path}"
        return call(self.group.owner.cloud, method, url, headers, content)

    def key(self, name: str) -> str:
        """A new key: its address with the version."""
        made = self.ask("POST", f"keys/{name}/create", {"kty": "RSA", "key_ops": OPERATIONS})
        assert made.status == 200, made.body
        return str(made.json["key"]["kid"])


def vault_properties(**more: Any) -> Json:
    fixed = {"tenantId": AZURE_TENANT, "enableRbacAuthorization": True, "sku": {"name": "standard"}}
    return {**fixed, "enablePurgeProtection": True, **more}


def new_vault(group: Group, **more: Any) -> Vault:
    vault = group.make(group.at("Microsoft.KeyVault/vaults", unique("kv")), vault_properties(**more))
    group.grant(AZURE_PRINCIPAL, "Key Vault Administrator", vault)
    return Vault(group, vault)


@pytest.fixture
def vault(cloud: Cloud) -> Vault:
    return new_vault(new_group(cloud))


def test_a_deleted_vault_keeps_its_name_until_it_is_recovered_with_its_keys(vault: Vault) -> None:
    address = vault.key("disks")
    assert vault.group.owner.manage("GET", vault.deleted).status == 404
    assert vault.group.owner.manage("DELETE", vault.id).status == 204
    left = vault.group.get(vault.deleted)["properties"]
    assert (left["vaultId"], left["purgeProtectionEnabled"]) == (vault.id, True)
    assert vault.group.put(vault.id, vault_properties()).error == "ConflictError"
    assert vault.group.owner.manage("POST", f"{vault.deleted}/purge").error == "MethodNotAllowed"
    vault.group.make(vault.id, vault_properties(createMode="recover"))
    vault.group.grant(AZURE_PRINCIPAL, "Key Vault Administrator", vault.id)
    assert vault.ask("GET", "keys/disks").json["key"]["kid"] == address
    assert vault.group.owner.manage("GET", vault.deleted).status == 404


def test_a_vault_without_purge_protection_is_purged_with_its_keys(cloud: Cloud) -> None:
    vault = new_vault(new_group(cloud), enablePurgeProtection=None)
    vault.key("disks")
    vault.group.owner.manage("DELETE", vault.id)
    assert vault.group.owner.manage("POST", f"{vault.deleted}/purge").status == 200
    again = vault.group.make(vault.id, vault_properties())
    vault.group.grant(AZURE_PRINCIPAL, "Key Vault Administrator", again)
    assert vault.ask("GET", "keys/disks").error == "KeyNotFound"


def test_a_deleted_key_keeps_its_name_until_it_is_recovered(vault: Vault) -> None:
    address = vault.key("etcd")
    assert vault.ask("GET", "deletedkeys/etcd").error == "KeyNotFound"
    assert "deletedkeys/etcd" in vault.ask("DELETE", "keys/etcd").json["recoveryId"]
    assert vault.ask("GET", "keys/etcd").error == "KeyNotFound"
    again = vault.ask("POST", "keys/etcd/create", {"kty": "RSA"})
    assert (again.status, again.error) == (409, "Conflict")
    assert vault.ask("DELETE", "deletedkeys/etcd").status == 403
    assert vault.ask("POST", "deletedkeys/etcd/recover").json["key"]["kid"] == address
    assert vault.ask("GET", "keys/etcd").json["key"]["kid"] == address


def test_a_key_has_versions_tags_and_a_rotation_policy(vault: Vault) -> None:
    first, second = vault.key("etcd"), vault.key("etcd")
    version = first.rsplit("/", 1)[1]
    assert first != second
    assert vault.ask("GET", "keys/etcd").json["key"]["kid"] == second
    assert vault.ask("GET", f"keys/etcd/{version}").json["key"]["kid"] == first
    assert vault.ask("GET", f"keys/etcd/{'0' * 32}").error == "KeyNotFound"
    changed = vault.ask("PATCH", f"keys/etcd/{version}", {"tags": {"env": "dev"}})
    assert changed.json["tags"] == {"env": "dev"}
    rotate = {"lifetimeActions": [{"trigger": {"timeAfterCreate": "P90D"}, "action": {"type": "Rotate"}}]}
    vault.ask("PUT", "keys/etcd/rotationpolicy", {**rotate, "attributes": {"expiryTime": "P1Y"}})
    policy = vault.ask("GET", "keys/etcd/rotationpolicy").json
    assert (policy["lifetimeActions"], policy["attributes"]) == (
        rotate["lifetimeActions"],
        {"expiryTime": "P1Y"},
    )


def encryption_set(vault: Vault, key: str) -> Json:
    return {"activeKey": {"keyUrl": key, "sourceVault": {"id": vault.id}}}


def test_disks_are_encrypted_with_a_key_that_the_set_may_use(vault: Vault) -> None:
    group, key = vault.group, vault.key("disks")
    identity, principal = group.identity("disks")
    by = {"type": "UserAssigned", "userAssignedIdentities": {identity: {}}}
    at = group.at("Microsoft.Compute/diskEncryptionSets", "disks")
    missing = encryption_set(vault, key.replace("disks", "none"))
    assert group.put(at, missing, identity=by).error == "KeyVaultKeyNotFound"
    assert group.put(at, encryption_set(vault, key), identity=by).error == "KeyVaultAccessForbidden"
    group.grant(principal, "Key Vault Crypto Service Encryption User", vault.id)
    group.make(at, encryption_set(vault, key), identity=by)


def test_a_set_with_an_identity_of_its_own_is_made_first_and_granted_then(cloud: Cloud) -> None:
    place = new_place(cloud)
    group, vault = place.group, new_vault(place.group)
    at = group.at("Microsoft.Compute/diskEncryptionSets", "disks")
    own = {"type": "SystemAssigned"}
    group.make(at, encryption_set(vault, vault.key("disks")), identity=own)
    properties = {**place.properties(), "diskEncryptionSetID": at}
    assert place.put(properties).error == "KeyVaultAccessForbidden"
    principal = group.get(at)["identity"]["principalId"]
    group.grant(principal, "Key Vault Crypto Service Encryption User", vault.id)
    assert group.wait(place.put(properties))["status"] == "Succeeded"
    assert group.refused(at) == "OperationNotAllowed"


def with_etcd_key(place: Place, **kms: Any) -> Json:
    return {**place.properties(), "securityProfile": {"azureKeyVaultKms": {"enabled": True, **kms}}}


def test_etcd_is_encrypted_with_a_key_that_the_control_plane_may_use(cloud: Cloud) -> None:
    place = new_place(cloud)
    vault = new_vault(place.group)
    key = vault.key("etcd")
    versionless = key.rsplit("/", 1)[0]
    properties = with_etcd_key(place, keyId=key)
    assert place.put(properties).error == "AzureKeyVaultKmsMissingPermissionError"
    place.group.grant(place.principal, "Key Vault Crypto User", vault.id)
    assert "names no version" in place.put(with_etcd_key(place, keyId=versionless)).json["error"]["message"]
    missing = with_etcd_key(place, keyId=key.replace("etcd", "none"))
    assert "There is no key" in place.put(missing).json["error"]["message"]
    assert place.group.wait(place.put(properties))["status"] == "Succeeded"


def test_a_closed_vault_is_reached_privately(cloud: Cloud) -> None:
    place = new_place(cloud)
    vault = new_vault(place.group, publicNetworkAccess="Disabled")
    key = vault.key("etcd")
    place.group.grant(place.principal, "Key Vault Crypto User", vault.id)
    assert "closed" in place.put(with_etcd_key(place, keyId=key)).json["error"]["message"]
    private = {"keyId": key, "keyVaultNetworkAccess": "Private"}
    assert place.put(with_etcd_key(place, **private)).error == "InvalidParameter"
    private["keyVaultResourceId"] = vault.id
    assert place.put(with_etcd_key(place, **private)).error == "AzureKeyVaultKmsMissingPermissionError"
    place.group.grant(place.principal, "Key Vault Contributor", vault.id)
    assert place.put(with_etcd_key(place, **private)).status == 200
