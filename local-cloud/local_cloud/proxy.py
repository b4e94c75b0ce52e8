"""The proxy: ends TLS for the clouds' host names and hands each request to the cloud of its host."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from local_cloud.bodies import BadBody, read_body
from local_cloud.certificates import CertificateAuthority
from local_cloud.faults.effects import MIDDLE, HangUp
from local_cloud.faults.rules import Rule, Rules
from local_cloud.messages import Request, Response, plain_text
from local_cloud.request_log import RequestLog, loggable
from local_cloud.routes import Exchange, InProcess, Route, RouteTable, Tunnel, Unreachable
from local_cloud.tunnel import TunnelError, splice

LOOPBACK = "127.0.0.1"
HTTP_PORT, HTTPS_PORT = 80, 443
HANDSHAKE_TIMEOUT_SECONDS = 30
NOT_FORWARDED = {"connection", "content-length", "keep-alive", "status", "transfer-encoding"}
"""Headers about the connection between proxy and client: they are the proxy's to set. (`status` is no HTTP
header at all; moto leaves it behind.)"""


class Proxy(ThreadingHTTPServer):
    """Listens on loopback; a thread for each connection."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self, port: int, routes: RouteTable, authority: CertificateAuthority, log: RequestLog
    ) -> None:
        self.routes = routes
        self.authority = authority
        self.log = log
        self.faults = Rules()
        super().__init__((LOOPBACK, port), ProxyConnection)

    @property
    def port(self) -> int:
        """The port that it really listens on."""
        return int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up in the middle is no news; anything else is a bug that must show."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError, ssl.SSLError)):
            super().handle_error(request, client_address)


