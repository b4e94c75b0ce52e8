"""Reading a request's body from its connection."""

from __future__ import annotations

from email.message import Message
from io import BufferedIOBase


class BadBody(Exception):
    """The body can't be read; the message is for the client."""


def read_body(stream: BufferedIOBase, headers: Message) -> bytes:
    """The whole body: chunked, of a given length, or none."""
    if "chunked" in headers.get("Transfer-Encoding", "").lower():
        return _read_chunks(stream)
    try:
        length = int(headers.get("Content-Length", "0"))
    except ValueError as error:
        raise BadBody("Content-Length is not a number") from error
    return _read_exactly(stream, length)


def _read_chunks(stream: BufferedIOBase) -> bytes:
    body = b""
    while True:
        size_line = stream.readline().split(b";")[0].strip()
        try:
            size = int(size_line, 16)
        except ValueError as error:
            raise BadBody("a chunk without a size") from error
        if size == 0:
            _skip_trailers(stream)
            return body
        body += _read_exactly(stream, size)
        stream.readline()


def _skip_trailers(stream: BufferedIOBase) -> None:
    """Reads to the empty line that ends a chunked body."""
    while stream.readline().strip():
        pass


def _read_exactly(stream: BufferedIOBase, length: int) -> bytes:
    data = stream.read(length) if length else b""
    if len(data) != length:
        raise BadBody("the body is shorter than announced")
    return data
