"""Byte tunnels to real hosts, through the upstream proxy if this process' environment names one."""

from __future__ import annotations

import base64
import select
import socket
import urllib.request
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

Connect = Callable[[str, int], socket.socket]
"""Opens a connection to a host and port. Tests put their own in place."""

CONNECT_TIMEOUT_SECONDS = 30
BUFFER_BYTES = 65536


class TunnelError(Exception):
    """The other end can't be reached; the message is for the client."""


def upstream_proxy(host: str) -> str | None:
    """The proxy that this process' own environment names for https to `host`, NO_PROXY respected."""
    if urllib.request.proxy_bypass(host):
        return None
    return urllib.request.getproxies().get("https")


def connect_to_real_host(host: str, port: int) -> socket.socket:
    """Connects to `host`, through the upstream proxy if there is one."""
    proxy = upstream_proxy(host)
    try:
        if proxy is None:
            connection = socket.create_connection((host, port), CONNECT_TIMEOUT_SECONDS)
        else:
            connection = _connect_through(proxy, host, port)
    except OSError as error:
        raise TunnelError(f"{host}:{port} can't be reached: {error}") from error
    connection.settimeout(None)
    return connection


def _connect_through(proxy: str, host: str, port: int) -> socket.socket:
    """Asks an upstream http proxy for a tunnel."""
    address = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    if address.scheme != "http" or address.hostname is None:
        raise TunnelError(f"the upstream proxy {address.scheme}://{address.hostname} is not an http proxy")
    connection = socket.create_connection((address.hostname, address.port or 80), CONNECT_TIMEOUT_SECONDS)
    lines = [f"CONNECT {host}:{port} HTTP/1.1", f"Host: {host}:{port}"]
    if address.username is not None:
        login = f"{unquote(address.username)}:{unquote(address.password or '')}"
        lines.append(f"Proxy-Authorization: Basic {base64.b64encode(login.encode()).decode()}")
    connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    status_line = _read_head(connection).split(b"\r\n", 1)[0].decode("latin1")
    if " 200" not in status_line:
        connection.close()
        raise TunnelError(f"the upstream proxy refused {host}:{port}: {status_line}")
    return connection


def _read_head(connection: socket.socket) -> bytes:
    """Reads a response's head byte by byte, so as not to swallow what follows it."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = connection.recv(1)
        if not byte or len(head) > BUFFER_BYTES:
            break
        head += byte
    return head


def splice(one: socket.socket, other: socket.socket) -> None:
    """Copies bytes both ways until either end closes, then closes `other`."""
    peer = {one: other, other: one}
    try:
        while True:
            readable, _, _ = select.select(list(peer), [], [])
            for source in readable:
                data = source.recv(BUFFER_BYTES)
                if not data:
                    return
                peer[source].sendall(data)
    except OSError:
        return
    finally:
        other.close()
