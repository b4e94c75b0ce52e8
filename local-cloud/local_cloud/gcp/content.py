"""An object's content as both APIs hand it out."""

from __future__ import annotations

from datetime import datetime, timezone
from email.utils import format_datetime

from local_cloud.gcp.objects import Version
from local_cloud.messages import Response


def media(version: Version) -> Response:
    """An object's content, with what its headers say of it."""
    metadata = version.metadata
    changed = datetime.strptime(metadata["updated"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    return Response(
        200,
        {
            "Content-Type": metadata.get("contentType") or "application/octet-stream",
            "ETag": f'"{metadata["etag"]}"',
            "Last-Modified": format_datetime(changed, usegmt=True),
            "x-goog-generation": metadata["generation"],
            "x-goog-metageneration": metadata["metageneration"],
            "x-goog-stored-content-length": metadata["size"],
            "x-goog-stored-content-encoding": "identity",
            "x-goog-hash": f"crc32c={metadata['crc32c']},md5={metadata['md5Hash']}",
            "x-goog-storage-class": metadata["storageClass"],
        },
        version.data,
    )
