"""What a caller may do with a bucket and what is in it. A permission that is missing is refused in words."""

from __future__ import annotations

from local_cloud.gcp.buckets import Bucket
from local_cloud.gcp.callers import Caller
from local_cloud.gcp.errors import GoogleError


def require_on_bucket(caller: Caller, permission: str, bucket: Bucket) -> None:
    """Refuses the caller without the permission on the bucket itself."""
    if not _allowed(caller, permission, bucket, bucket.resource):
        raise _refusal(caller, permission, "bucket")


def require_on_object(caller: Caller, permission: str, bucket: Bucket, name: str) -> None:
    """Refuses the caller without the permission on the object of that name."""
    if not _allowed(caller, permission, bucket, f"{bucket.resource}/objects/{name}"):
        raise _refusal(caller, permission, "object")


def require_read(caller: Caller, bucket: Bucket, name: str) -> None:
    """Reading an object; who may not list the bucket isn't told that there is none: 403, not 404."""
    require_on_object(caller, "storage.objects.get", bucket, name)
    if bucket.objects.live(name) is None and not _allowed(
        caller, "storage.objects.list", bucket, bucket.resource
    ):
        raise _refusal(caller, "storage.objects.list", "bucket")


def require_write(caller: Caller, bucket: Bucket, name: str) -> None:
    """Writing an object; to replace one is to delete it."""
    require_on_object(caller, "storage.objects.create", bucket, name)
    if bucket.objects.live(name) is not None:
        require_on_object(caller, "storage.objects.delete", bucket, name)


def require_owner(caller: Caller, what: str) -> None:
    """Refuses everybody but the owner of the projects, where no policy of this cloud says more."""
    if not caller.is_owner:
        raise GoogleError(403, f"{caller.name} does not have permission for {what}.")


def _allowed(caller: Caller, permission: str, bucket: Bucket, resource: str) -> bool:
    return caller.is_owner or bucket.policy.allows(caller, permission, resource)


def _refusal(caller: Caller, permission: str, kind: str) -> GoogleError:
    return GoogleError(
        403,
        f"{caller.name} does not have {permission} access to the Google Cloud Storage {kind}. "
        f"Permission '{permission}' denied on resource (or it may not exist).",
    )
