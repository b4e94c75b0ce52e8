"""Bodies that are protocol buffers, read into what their JSON would be. Answers are JSON, which clients take.

https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding-idl
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Iterator
from typing import Any

from local_cloud.kubernetes.errors import ApiError, bad_request
from local_cloud.kubernetes.protobuf_messages import MESSAGES, Field, Message

Json = dict[str, Any]
MAGIC = b"k8s\0"
LATEST_SECOND = 1 << 40
"""A time after this is the zero time of Go, as a negative number."""


def is_protobuf(body: bytes) -> bool:
    """Whether a body is one."""
    return body.startswith(MAGIC)


def from_protobuf(body: bytes) -> Json:
    """The object in a body."""
    try:
        envelope = dict(_fields(body[len(MAGIC) :]))
        meta = dict(_fields(envelope.get(1, b"")))
        version, kind = meta.get(1, b"").decode(), meta.get(2, b"").decode()
        if kind not in MESSAGES:
            text = f"local cloud: no field numbers are known here of {version} {kind}; send it as JSON"
            raise ApiError(415, "UnsupportedMediaType", text)
        return {"apiVersion": version, "kind": kind, **_read(envelope.get(2, b""), MESSAGES[kind])}
    except (IndexError, ValueError, AttributeError) as error:
        raise bad_request("the body of the request is not a protocol buffer") from error


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """The fields of a message, by their numbers: numbers and bytes."""
    position = 0

    def number() -> int:
        nonlocal position
        value = shift = 0
        while True:
            byte = data[position]
            position += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while position < len(data):
        tag = number()
        form = tag & 7
        if form == 0:
            yield tag >> 3, number()
            continue
        length = number() if form == 2 else 8 if form == 1 else 4
        yield tag >> 3, data[position : position + length]
        position += length


def _read(data: bytes, message: Message) -> Json:
    result: Json = {}
    for number, raw in _fields(data):
        if number in message:
            _put(result, message[number], raw)
    return result


def _put(result: Json, field: Field, raw: Any) -> None:
    match field.form:
        case "text":
            if raw:
                result[field.name] = raw.decode()
        case "number":
            result[field.name] = raw
        case "flag":
            result[field.name] = bool(raw)
        case "message":
            result[field.name] = _read(raw, field.message)
        case "messages":
            result.setdefault(field.name, []).append(_read(raw, field.message))
        case "texts":
            result.setdefault(field.name, []).append(raw.decode())
        case "time":
            result |= _time(field.name, raw)
        case _:
            pair = dict(_fields(raw))
            value = pair.get(2, b"")
            text = base64.b64encode(value).decode() if field.form == "bytes-map" else value.decode()
            result.setdefault(field.name, {})[pair.get(1, b"").decode()] = text


def _time(name: str, raw: bytes) -> Json:
    seconds = dict(_fields(raw)).get(1)
    if not seconds or seconds > LATEST_SECOND:
        return {}
    time = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return {name: time.strftime("%Y-%m-%dT%H:%M:%SZ")}
