"""The roles that a policy may grant here, and what each permits on a bucket, its objects or a key.

https://docs.cloud.google.com/storage/docs/access-control/iam-roles
"""

from __future__ import annotations

READ = frozenset({"storage.objects.get", "storage.objects.list"})
WRITE = frozenset(
    {
        "storage.objects.create",
        "storage.objects.delete",
        "storage.objects.restore",
        "storage.objects.update",
    }
)
BUCKET_READ = frozenset({"storage.buckets.get", "storage.objects.list"})
BUCKET_WRITE = frozenset({"storage.objects.create", "storage.objects.delete"})
BUCKET_OWN = frozenset(
    {"storage.buckets.getIamPolicy", "storage.buckets.setIamPolicy", "storage.buckets.update"}
)

ROLES: dict[str, frozenset[str]] = {
    "roles/storage.objectViewer": READ,
    "roles/storage.objectUser": READ | WRITE,
    "roles/storage.objectCreator": frozenset({"storage.objects.create"}),
    "roles/storage.objectAdmin": READ | WRITE,
    "roles/storage.admin": READ | WRITE | BUCKET_READ | BUCKET_OWN | {"storage.buckets.delete"},
    "roles/storage.legacyBucketReader": BUCKET_READ,
    "roles/storage.legacyBucketWriter": BUCKET_READ | BUCKET_WRITE,
    "roles/storage.legacyBucketOwner": BUCKET_READ | BUCKET_WRITE | BUCKET_OWN,
    "roles/storage.legacyObjectReader": frozenset({"storage.objects.get"}),
    "roles/storage.legacyObjectOwner": frozenset({"storage.objects.get", "storage.objects.update"}),
    "roles/cloudkms.cryptoKeyEncrypterDecrypter": frozenset(
        {"cloudkms.cryptoKeyVersions.useToDecrypt", "cloudkms.cryptoKeyVersions.useToEncrypt"}
    ),
}
