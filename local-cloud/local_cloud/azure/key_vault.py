"""Key Vault's data plane: RSA keys and their rotation policy. Who may do what, roles say."""

from __future__ import annotations

import json

from local_cloud.azure.authorization import Authorization
from local_cloud.azure.conditions import Attempt
from local_cloud.azure.errors import AzureError, json_response, not_implemented
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import Resources
from local_cloud.azure.tokens import principal_of
from local_cloud.azure.vault_keys import At, VaultKeys
from local_cloud.azure.vaults import VAULTS, purge
from local_cloud.messages import Request, Response

AUDIENCE = "https://vault.azure.net"
_ACTIONS = {
    ("keys", "GET"): "read",
    ("keys", "POST"): "create/action",
    ("keys", "PATCH"): "update/action",
    ("keys", "DELETE"): "delete",
    ("deletedkeys", "GET"): "read",
    ("deletedkeys", "POST"): "recover/action",
    ("deletedkeys", "DELETE"): "purge/action",
}


class KeyVaults:
    """Answers <vault>.vault.azure.net."""

    def __init__(self, resources: Resources, authorization: Authorization) -> None:
        self._resources = resources
        self._authorization = authorization
        self._keys = VaultKeys()

    def answer(self, request: Request) -> Response:
        """One call."""
        name = request.host.split(".")[0]
        vault = next((one for one in self._resources.of_type(VAULTS) if one["name"].lower() == name), None)
        if vault is None:
            raise AzureError(404, "VaultNotFound", f"there is no key vault {name}")
        if "Authorization" not in request.headers:
            # Clients send the first call without a token and without its body, to be told where to sign in.
            return json_response(401, _unauthorized(), {"WWW-Authenticate": _challenge(vault)})
        principal = principal_of(request.headers, AUDIENCE)
        kind, _, rest = request.path.strip("/").partition("/")
        key, _, operation = rest.partition("/")
        if kind == "certificates" and key == "contacts":
            raise AzureError(404, "ContactsNotFound", "Contacts not found")
        if kind not in ("keys", "deletedkeys") or key == "":
            raise not_implemented(f"{request.method} {request.path} of a key vault")
        self._authorize(principal, vault, kind, request.method, f"{key}/{operation}")
        body = json.loads(request.body) if request.body else {}
        at = (name, key)
        if kind == "deletedkeys":
            answer = self._on_deleted(request, at, operation, vault)
        else:
            answer = self._on_key(request, at, operation, body)
        # Resource Manager knows keys, too: what they are granted on is their id there.
        known = f"{vault['id']}/keys/{key}"
        if not self._keys.holds(at):
            self._resources.forget(known)
        elif self._resources.find(known) is None:
            self._resources.put(known, {})
        return json_response(200, answer) if answer is not None else json_response(204)

    def holds(self, vault_uri: str, key: str) -> bool:
        """Whether a vault has a key."""
        return self._keys.holds((vault_uri.split("//")[1].split(".")[0].lower(), key))

    def purge(self, deleted_vault: Json) -> Json:
        """Forgets a deleted vault, and its keys with it."""
        answer = purge(self._resources, deleted_vault)
        self._keys.forget_vault(deleted_vault["name"])
        return answer

    def _authorize(self, principal: str, vault: Json, kind: str, method: str, path: str) -> None:
        action = f"{VAULTS}/keys/{_ACTIONS.get((kind, method), 'write')}"
        if path.endswith("/rotationpolicy"):
            action = f"{VAULTS}/keyrotationpolicies/{'read' if method == 'GET' else 'write'}"
        if not self._authorization.allows(principal, Attempt(action), vault["id"], is_data=True):
            text = f"Caller is not authorized to perform action on resource: {action} ({principal})"
            raise AzureError(403, "Forbidden", text)

    def _on_key(self, request: Request, at: At, operation: str, body: Json) -> Json:
        if operation == "rotationpolicy":
            if request.method == "PUT":
                return self._keys.set_policy(at, request.host, body)
            return self._keys.policy(at, request.host)
        if request.method == "POST" and operation == "create":
            return self._keys.create(request.host, at, body)
        if request.method == "GET":
            return self._keys.read(at, operation)
        if request.method == "PATCH":
            return self._keys.update(at, operation, body)
        if request.method == "DELETE":
            return self._keys.delete(at, request.host)
        raise not_implemented(f"{request.method} {operation} of a key")

    def _on_deleted(self, request: Request, at: At, operation: str, vault: Json) -> Json | None:
        if request.method == "GET":
            return self._keys.deleted(at, request.host)
        if request.method == "POST" and operation == "recover":
            return self._keys.recover(at, request.host)
        if request.method == "DELETE":
            if vault["properties"].get("enablePurgeProtection"):
                text = 'Operation "purge" is not allowed because purge protection is enabled for this vault.'
                raise AzureError(403, "Forbidden", text)
            self._keys.purge(at, request.host)
            return None
        raise not_implemented(f"{request.method} {operation} of a deleted key")


def _unauthorized() -> Json:
    text = "AKV10000: Request is missing a Bearer or PoP token."
    return {"error": {"code": "Unauthorized", "message": text}}


def _challenge(vault: Json) -> str:
    tenant = vault["properties"]["tenantId"]
    return f'Bearer authorization="https://login.microsoftonline.com/{tenant}", resource="{AUDIENCE}"'
