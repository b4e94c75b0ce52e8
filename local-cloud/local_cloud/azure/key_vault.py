"""Key Vault's data plane, as far as a storage account needs it: RSA keys and their rotation policy."""

from __future__ import annotations

import base64
import json
import secrets
import time

from cryptography.hazmat.primitives.asymmetric import rsa

from local_cloud.azure.authorization import Authorization
from local_cloud.azure.conditions import Attempt
from local_cloud.azure.errors import AzureError, json_response, not_implemented
from local_cloud.azure.resource_types import VAULTS
from local_cloud.azure.resources import Json, Resources
from local_cloud.azure.tokens import principal_of
from local_cloud.messages import Request, Response

AUDIENCE = "https://vault.azure.net"
_ACTIONS = {"GET": "read", "POST": "create/action", "DELETE": "delete", "PUT": "write"}


class KeyVaults:
    """Answers <vault>.vault.azure.net."""

    def __init__(self, resources: Resources, authorization: Authorization) -> None:
        self._resources = resources
        self._authorization = authorization
        self._keys: dict[tuple[str, str], list[Json]] = {}
        """The versions of each key, by vault and name, the newest last."""
        self._policies: dict[tuple[str, str], Json] = {}

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
        if kind == "deletedkeys":
            raise AzureError(404, "KeyNotFound", f"Deleted Key not found: {key}")
        if kind != "keys" or key == "":
            raise not_implemented(f"{request.method} {request.path} of a key vault")
        self._authorize(principal, vault, request.method, operation)
        body = json.loads(request.body) if request.body else {}
        answer = self._on_key(request, (name, key), operation, body)
        # Resource Manager knows keys, too: what they are granted on is their id there.
        if request.method == "DELETE":
            self._resources.forget(f"{vault['id']}/keys/{key}")
        elif operation == "create":
            self._resources.put(f"{vault['id']}/keys/{key}", {})
        return json_response(200, answer)

    def holds(self, vault_uri: str, key: str) -> bool:
        """Whether a vault has a key."""
        return (vault_uri.split("//")[1].split(".")[0].lower(), key) in self._keys

    def _authorize(self, principal: str, vault: Json, method: str, operation: str) -> None:
        kind = "keyrotationpolicies" if operation == "rotationpolicy" else "keys"
        action = f"Microsoft.KeyVault/vaults/{kind}/{_ACTIONS.get(method, 'update/action')}"
        if not self._authorization.allows(principal, Attempt(action), vault["id"], is_data=True):
            text = f"Caller is not authorized to perform action on resource: {action} ({principal})"
            raise AzureError(403, "Forbidden", text)

    def _on_key(self, request: Request, at: tuple[str, str], operation: str, body: Json) -> Json:
        if request.method == "POST" and operation == "create":
            version = _new_version(request.host, at[1], body)
            self._keys.setdefault(at, []).append(version)
            return version
        if at not in self._keys:
            raise AzureError(
                404, "KeyNotFound", f"A key with (name/id) {at[1]} was not found in this key vault."
            )
        if operation == "rotationpolicy":
            if request.method == "PUT":
                self._policies[at] = body
            return self._policies.get(at, {"lifetimeActions": [], "attributes": {}})
        if request.method == "GET":
            versions = self._keys[at]
            return next(
                (one for one in versions if one["key"]["kid"].endswith(f"/{operation}")), versions[-1]
            )
        if request.method == "DELETE":
            deleted = self._keys.pop(at)[-1]
            return {**deleted, "recoveryId": f"{AUDIENCE}/deletedkeys/{at[1]}"}
        raise not_implemented(f"{request.method} {operation} of a key")


def _new_version(host: str, name: str, body: Json) -> Json:
    if body.get("kty") != "RSA":
        raise not_implemented(f"a key of type {body.get('kty')}")
    size = body.get("key_size", 2048)
    numbers = rsa.generate_private_key(65537, size).public_key().public_numbers()
    now = int(time.time())
    attributes = {"enabled": True, "created": now, "updated": now, "recoveryLevel": "Recoverable"}
    return {
        "key": {
            "kid": f"https://{host}/keys/{name}/{secrets.token_hex(16)}",
            "kty": "RSA",
            "key_ops": body.get("key_ops", []),
            "n": _base64(numbers.n, size // 8),
            "e": _base64(numbers.e, 3),
        },
        "attributes": attributes | (body.get("attributes") or {}),
        "tags": body.get("tags") or {},
    }


def _base64(number: int, length: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(length, "big")).rstrip(b"=").decode()


def _unauthorized() -> Json:
    text = "AKV10000: Request is missing a Bearer or PoP token."
    return {"error": {"code": "Unauthorized", "message": text}}


def _challenge(vault: Json) -> str:
    tenant = vault["properties"]["tenantId"]
    return f'Bearer authorization="https://login.microsoftonline.com/{tenant}", resource="{AUDIENCE}"'
