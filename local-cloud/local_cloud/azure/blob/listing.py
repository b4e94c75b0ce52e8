"""List Blobs, as XML."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from local_cloud.azure.blob.store import Blob, Version
from local_cloud.azure.errors import not_implemented

INCLUDABLE = {"", "versions", "metadata", "deleted"}


def listing(host: str, container: str, blobs: Mapping[str, Blob], query: Mapping[str, str]) -> bytes:
    """All blobs below a prefix on one page, each with its versions, the oldest first, if asked for."""
    include = set(query.get("include", "").split(","))
    if not include <= INCLUDABLE or "delimiter" in query or query.get("marker"):
        raise not_implemented(f"a list of blobs with {dict(query)}")
    prefix = query.get("prefix", "")
    entries = [
        _entry(name, version, blob, include)
        for name, blob in sorted(blobs.items())
        if name.startswith(prefix)
        for version in _versions(blob, include)
    ]
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<EnumerationResults ServiceEndpoint="https://{host}/" ContainerName="{escape(container)}">'
        f"<Prefix>{escape(prefix)}</Prefix><Blobs>{''.join(entries)}</Blobs><NextMarker/></EnumerationResults>"
    ).encode()


def _versions(blob: Blob, include: set[str]) -> list[Version]:
    earlier = blob.earlier if "versions" in include else []
    shown = [one for one in earlier if not one.is_deleted or "deleted" in include]
    return [*shown, *([blob.current] if blob.current else [])]


def _entry(name: str, version: Version, blob: Blob, include: set[str]) -> str:
    is_current = version is blob.current
    is_leased = is_current and blob.lease is not None
    parts = [f"<Name>{escape(name)}</Name>"]
    if version.is_deleted:
        parts.append("<Deleted>true</Deleted>")
    if "versions" in include:
        parts.append(f"<VersionId>{version.id}</VersionId>")
        parts.append("<IsCurrentVersion>true</IsCurrentVersion>" if is_current else "")
    parts.append(
        f"<Properties><Creation-Time>{version.created}</Creation-Time>"
        f"<Last-Modified>{version.modified}</Last-Modified><Etag>{escape(version.etag)}</Etag>"
        f"<Content-Length>{len(version.content)}</Content-Length>"
        f"<Content-Type>{escape(version.content_type)}</Content-Type>"
        f"<Content-MD5>{version.md5}</Content-MD5><BlobType>BlockBlob</BlobType>"
        f"<LeaseStatus>{'locked' if is_leased else 'unlocked'}</LeaseStatus>"
        f"<LeaseState>{'leased' if is_leased else 'available'}</LeaseState></Properties>"
    )
    if "metadata" in include:
        pairs = "".join(f"<{key}>{escape(value)}</{key}>" for key, value in version.metadata.items())
        parts.append(f"<Metadata>{pairs}</Metadata>")
    return f"<Blob>{''.join(parts)}</Blob>"
