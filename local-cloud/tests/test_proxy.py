"""The proxy: which hosts it answers, which it tunnels, and that everything else stays here."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from local_cloud.certificates import CertificateAuthority
from local_cloud.messages import Request, Response
from local_cloud.proxy import Proxy
from local_cloud.request_log import RequestLog, loggable
from local_cloud.routes import InProcess, RouteTable, Tunnel, provider_hosts
from local_cloud.tunnel import connect_to_real_host
from tests.support import Cloud


class RealHost(BaseHTTPRequestHandler):
    """Stands for a host on the internet."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"the real host")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def authority() -> CertificateAuthority:
    return CertificateAuthority()


@pytest.fixture
def real_host(authority: CertificateAuthority) -> Iterator[int]:
    """The port of a TLS server with a certificate for providers.example."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), RealHost)
    server.socket = authority.context("providers.example").wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def echo(request: Request) -> Response:
    """A cloud that answers what it was asked."""
    text = f"{request.method} {request.scheme} {request.host} {request.target} {request.tls_version}"
    return Response(200, {"Content-Type": "text/plain"}, text.encode() + b" " + request.body)


@pytest.fixture
def proxy(authority: CertificateAuthority, real_host: int, tmp_path: Path) -> Iterator[Proxy]:
    def connect(_: str, __: int) -> socket.socket:
        return socket.create_connection(("127.0.0.1", real_host))

    routes = RouteTable(
        [
            InProcess("echo", r".*\.cloud\.example", echo),
            Tunnel("real", frozenset({"providers.example"}), connect),
        ]
    )
    server = Proxy(0, routes, authority, RequestLog(tmp_path / "log"))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def connection(proxy: Proxy, host: str, authority: CertificateAuthority) -> http.client.HTTPSConnection:
    context = ssl.create_default_context(cadata=authority.pem.decode())
    client = http.client.HTTPSConnection("127.0.0.1", proxy.port, context=context, timeout=5)
    client.set_tunnel(host, 443)
    return client


def test_answers_in_process_on_a_kept_connection(proxy: Proxy, authority: CertificateAuthority) -> None:
    client = connection(proxy, "a.cloud.example", authority)
    for number in range(3):
        client.request("PUT", f"/x%2Fy?n={number}", body=b"body")
        assert client.getresponse().read() == f"PUT https a.cloud.example /x%2Fy?n={number} 1.3 body".encode()


def test_reads_a_chunked_body(proxy: Proxy, authority: CertificateAuthority) -> None:
    client = connection(proxy, "a.cloud.example", authority)
    client.request("POST", "/", body=iter([b"one ", b"two"]), encode_chunked=True)
    assert client.getresponse().read().endswith(b"1.3 one two")


def test_head_has_a_length_and_no_body(proxy: Proxy, authority: CertificateAuthority) -> None:
    client = connection(proxy, "a.cloud.example", authority)
    client.request("HEAD", "/")
    response = client.getresponse()
    assert int(response.headers["Content-Length"]) > 0
    assert response.read() == b""
    client.request("GET", "/")
    assert client.getresponse().status == 200


def test_plain_http_goes_to_the_same_cloud(proxy: Proxy) -> None:
    client = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=5)
    client.request("GET", "http://A.cloud.example/p?q=1")
    assert client.getresponse().read() == b"GET http a.cloud.example /p?q=1 None "


def test_tunnels_an_allowed_host_end_to_end(proxy: Proxy, authority: CertificateAuthority) -> None:
    client = connection(proxy, "providers.example", authority)
    client.request("GET", "/")
    assert client.getresponse().read() == b"the real host"


def test_an_unreachable_allowed_host_is_a_502(authority: CertificateAuthority, tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    routes = RouteTable([provider_hosts(["127.0.0.1"])])
    server = Proxy(0, routes, authority, RequestLog(tmp_path / "log"))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    client = http.client.HTTPSConnection("127.0.0.1", server.port, timeout=5)
    client.set_tunnel("127.0.0.1", port)
    with pytest.raises(OSError, match="502"):
        client.request("GET", "/")
    server.shutdown()
    server.server_close()


def test_chains_through_the_upstream_proxy(
    proxy: Proxy, monkeypatch: pytest.MonkeyPatch, authority: CertificateAuthority
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:pass@127.0.0.1:{proxy.port}")
    monkeypatch.setenv("https_proxy", f"http://user:pass@127.0.0.1:{proxy.port}")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    upstream = connect_to_real_host("providers.example", 443)
    context = ssl.create_default_context(cadata=authority.pem.decode())
    with context.wrap_socket(upstream, server_hostname="providers.example") as secured:
        secured.sendall(b"GET / HTTP/1.0\r\n\r\n")
        answer = b""
        while data := secured.recv(4096):
            answer += data
    assert answer.endswith(b"the real host")


@pytest.mark.parametrize("url", ["https://api.vultr.com/x", "http://example.com/x", "https://evil.com"])
def test_any_other_host_is_a_404_that_names_it(cloud: Cloud, url: str) -> None:
    status, body = cloud.request("GET", url)
    assert status == 404
    assert url.split("/")[2].encode() in body
    assert b"--allow-host" in body


@pytest.mark.parametrize("host", ["amazonaws.com.evil.com", "evilamazonaws.com"])
def test_hosts_that_only_look_like_a_cloud_are_not_one(cloud: Cloud, host: str) -> None:
    assert cloud.request("GET", f"https://{host}/")[0] == 404
    assert cloud.log()[-1]["route"] == "none"


def test_plain_http_to_a_provider_host_is_refused(cloud: Cloud) -> None:
    status, body = cloud.request("GET", "http://registry.terraform.io/")
    assert (status, b"https only" in body) == (404, True)


def test_provider_hosts_are_the_known_ones_and_the_allowed_ones() -> None:
    routes = RouteTable([provider_hosts(["Mirror.Example"])])
    for host in ("registry.terraform.io", "registry.opentofu.org", "github.com", "mirror.example"):
        assert isinstance(routes.find(host, 443), Tunnel)
    assert isinstance(routes.find("api.github.com", 443), InProcess)


def test_log_has_no_credentials(cloud: Cloud) -> None:
    url = cloud.client("s3").generate_presigned_url("get_object", Params={"Bucket": "b", "Key": "k"})
    cloud.request("GET", url)
    line = cloud.log()[-1]
    assert line["action"] == "s3:GetObject"
    assert "X-Amz-Signature=x" in line["path"]
    assert {"time", "host", "method", "path", "status", "ms"} <= set(line)
    assert loggable("/a?b=c") == "/a?b=c"


def test_a_dual_stack_name_is_the_same_service(cloud: Cloud) -> None:
    status, body = cloud.request(
        "GET", "https://sts.eu-central-1.api.aws/?Action=GetCallerIdentity&Version=2011-06-15"
    )
    assert (status, b"<Account>123456789012</Account>" in body) == (200, True)