class ProxyConnection(BaseHTTPRequestHandler):
    """One connection of a client: plain proxy requests, or one CONNECT and what follows it."""

    server: Proxy
    protocol_version = "HTTP/1.1"
    # Without this each call on a kept-alive connection waits 40 ms for a delayed ACK.
    disable_nagle_algorithm = True
    server_version = "hera-local-cloud"
    sys_version = ""

    connected_host: str | None = None
    """The host of the CONNECT, once there was one."""
    connected_route: InProcess | None = None

    def do_CONNECT(self) -> None:
        """Opens a tunnel to a real host, or ends TLS here and goes on reading requests."""
        started = time.monotonic()
        host, _, port = self.path.rpartition(":")
        host = host.strip("[]").lower()
        route = self.server.routes.find(host, int(port or HTTPS_PORT))
        if isinstance(route, Tunnel):
            self._tunnel(route, host, int(port or HTTPS_PORT), started)
            return
        if isinstance(route, Unreachable):
            self._refuse_connect(host, route.reason, started)
            return
        self._accept_connect()
        if not self._end_tls(host, route.authority or self.server.authority, started):
            return
        self.connected_host, self.connected_route = host, route
        # Python's http.client sends CONNECT as HTTP/1.0, which would close the connection here.
        self.close_connection = False

    def _accept_connect(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 Connection Established\r\n\r\n")

    def _refuse_connect(self, host: str, reason: str, started: float) -> None:
        self.close_connection = True
        self.server.log.write(started, host=host, method="CONNECT", status=502, error=reason)
        self._send(plain_text(502, f"local cloud: {reason}"))

    def _end_tls(self, host: str, authority: CertificateAuthority, started: float) -> bool:
        """Wraps the connection; False if the client doesn't agree on TLS (it trusts another authority)."""
        try:
            self.connection.settimeout(HANDSHAKE_TIMEOUT_SECONDS)
            secured = authority.context(host).wrap_socket(self.connection, server_side=True)
            secured.settimeout(None)
        except (ssl.SSLError, OSError) as error:
            self.server.log.write(started, host=host, method="CONNECT", error=f"TLS: {error}")
            self.close_connection = True
            return False
        self.connection = secured
        self.rfile = secured.makefile("rb")
        self.wfile = secured.makefile("wb", 0)  # type: ignore[assignment]
        return True

    def _tunnel(self, route: Tunnel, host: str, port: int, started: float) -> None:
        self.close_connection = True
        try:
            upstream = route.connect(host, port)
        except TunnelError as error:
            self._refuse_connect(host, str(error), started)
            return
        self._accept_connect()
        splice(self.connection, upstream)
        self.server.log.write(started, host=host, method="CONNECT", status=200, route=route.name)

    def _serve(self) -> None:
        """Reads one request, asks the cloud of its host, and answers, unless a fault has it hang up."""
        started = time.monotonic()
        request, route = self._request()
        fault = self.server.faults.take(request)
        try:
            if fault is not None:
                request.notes["fault"] = fault.name
                fault.effect.before_body(self.rfile, self.headers)
            request.body = read_body(self.rfile, self.headers)
            response = self._answer(route, request, fault)
        except BadBody as error:
            self.close_connection = True
            self._send(plain_text(400, f"local cloud: {error}"))
            return
        except HangUp as cut:
            self.close_connection = True
            self._log(started, request, route, None)
            if cut.response is not None:
                self._send(cut.response, MIDDLE)
            return
        # Before the answer: who has one finds its line in the log.
        self._log(started, request, route, response.status)
        self._send(response)

    def _log(self, started: float, request: Request, route: Route, status: int | None) -> None:
        self.server.log.write(
            started,
            host=request.host,
            method=request.method,
            scheme=request.scheme,
            path=loggable(request.target),
            status=status,
            route=route.name,
            **request.notes,
        )

    def _request(self) -> tuple[Request, Route]:
        """What the client asks for, its body not yet read, and which route answers it."""
        if self.connected_host is not None and self.connected_route is not None:
            version = self.connection.version() if isinstance(self.connection, ssl.SSLSocket) else None
            request = Request(
                method=self.command,
                scheme="https",
                host=self.connected_host,
                target=self.path,
                headers=self.headers,
                body=b"",
                tls_version=version.removeprefix("TLSv") if version else None,
                client_address=str(self.client_address[0]),
            )
            return request, self.connected_route
        url = urlsplit(self.path)
        host = (url.hostname or "").lower()
        target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        request = Request(
            method=self.command,
            scheme="http",
            host=host,
            target=target,
            headers=self.headers,
            body=b"",
            client_address=str(self.client_address[0]),
        )
        return request, self.server.routes.find(host, url.port or HTTP_PORT)

    def _answer(self, route: Route, request: Request, fault: Rule | None) -> Response:
        if not request.host:
            return plain_text(404, "local cloud: this is a proxy; set HTTPS_PROXY and HTTP_PROXY to it.")
        if isinstance(route, Tunnel):
            return plain_text(404, f"local cloud: {request.host} is let through over https only.")
        if isinstance(route, Unreachable):
            return plain_text(502, f"local cloud: {route.reason}")
        exchange = Exchange(request, route)
        return exchange.carry_out() if fault is None else fault.effect.answer(exchange, fault.removed)

    def _send(self, response: Response, share: float = 1) -> None:
        """Sends a response, of whose body only a share gets out where the connection is to break."""
        self.send_response_only(response.status)
        for name, value in response.headers.items():
            if name.lower() not in NOT_FORWARDED:
                self.send_header(name, value)
        if response.stream is not None:
            self._send_pieces(response.stream)
            return
        has_no_body = self.command == "HEAD" or response.status in (204, 304)
        if self.command == "HEAD":
            # The length that a GET would have: clients read an object's size from it.
            self.send_header("Content-Length", _header(response, "content-length") or str(len(response.body)))
        elif not has_no_body:
            self.send_header("Content-Length", str(len(response.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if not has_no_body:
            self.wfile.write(response.body[: int(len(response.body) * share)])

    def _send_pieces(self, pieces: Iterator[bytes]) -> None:
        """Sends what comes, until it ends or nobody listens any more."""
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in pieces:
            if piece:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            elif select.select([self.connection], [], [], 0)[0]:
                break  # it sends something, which can only be its farewell
        self.close_connection = True
        self.wfile.write(b"0\r\n\r\n")

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _serve

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on stderr for each request: there is the request log."""

    def finish(self) -> None:
        """Closes TLS politely, so that clients don't see a truncated connection."""
        super().finish()
        if isinstance(self.connection, ssl.SSLSocket):
            with contextlib.suppress(OSError):  # the client may have been first
                self.connection.shutdown(socket.SHUT_RDWR)
            self.connection.close()


def _header(response: Response, wanted: str) -> str | None:
    return next((value for name, value in response.headers.items() if name.lower() == wanted), None)
