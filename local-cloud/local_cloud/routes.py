"""The route table: which cloud answers a host name.

A host is either answered in process (its TLS ends in the proxy) or tunnelled byte by byte to the real
host. A host that is in no route is answered with 404, in process, so that nothing can reach a real account by
accident. The CONNECT itself is not refused, because some clients (azurerm) retry a refused CONNECT for
minutes, and give up on a 404 at once. Only a cluster's endpoint without its cluster is refused: to clients of
Kubernetes, a 404 would mean that an object is gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from local_cloud.certificates import CertificateAuthority
from local_cloud.messages import Answer, Request, Response, plain_text, refused
from local_cloud.tunnel import Connect, connect_to_real_host

PROVIDER_HOSTS = (
    "registry.terraform.io",
    "releases.hashicorp.com",
    "github.com",
    "objects.githubusercontent.com",
    "release-assets.githubusercontent.com",
    "registry.opentofu.org",
)
"""Hosts that serve providers and modules to `terraform init`: the only real ones that are let through."""


Refusal = Callable[[Request, int, str | None], Response]
"""How a cloud words an error of a status, with a code of its own or the usual one."""


@dataclass(frozen=True)
class InProcess:
    """Hosts whose TLS ends in the proxy and that a cloud answers."""

    name: str
    hosts: str
    """A regular expression that has to match the whole host name."""
    answer: Answer
    refusal: Refusal = refused
    authority: CertificateAuthority | None = None
    """Who signs the hosts' certificates, if it isn't the authority of the run."""

    def matches(self, host: str) -> bool:
        """Whether this route is for `host`."""
        return re.fullmatch(self.hosts, host) is not None


@dataclass(frozen=True)
class Exchange:
    """A request and who answers it."""

    request: Request
    route: InProcess

    def carry_out(self) -> Response:
        """What the cloud answers."""
        return self.route.answer(self.request)

    def refusal(self, status: int, code: str | None = None) -> Response:
        """What the cloud would answer if it were in trouble."""
        return self.route.refusal(self.request, status, code)


@dataclass(frozen=True)
class Tunnel:
    """Hosts that the client reaches itself, end to end, through the proxy."""

    name: str
    hosts: frozenset[str]
    connect: Connect = connect_to_real_host

    def matches(self, host: str) -> bool:
        """Whether this route is for `host`."""
        return host in self.hosts


@dataclass(frozen=True)
class Unreachable:
    """A host that is no one's at the moment: a connection to it fails, as one to a dead host does."""

    name: str
    reason: str


Route = InProcess | Tunnel | Unreachable
Find = Callable[[str, int], Route | None]
"""Finds the route of a host and port among those that come and go."""


def not_routed(request: Request) -> Response:
    """Answers for a host that no cloud answers."""
    return plain_text(
        404,
        f"local cloud: no cloud answers {request.host} here, and it is not let through. "
        "If it serves providers or modules, start the local cloud with "
        f"--allow-host {request.host}.",
    )


NOT_ROUTED = InProcess("none", ".*", not_routed)


class RouteTable:
    """What comes and goes first, then the routes in order; the first that matches wins."""

    def __init__(self, routes: Iterable[InProcess | Tunnel], find: Find | None = None) -> None:
        self._routes = tuple(routes)
        self._find = find

    def find(self, host: str, port: int) -> Route:
        """The route of `host`; NOT_ROUTED if there is none."""
        found = self._find(host, port) if self._find is not None else None
        if found is not None:
            return found
        for route in self._routes:
            if route.matches(host):
                return route
        return NOT_ROUTED


def provider_hosts(extra: Iterable[str] = ()) -> Tunnel:
    """The tunnel to the hosts that serve providers, and to those that the user allows in addition."""
    return Tunnel("providers", frozenset(PROVIDER_HOSTS) | {host.lower() for host in extra})
