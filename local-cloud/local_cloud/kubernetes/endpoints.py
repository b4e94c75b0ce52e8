"""Where API servers are reached: the endpoints that the clouds' clusters have at the moment.

A cluster has an API server as long as its cloud has the cluster. The clouds are asked for each connection and
for each request: what was deleted there answers no more, and one that is made again is empty.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from local_cloud.certificates import CertificateAuthority
from local_cloud.faults.effects import HangUp
from local_cloud.kubernetes.api_server import ApiServer
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.errors import ApiError, unauthorized
from local_cloud.kubernetes.identity import Identity
from local_cloud.kubernetes.seeding import seed
from local_cloud.kubernetes.values import Json
from local_cloud.messages import Request, Response
from local_cloud.routes import InProcess, Route, Unreachable

BEARER = re.compile(r"Bearer\s+(\S+)", re.IGNORECASE)
CLUSTERS_ONLY = re.compile(
    r"[0-9A-F]{32}\.[a-z0-9]+\.[a-z0-9-]+\.eks\.amazonaws\.com|.+\.azmk8s\.io|.+\.gke\.goog"
    r"|(?!127\.)\d{1,3}(\.\d{1,3}){3}",
    re.IGNORECASE,
)
"""Names and addresses that nobody has but a cluster."""


def leave_alone(cluster: Cluster) -> None:
    """What a cloud does that has no controllers of its own in its clusters."""


@dataclass(frozen=True)
class Endpoint:
    """A cluster, as its cloud knows it."""

    identity: str
    """Of this very cluster: another one of the same name has another."""
    version: str
    """Its minor at least: `1.34`."""
    service_cidr: str
    authority: CertificateAuthority
    """Signs what the API server shows; the cluster's outputs carry its certificate."""
    authenticate: Callable[[str], Identity | None]
    """Who a token stands for; None for nobody."""
    storage_classes: tuple[Json, ...] = ()
    attend: Callable[[Cluster], None] = leave_alone
    """Starts the controllers that the cloud runs for its clusters."""


@dataclass(frozen=True)
class CloudClusters:
    """The clusters of a cloud."""

    at: Callable[[str, int], Endpoint | None]
    """The cluster at a host and port."""
    is_alive: Callable[[str], bool]
    """Whether a cluster is still there, by its identity."""


@dataclass
class _Running:
    """An API server, and whose it is."""

    server: ApiServer
    cloud: CloudClusters


@dataclass
class Endpoints:
    """The API servers of all clouds."""

    clouds: Iterable[CloudClusters]
    _running: dict[str, _Running] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def find(self, host: str, port: int) -> Route | None:
        """Who answers at a host and port, if it is one of a cluster's."""
        with self._lock:
            self._end_what_is_gone()
            for cloud in self.clouds:
                endpoint = cloud.at(host, port)
                if endpoint is not None:
                    self._start(cloud, endpoint)
                    return self._route(cloud, endpoint, host, port)
        if CLUSTERS_ONLY.fullmatch(host):
            return Unreachable("kubernetes", f"no cluster has its endpoint at {host}:{port}")
        return None

    def _end_what_is_gone(self) -> None:
        for identity, running in list(self._running.items()):
            if not running.cloud.is_alive(identity):
                running.server.cluster.is_gone = True
                del self._running[identity]

    def _start(self, cloud: CloudClusters, endpoint: Endpoint) -> ApiServer:
        running = self._running.get(endpoint.identity)
        if running is None:
            cluster = Cluster(endpoint.version, endpoint.authority.pem, endpoint.service_cidr)
            seed(cluster, endpoint.storage_classes)
            endpoint.attend(cluster)
            running = self._running[endpoint.identity] = _Running(ApiServer(cluster), cloud)
        running.server.cluster.upgrade(endpoint.version)
        return running.server

    def _route(self, cloud: CloudClusters, endpoint: Endpoint, host: str, port: int) -> InProcess:
        def answer(request: Request) -> Response:
            current = cloud.at(host, port)
            if current is None or current.identity != endpoint.identity:
                raise HangUp
            with self._lock:
                server = self._start(cloud, current)
            try:
                who = _caller(request, server.cluster, current)
            except ApiError as error:
                return error.response()
            request.notes["caller"] = who.name
            return server.answer(request, who)

        return InProcess("kubernetes", re.escape(host), answer, _refusal, endpoint.authority)


def _caller(request: Request, cluster: Cluster, endpoint: Endpoint) -> Identity:
    match = BEARER.fullmatch(request.headers.get("Authorization", ""))
    if match is None:
        raise unauthorized()
    who = cluster.tokens.get(match[1]) or endpoint.authenticate(match[1])
    if who is None:
        raise unauthorized()
    return who


def _refusal(request: Request, status: int, code: str | None) -> Response:
    """An error that a test asks for."""
    text = f"a fault of {request.host} that a test asked for"
    return ApiError(status, code or "InternalError", text).response()
