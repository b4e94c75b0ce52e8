"""The blob service over HTTP: https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api."""

from __future__ import annotations

import re
import uuid
from email.utils import formatdate
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.sax.saxutils import escape

from local_cloud.azure.blob.access import BLOBS, Access, Target
from local_cloud.azure.blob.listing import listing
from local_cloud.azure.blob.store import Blob, Version, check_lease, lease_action
from local_cloud.azure.conditions import CONTAINER
from local_cloud.azure.errors import AzureError, not_implemented
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import Resources
from local_cloud.messages import Request, Response

XML = {"Content-Type": "application/xml"}


class BlobService:
    """Answers <account>.blob.core.windows.net."""

    def __init__(self, resources: Resources, access: Access) -> None:
        self._resources = resources
        self._access = access
        self._containers: dict[str, dict[str, Blob]] = {}
        resources.on_delete.append(lambda key: self._containers.pop(key, None))

    def answer(self, request: Request) -> Response:
        """One call; its refusals are XML."""
        try:
            response = self._answer(request)
        except AzureError as error:
            body = f"<Error><Code>{error.code}</Code><Message>{escape(error.message)}</Message></Error>"
            content = f'<?xml version="1.0" encoding="utf-8"?>{body}'.encode()
            response = Response(error.status, {**XML, "x-ms-error-code": error.code}, content)
        version = request.headers.get("x-ms-version", "2023-11-03")
        common = {
            "x-ms-request-id": str(uuid.uuid4()),
            "x-ms-version": version,
            "Date": formatdate(usegmt=True),
        }
        response.headers = {**common, **response.headers}
        return response

    def _answer(self, request: Request) -> Response:
        query = dict(parse_qsl(request.query, keep_blank_values=True))
        account = self._access.account(request.host)
        principal = self._access.principal(request, account)
        container, _, name = unquote(request.path.lstrip("/")).partition("/")
        target = Target(account, container, name)
        call = f"{request.method} {query.get('comp', '')}".strip()
        request.notes["action"] = f"blob: {call}"
        if not name:
            return self._on_container(request, principal, target, call, query)
        return self._on_blob(request, principal, target, call, query)

    def _on_container(
        self, request: Request, principal: str, target: Target, call: str, query: dict[str, str]
    ) -> Response:
        if call == "GET list":
            prefix = query.get("prefix", "")
            self._access.check(principal, target, f"{BLOBS}/read", "Blob.List", prefix)
            return Response(
                200, dict(XML), listing(request.host, target.container, self._blobs(target), query)
            )
        if query.get("restype") != "container" or call not in ("GET", "HEAD", "PUT", "DELETE"):
            raise not_implemented(f"{call} {request.target} of the blob service")
        verb = {"PUT": "write", "DELETE": "delete"}.get(call, "read")
        self._access.check(principal, target, f"{CONTAINER}/{verb}")
        if call == "PUT":
            raise not_implemented("making a container otherwise than by Resource Manager")
        self._blobs(target)
        if call == "DELETE":
            # The lock is Resource Manager's; it doesn't keep what is deleted here.
            self._resources.forget(target.container_id)
            return Response(202)
        return Response(
            200, {"ETag": '"0x1"', "x-ms-lease-status": "unlocked", "x-ms-lease-state": "available"}
        )

    def _on_blob(
        self, request: Request, principal: str, target: Target, call: str, query: dict[str, str]
    ) -> Response:
        version_id = query.get("versionid", "")
        action = {"GET": "read", "HEAD": "read", "DELETE": "delete"}.get(request.method, "write")
        if request.method == "DELETE" and version_id:
            action = "deleteBlobVersion/action"
        self._access.check(principal, target, f"{BLOBS}/{action}")
        blobs = self._blobs(target)
        blob = blobs.get(target.blob, Blob())
        lease = request.headers.get("x-ms-lease-id", "").lower()
        if call == "PUT":
            check_lease(blob, lease, is_read=False)
            return self._put(request, principal, target, blob)
        if call == "PUT undelete":
            blob.undelete()
            return Response(200)
        if call == "DELETE" and version_id:
            blob.delete_version(
                version_id, self._setting(target, "deleteRetentionPolicy").get("enabled", False)
            )
            return Response(202)
        current = blob.version(version_id) if version_id else blob.current
        if current is None:
            raise AzureError(404, "BlobNotFound", "The specified blob does not exist.")
        if call in ("GET", "HEAD"):
            check_lease(blob, lease, is_read=True)
            return _content(request, blob, current)
        if call == "PUT lease":
            _check_conditions(request, blob)
            return self._lease(request, blob, current, lease)
        check_lease(blob, lease, is_read=False)
        _check_conditions(request, blob)
        if call == "PUT metadata":
            keeps = self._keeps_versions(target)
            written = blob.write(current.content, current.content_type, _metadata(request), keeps)
            return Response(200, _properties(written))
        if call == "DELETE":
            blob.delete(self._keeps_versions(target))
            return Response(202)
        raise not_implemented(f"{call} {request.target} of the blob service")

    def _put(self, request: Request, principal: str, target: Target, blob: Blob) -> Response:
        _check_conditions(request, blob)
        keeps = self._keeps_versions(target)
        source = request.headers.get("x-ms-copy-source")
        if source is None:
            if request.headers.get("x-ms-blob-type") != "BlockBlob":
                raise not_implemented("any other blob than a block blob")
            content_type = request.headers.get("x-ms-blob-content-type") or "application/octet-stream"
            written = blob.write(request.body, content_type, _metadata(request), keeps)
            self._blobs(target)[target.blob] = blob
            return Response(201, _properties(written))
        copied = self._source(principal, source)
        metadata = _metadata(request) or copied.metadata
        written = blob.write(copied.content, copied.content_type, metadata, keeps)
        self._blobs(target)[target.blob] = blob
        status = {"x-ms-copy-id": str(uuid.uuid4()), "x-ms-copy-status": "success"}
        return Response(202, {**_properties(written), **status})

    def _source(self, principal: str, url: str) -> Version:
        """What is copied, which the copier has to be allowed to read."""
        parts = urlsplit(url)
        container, _, name = unquote(parts.path.lstrip("/")).partition("/")
        target = Target(self._access.account(parts.netloc), container, name)
        self._access.check(principal, target, f"{BLOBS}/read")
        blob = self._blobs(target).get(name, Blob())
        version_id = dict(parse_qsl(parts.query)).get("versionid")
        found = blob.version(version_id) if version_id else blob.current
        if found is None:
            raise AzureError(404, "CannotVerifyCopySource", "The specified blob does not exist.")
        return found

    @staticmethod
    def _lease(request: Request, blob: Blob, current: Version, lease: str) -> Response:
        headers = request.headers
        status = lease_action(
            blob,
            headers.get("x-ms-lease-action", "").lower(),
            lease,
            headers.get("x-ms-proposed-lease-id", "").lower(),
            headers.get("x-ms-lease-duration", ""),
            str(uuid.uuid4()),
        )
        told = {"x-ms-lease-time": "0"} if status == 202 else {"x-ms-lease-id": blob.lease or lease}
        return Response(status, {"ETag": current.etag, "Last-Modified": current.modified, **told})

    def _blobs(self, target: Target) -> dict[str, Blob]:
        if self._resources.find(target.container_id) is None:
            raise AzureError(404, "ContainerNotFound", "The specified container does not exist.")
        return self._containers.setdefault(target.container_id.lower(), {})

    def _setting(self, target: Target, name: str) -> Json:
        service = self._resources.get(f"{target.account['id']}/blobServices/default")
        return service["properties"].get(name) or {}

    def _keeps_versions(self, target: Target) -> bool:
        service = self._resources.get(f"{target.account['id']}/blobServices/default")
        return bool(service["properties"].get("isVersioningEnabled"))


