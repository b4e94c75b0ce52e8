"""The calls of the JSON API on a bucket's objects: list, read, write, copy, delete, restore."""

from __future__ import annotations

from local_cloud.gcp.access import (
    require_on_bucket,
    require_on_object,
    require_read,
    require_write,
)
from local_cloud.gcp.buckets import Bucket, Buckets
from local_cloud.gcp.call import Call, Json, json_response
from local_cloud.gcp.content import media
from local_cloud.gcp.errors import not_implemented
from local_cloud.gcp.objects import Version
from local_cloud.gcp.uploads import Upload, Uploads
from local_cloud.messages import Response

LIST_REFUSED = ("matchGlob", "includeFoldersAsPrefixes", "filter")
PAGE = 1000


class ObjectCalls:
    """Answers for the objects of all buckets."""

    def __init__(self, buckets: Buckets) -> None:
        self._buckets = buckets
        self._uploads = Uploads()

    def answer(self, call: Call, bucket: Bucket, path: tuple[str, ...]) -> Response:
        """Answers a call below `/b/<bucket>/o`."""
        match call.method, path:
            case "GET", ():
                require_on_bucket(call.caller, "storage.objects.list", bucket)
                return json_response(_listing(call, bucket))
            case "GET", (name,):
                require_read(call.caller, bucket, name)
                version = bucket.objects.find(name, call.query)
                return media(version) if call.query.get("alt") == "media" else json_response(version.metadata)
            case "DELETE", (name,):
                require_on_object(call.caller, "storage.objects.delete", bucket, name)
                bucket.objects.delete(name, call.query)
                return Response(204)
            case "POST", (name, "restore"):
                require_on_object(call.caller, "storage.objects.restore", bucket, name)
                require_write(call.caller, bucket, name)
                return json_response(bucket.objects.restore(name, call.query).metadata)
            case "POST", (name, "rewriteTo", "b", target, "o", copy):
                version = self._copy(call, bucket, name, self._buckets.get(target), copy)
                size = version.metadata["size"]
                sizes = {"objectSize": size, "totalBytesRewritten": size}
                kind = {"kind": "storage#rewriteResponse", "done": True}
                return json_response({**kind, **sizes, "resource": version.metadata})
        raise not_implemented(call.what)

    def upload(self, call: Call, bucket: Bucket) -> Response:
        """Takes an object, or a part of one."""
        if "upload_id" not in call.query:
            self._require_write(call, bucket)
        received = self._uploads.receive(call)
        if not isinstance(received, Upload):
            return received
        name = received.query.get("name") or received.metadata["name"]
        require_write(call.caller, bucket, name)
        return json_response(self._put(bucket, name, received).metadata)

    def _require_write(self, call: Call, bucket: Bucket) -> None:
        """Before a resumable upload begins, as far as its name is in the query."""
        if "name" in call.query:
            require_write(call.caller, bucket, call.query["name"])

    def _put(self, bucket: Bucket, name: str, upload: Upload) -> Version:
        given = {**upload.metadata, **self._buckets.encryption_of(bucket)}
        return bucket.objects.put(name, upload.data, given, upload.query)

    def _copy(self, call: Call, source: Bucket, name: str, target: Bucket, copy: str) -> Version:
        require_read(call.caller, source, name)
        require_write(call.caller, target, copy)
        generation = call.query.get("sourceGeneration")
        version = source.objects.find(name, {} if generation is None else {"generation": generation})
        metadata = {**version.metadata, **call.json}
        return self._put(target, copy, Upload(version.data, metadata, call.query))


def _listing(call: Call, bucket: Bucket) -> Json:
    """One page of objects, and the folders that a delimiter makes of the others."""
    query = call.query
    refused = [name for name in LIST_REFUSED if query.get(name)]
    if refused:
        raise not_implemented(f"a list with {refused[0]}")
    prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
    versions, soft = query.get("versions") == "true", query.get("softDeleted") == "true"
    items: list[Json] = []
    folders: list[str] = []
    for version in bucket.objects.all(prefix, versions, soft):
        name = version.metadata["name"]
        inner, found, _ = name.removeprefix(prefix).partition(delimiter) if delimiter else (name, "", "")
        if not _is_between(name, query.get("startOffset", ""), query.get("endOffset", "")):
            continue
        if found:
            folders.append(f"{prefix}{inner}{delimiter}")
        else:
            items.append(version.metadata)
    start, size = int(query.get("pageToken") or 0), min(int(query.get("maxResults") or PAGE), PAGE)
    page: Json = {"kind": "storage#objects"}
    if items[start : start + size]:
        page["items"] = items[start : start + size]
    if folders and start == 0:
        page["prefixes"] = sorted(set(folders))
    if len(items) > start + size:
        page["nextPageToken"] = str(start + size)
    return page


def _is_between(name: str, start: str, end: str) -> bool:
    return start <= name and (end == "" or name < end)
