"""The keys of all vaults: their versions, rotation policies, and the deleted ones.

A deleted key keeps its name until it is recovered, or purged where the vault has no purge protection
(Key Vault REST API reference, "Delete Key", "Recover Deleted Key", "Purge Deleted Key").
"""

from __future__ import annotations

import base64
import secrets
import time
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa

from local_cloud.azure.errors import AzureError, not_implemented

Json = dict[str, Any]
At = tuple[str, str]
"""A vault's name and a key's."""


class VaultKeys:
    """Keeps them."""

    def __init__(self) -> None:
        self._versions: dict[At, list[Json]] = {}
        """The newest last."""
        self._deleted: dict[At, list[Json]] = {}
        self._policies: dict[At, Json] = {}

    def holds(self, at: At) -> bool:
        """Whether a vault has a key."""
        return at in self._versions

    def create(self, host: str, at: At, body: Json) -> Json:
        """A new key, or a new version of one."""
        if at in self._deleted:
            text = (
                f"Key {at[1]} is currently in a deleted but recoverable state, and its name cannot be reused"
            )
            raise AzureError(
                409, "Conflict", f"{text}; in this state, the key can only be recovered or purged."
            )
        version = _new_version(host, at[1], body)
        self._versions.setdefault(at, []).append(version)
        return version

    def read(self, at: At, version: str) -> Json:
        """A version, or the newest one."""
        if at not in self._versions:
            text = f"A key with (name/id) {at[1]} was not found in this key vault."
            raise AzureError(404, "KeyNotFound", text)
        versions = self._versions[at]
        for one in versions:
            if one["key"]["kid"].endswith(f"/{version}"):
                return one
        if version:
            raise AzureError(404, "KeyNotFound", f"A key with (name/id) {at[1]}/{version} was not found.")
        return versions[-1]

    def update(self, at: At, version: str, body: Json) -> Json:
        """Changes what may change of a version."""
        key = self.read(at, version)
        key["attributes"] |= {**(body.get("attributes") or {}), "updated": int(time.time())}
        if body.get("key_ops"):
            key["key"]["key_ops"] = body["key_ops"]
        if body.get("tags") is not None:
            key["tags"] = body["tags"]
        return key

    def policy(self, at: At, host: str) -> Json:
        """The rotation policy; each key has one."""
        self.read(at, "")
        notify = {"trigger": {"timeBeforeExpiry": "P30D"}, "action": {"type": "Notify"}}
        policy = self._policies.get(at, {"lifetimeActions": [notify], "attributes": {}})
        return {"id": f"https://{host}/keys/{at[1]}/rotationpolicy", **policy}

    def set_policy(self, at: At, host: str, body: Json) -> Json:
        """Replaces the rotation policy."""
        self.read(at, "")
        self._policies[at] = body
        return self.policy(at, host)

    def delete(self, at: At, host: str) -> Json:
        """Deletes a key, to be recovered."""
        self.read(at, "")
        self._deleted[at] = self._versions.pop(at)
        return self.deleted(at, host)

    def deleted(self, at: At, host: str) -> Json:
        """A deleted key."""
        if at not in self._deleted:
            raise AzureError(404, "KeyNotFound", f"Deleted Key not found: {at[1]}")
        return {**self._deleted[at][-1], "recoveryId": f"https://{host}/deletedkeys/{at[1]}"}

    def recover(self, at: At, host: str) -> Json:
        """Brings a deleted key back, with all its versions."""
        self.deleted(at, host)
        self._versions[at] = self._deleted.pop(at)
        return self._versions[at][-1]

    def purge(self, at: At, host: str) -> None:
        """Forgets a deleted key for good."""
        self.deleted(at, host)
        del self._deleted[at]

    def forget_vault(self, name: str) -> None:
        """A vault was purged."""
        for kept in (self._versions, self._deleted, self._policies):
            for at in [at for at in kept if at[0] == name.lower()]:
                del kept[at]


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
