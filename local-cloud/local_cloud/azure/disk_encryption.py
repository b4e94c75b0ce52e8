"""Microsoft.Compute: disk encryption sets. Who may use their key: customer_keys.py."""

from __future__ import annotations

from local_cloud.azure.resource_type import InUse, Json, ResourceType
from local_cloud.azure.resources import Resources

SETS = "microsoft.compute/diskencryptionsets"


def _set(_resources: Resources, body: Json, _old: Json | None) -> None:
    body["properties"].setdefault("previousKeys", [])
    body["properties"].setdefault("encryptionType", "EncryptionAtRestWithCustomerKey")


TYPES = {
    SETS: ResourceType(
        _set,
        is_long_running=True,
        in_use=InUse("OperationNotAllowed", "Disk encryption set {name} is in use by {user}."),
    )
}
