"""Key Vault, and a storage account that is encrypted with a key of it."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest

from local_cloud.environment import AZURE_PRINCIPAL, AZURE_SUBSCRIPTION, AZURE_TENANT
from tests.azure_support import MANAGEMENT, Answer, Store, call, new_store
from tests.support import Cloud, unique

VAULT = "https://vault.azure.net"
OFFICER = "14b46e9e-c2b7-41b4-b07b-48a6ebf60603"
ENCRYPTION_USER = "e147488a-f6f5-4113-8e2d-b22465e65bf6"


@dataclass
class Vault:
    """A vault without keys, beside a storage account."""

    store: Store
    id: str
    host: str

    def on_key(self, method: str, path: str, body: Any = None) -> Answer:
        headers = {"Authorization": f"Bearer {self.store.owner.token(VAULT)}"}
        content = json.dumps(body).encode() if body is not None else b""
        return call(self.store.owner.cloud, method, f"https://{self.host}/keys/{path}", headers, content)

    def grant(self, principal: str, role: str, scope: str = "") -> None:
        definitions = f"/subscriptions/{AZURE_SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions"
        body = {"properties": {"principalId": principal, "roleDefinitionId": f"{definitions}/{role}"}}
        at = f"{scope or self.id}/providers/Microsoft.Authorization/roleAssignments/{uuid.uuid4()}"
        assert self.store.owner.manage("PUT", at, body).status == 200


@pytest.fixture
def vault(cloud: Cloud) -> Vault:
    store = new_store(cloud)
    name = unique("vault")
    vault_id = f"{store.group}/providers/Microsoft.KeyVault/vaults/{name}"
    properties = {"tenantId": AZURE_TENANT, "enableRbacAuthorization": True, "enablePurgeProtection": True}
    made = store.owner.manage("PUT", vault_id, {"location": "westeurope", "properties": properties})
    assert made.json["properties"]["vaultUri"] == f"https://{name}.vault.azure.net/"
    return Vault(store, vault_id, f"{name}.vault.azure.net")


def test_who_comes_without_a_token_is_told_where_to_get_one(vault: Vault) -> None:
    answer = call(vault.store.owner.cloud, "GET", f"https://{vault.host}/keys/tfstate", {})
    assert answer.status == 401
    assert f"login.microsoftonline.com/{AZURE_TENANT}" in answer.headers["www-authenticate"]


def listed(vault: Vault, condition: str, scope: str = f"/subscriptions/{AZURE_SUBSCRIPTION}") -> Answer:
    owner = vault.store.owner
    query = urlencode({"api-version": "2015-11-01", **({"$filter": condition} if condition else {})})
    url = f"{MANAGEMENT}{scope}/resources?{query}"
    return call(owner.cloud, "GET", url, {"Authorization": f"Bearer {owner.token(MANAGEMENT)}"})


def test_a_vault_is_found_among_the_subscriptions_resources_of_its_type(vault: Vault) -> None:
    found = listed(vault, "resourceType eq 'Microsoft.KeyVault/vaults'").json["value"]
    assert vault.id in [one["id"] for one in found]
    assert {one["type"].lower() for one in found} == {"microsoft.keyvault/vaults"}
    assert listed(vault, "tagName eq 'x'").status == 400


def test_what_carries_a_tag_is_listed_without_its_tags(vault: Vault) -> None:
    owner, name = vault.store.owner, unique("env")
    made = f"{vault.store.group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes"
    body = {"location": "westeurope", "tags": {"Environment": name}}
    assert owner.manage("PUT", made, body).status == 200
    [found] = listed(vault, f"tagName eq 'environment' and tagValue eq '{name}'").json["value"]
    assert (found["id"], "tags" in found) == (made, False)
    assert listed(vault, "tagName eq 'environment' and tagValue eq 'else'").json["value"] == []
    every = {one["id"]: one for one in listed(vault, "").json["value"]}
    assert every[made]["tags"] == {"Environment": name}


def test_a_group_lists_what_stands_in_it_and_not_itself(vault: Vault) -> None:
    held = {one["id"] for one in listed(vault, "", vault.store.group).json["value"]}
    assert vault.id in held
    assert vault.store.group not in held
    for one in held:
        vault.store.owner.manage("DELETE", one)
    assert listed(vault, "", vault.store.group).json["value"] == []


def test_to_own_a_subscription_is_not_to_be_let_into_its_vaults(vault: Vault) -> None:
    wanted = {"kty": "RSA", "key_size": 2048, "key_ops": ["wrapKey"]}
    assert vault.on_key("POST", "tfstate/create", wanted).status == 403
    vault.grant(AZURE_PRINCIPAL, OFFICER)
    made = vault.on_key("POST", "tfstate/create", wanted)
    assert made.json["key"]["kid"].startswith(f"https://{vault.host}/keys/tfstate/")
    assert vault.on_key("GET", "tfstate").json == made.json
    assert vault.on_key("GET", "other").error == "KeyNotFound"


def test_an_account_takes_a_key_that_its_identity_may_use(vault: Vault) -> None:
    store = vault.store
    vault.grant(AZURE_PRINCIPAL, OFFICER)
    identity_id = f"{store.group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/key"
    identity = store.owner.manage("PUT", identity_id, {"location": "westeurope"}).json["properties"]
    encryption = {
        "keySource": "Microsoft.Keyvault",
        "keyvaultproperties": {"keyname": "tfstate", "keyvaulturi": f"https://{vault.host}/"},
        "identity": {"userAssignedIdentity": identity_id},
    }
    change = {"properties": {"encryption": encryption}}
    assert store.owner.manage("PATCH", store.account, change).error == "KeyVaultKeyNotFound"
    vault.on_key("POST", "tfstate/create", {"kty": "RSA"})
    assert store.owner.manage("PATCH", store.account, change).error == "KeyVaultAuthenticationFailure"
    vault.grant(identity["principalId"], ENCRYPTION_USER, f"{vault.id}/keys/tfstate")
    assert store.owner.manage("PATCH", store.account, change).status == 200


def test_purge_protection_is_not_taken_back(vault: Vault) -> None:
    properties = {"tenantId": AZURE_TENANT, "enableRbacAuthorization": True, "enablePurgeProtection": False}
    change = {"location": "westeurope", "properties": properties}
    assert vault.store.owner.manage("PUT", vault.id, change).status == 400