def _metadata(request: Request) -> dict[str, str]:
    prefix = "x-ms-meta-"
    return {
        k.lower().removeprefix(prefix): v for k, v in request.headers.items() if k.lower().startswith(prefix)
    }


def _check_conditions(request: Request, blob: Blob) -> None:
    etag = blob.current.etag if blob.current else None
    if request.headers.get("If-None-Match") == "*" and etag is not None:
        raise AzureError(409, "BlobAlreadyExists", "The specified blob already exists.")
    wanted = request.headers.get("If-Match")
    if wanted is not None and wanted not in (etag, "*" if etag else None):
        text = "The condition specified using HTTP conditional header(s) is not met."
        raise AzureError(412, "ConditionNotMet", text)


def _properties(version: Version) -> dict[str, str]:
    return {"ETag": version.etag, "Last-Modified": version.modified, "x-ms-version-id": version.id}


def _content(request: Request, blob: Blob, version: Version) -> Response:
    """The content, or a range of it."""
    is_leased = blob.lease is not None
    headers = {
        **_properties(version),
        "Content-Type": version.content_type,
        "Content-MD5": version.md5,
        "Accept-Ranges": "bytes",
        "x-ms-blob-type": "BlockBlob",
        "x-ms-creation-time": version.created,
        "x-ms-server-encrypted": "true",
        "x-ms-lease-status": "locked" if is_leased else "unlocked",
        "x-ms-lease-state": "leased" if is_leased else "broken" if blob.was_broken else "available",
        **({"x-ms-lease-duration": "infinite"} if is_leased else {}),
        **{f"x-ms-meta-{name}": value for name, value in version.metadata.items()},
    }
    asked = request.headers.get("x-ms-range") or request.headers.get("Range") or ""
    bounds = re.fullmatch(r"bytes=(\d+)-(\d*)", asked)
    size = len(version.content)
    if bounds is None:
        return Response(200, {**headers, "Content-Length": str(size)}, version.content)
    first, last = int(bounds[1]), min(int(bounds[2] or size), size - 1)
    if first >= size:
        raise AzureError(
            416, "InvalidRange", "The range specified is invalid for the current size of the resource."
        )
    part = version.content[first : last + 1]
    del headers["Content-MD5"]
    place = {"Content-Range": f"bytes {first}-{last}/{size}", "Content-Length": str(len(part))}
    return Response(206, {**headers, **place}, part)
