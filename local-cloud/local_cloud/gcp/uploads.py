"""Uploads: an object whole, in two parts with its metadata, or in chunks that can be resumed."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass, field
from email.message import Message

from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.messages import Response

RANGE = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)")


@dataclass(frozen=True)
class Upload:
    """An object that has arrived whole."""

    data: bytes
    metadata: Json
    query: dict[str, str]


@dataclass
class _Session:
    metadata: Json
    query: dict[str, str]
    data: bytearray = field(default_factory=bytearray)


class Uploads:
    """What has been begun and isn't whole yet."""

    def __init__(self) -> None:
        self._sessions: dict[str, _Session] = {}

    def receive(self, call: Call) -> Upload | Response:
        """The object, once it is whole; until then what the client must know to go on."""
        if "upload_id" in call.query:
            return self._resume(call)
        match call.query.get("uploadType"):
            case "multipart":
                data, metadata = _parts(call)
                return Upload(data, metadata, call.query)
            case "media":
                return Upload(call.body, {"contentType": call.headers.get("Content-Type")}, call.query)
            case "resumable":
                return self._begin(call)
        raise not_implemented(f"{call.what} with uploadType={call.query.get('uploadType')}")

    def _begin(self, call: Call) -> Response:
        identifier = secrets.token_hex(16)
        metadata = {"contentType": call.headers.get("X-Upload-Content-Type"), **call.json}
        self._sessions[identifier] = _Session(metadata, call.query)
        path = "/".join(call.path)
        place = f"https://storage.googleapis.com/{path}?uploadType=resumable&upload_id={identifier}"
        return Response(200, {"Location": place, "X-GUploader-UploadID": identifier})

    def _resume(self, call: Call) -> Upload | Response:
        session = self._sessions.get(call.query["upload_id"])
        if session is None:
            raise GoogleError(404, "The upload was not begun, or is complete.")
        sent = RANGE.fullmatch(call.headers.get("Content-Range") or f"bytes 0-{len(call.body) - 1}/*")
        if sent is None:
            raise GoogleError(400, "Failed to parse Content-Range header.")
        first, _, total = sent.groups()
        if first is not None and int(first) != len(session.data):
            raise GoogleError(400, f"The upload goes on at byte {len(session.data)}, not {first}.")
        session.data += call.body
        is_whole = total == str(len(session.data)) or call.headers.get("Content-Range") is None
        if not is_whole:
            return _unfinished(call.headers, len(session.data))
        del self._sessions[call.query["upload_id"]]
        return Upload(bytes(session.data), session.metadata, session.query)


def _unfinished(headers: Message, size: int) -> Response:
    """308, which is said in a header to clients for which it would be a redirect."""
    received = {"Range": f"bytes=0-{size - 1}"} if size else {}
    if headers.get("X-GUploader-No-308"):
        return Response(200, {**received, "X-Http-Status-Code-Override": "308"})
    return Response(308, received)


def _parts(call: Call) -> tuple[bytes, Json]:
    """Splits multipart/related by hand: a parser of mail would change line ends within the data."""
    boundary = call.headers.get_param("boundary")
    if not isinstance(boundary, str):
        raise GoogleError(400, "Missing boundary in multipart/related.")
    pieces = call.body.split(b"--" + boundary.encode())
    if len(pieces) != 4:
        raise GoogleError(400, "multipart/related must have two parts.")
    _, first, second, _ = pieces
    metadata = json.loads(_content(first)[1])
    kind, data = _content(second)
    if kind is not None:
        metadata.setdefault("contentType", kind)
    return data, metadata


def _content(part: bytes) -> tuple[str | None, bytes]:
    head, _, data = part.partition(b"\r\n\r\n")
    kind = re.search(rb"^Content-Type: *([^\r\n]+)", head, re.IGNORECASE | re.MULTILINE)
    return (kind[1].decode() if kind else None), data.removesuffix(b"\r\n")
