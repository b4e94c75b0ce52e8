"""Blobs: contents, metadata, versions and leases, in memory."""

from __future__ import annotations

import base64
import email.utils
import hashlib
import itertools
import time
from dataclasses import dataclass, field, replace

from local_cloud.azure.errors import AzureError, not_implemented

_ticks = itertools.count(time.time_ns() // 100)


def _stamp() -> str:
    """A time that is later than every one before: it names a version."""
    seconds, ticks = divmod(next(_ticks), 10**7)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{ticks:07d}Z"


@dataclass(frozen=True)
class Version:
    """One version of a blob; every write of content or metadata makes one."""

    id: str
    content: bytes
    content_type: str
    metadata: dict[str, str]
    modified: str
    created: str
    is_deleted: bool = False

    @property
    def etag(self) -> str:
        """What a conditional write compares."""
        return f'"0x{self.id.translate(str.maketrans("", "", "-:.TZ"))}"'

    @property
    def md5(self) -> str:
        """The content's digest, as Azure keeps it of every blob that is written whole."""
        return base64.b64encode(hashlib.md5(self.content, usedforsecurity=False).digest()).decode()


@dataclass
class Blob:
    """A name in a container: the version that it shows, the earlier ones, and its lease."""

    current: Version | None = None
    earlier: list[Version] = field(default_factory=list)
    lease: str | None = None
    was_broken: bool = False

    def write(
        self, content: bytes, content_type: str, metadata: dict[str, str], keeps_versions: bool
    ) -> Version:
        """Makes a new version the current one."""
        now = email.utils.formatdate(usegmt=True)
        created = self.current.created if self.current else now
        if self.current is not None and keeps_versions:
            self.earlier.append(self.current)
        self.current = Version(_stamp(), content, content_type, metadata, now, created)
        return self.current

    def delete(self, keeps_versions: bool) -> None:
        """The current version becomes an earlier one."""
        if self.current is not None and keeps_versions:
            self.earlier.append(self.current)
        self.current, self.lease, self.was_broken = None, None, False

    def version(self, version_id: str) -> Version:
        """A version that is there."""
        for one in [*self.earlier, *([self.current] if self.current else [])]:
            if one.id == version_id and not one.is_deleted:
                return one
        raise AzureError(404, "BlobNotFound", "The specified blob does not exist.")

    def delete_version(self, version_id: str, is_soft: bool) -> None:
        """Removes an earlier version, for good or until it is brought back."""
        version = self.version(version_id)
        if version is self.current:
            text = "Operation not allowed on the current version."
            raise AzureError(403, "OperationNotAllowedOnRootBlob", text)
        place = self.earlier.index(version)
        self.earlier[place : place + 1] = [replace(version, is_deleted=True)] if is_soft else []

    def undelete(self) -> None:
        """Brings back what was deleted softly."""
        self.earlier = [replace(one, is_deleted=False) for one in self.earlier]


def lease_action(blob: Blob, action: str, lease: str, proposed: str, duration: str, new_id: str) -> int:
    """Takes, frees, breaks, renews or changes a blob's lease; returns the status of the answer."""
    if action == "acquire":
        if duration != "-1":
            raise not_implemented("a lease that ends by itself")
        wanted = proposed or new_id
        if blob.lease is not None and blob.lease != wanted:
            raise AzureError(409, "LeaseAlreadyPresent", "There is already a lease present.")
        blob.lease, blob.was_broken = wanted, False
        return 201
    if action == "break":
        if blob.lease is None:
            text = "There is currently no lease on the blob."
            raise AzureError(409, "LeaseNotPresentWithLeaseOperation", text)
        blob.lease, blob.was_broken = None, True
        return 202
    if blob.lease != lease:
        text = "The lease ID specified did not match the lease ID for the blob."
        raise AzureError(409, "LeaseIdMismatchWithLeaseOperation", text)
    if action == "release":
        blob.lease = None
    elif action == "change":
        blob.lease = proposed
    elif action != "renew":
        raise not_implemented(f"the lease action {action}")
    return 200


def check_lease(blob: Blob, lease: str, is_read: bool) -> None:
    """A leased blob is written with its lease alone; what names a lease needs it to be there."""
    if lease == "":
        if blob.lease is not None and not is_read:
            text = "There is currently a lease on the blob and no lease ID was specified in the request."
            raise AzureError(412, "LeaseIdMissing", text)
    elif blob.lease is None:
        # Here a write stops whose lease was broken under it: the lease fences.
        text = "There is currently no lease on the blob."
        raise AzureError(412, "LeaseNotPresentWithBlobOperation", text)
    elif blob.lease != lease:
        text = "The lease ID specified did not match the lease ID for the blob."
        raise AzureError(412, "LeaseIdMismatchWithBlobOperation", text)
