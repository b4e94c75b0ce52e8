"""The Kubernetes API servers of k3s clusters on Hetzner's servers: where they are, and whom they let in.

An API server is reached at port 6443 of the private address of a load balancer whose targets are servers of a
k3s control plane, or of the public address of a server in the same network, which forwards it.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Iterator, Mapping

from local_cloud.hetzner.k3s import K3sConfiguration, K3sConfigurations, K3sServer, Read, k3s_server
from local_cloud.hetzner.load_balancers import show
from local_cloud.hetzner.project import Project
from local_cloud.id_tokens import IdTokens
from local_cloud.kubernetes.admission import Write
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.endpoints import CloudClusters, Endpoint
from local_cloud.kubernetes.identity import Identity
from local_cloud.kubernetes.unbacked import attend_unbacked
from local_cloud.kubernetes.values import Json
from local_cloud.kubernetes.writing import apply

DRIVER = "csi.hetzner.cloud"
K3S = Write("deploy@k3s")
Found = tuple[str, K3sServer]
"""What tells a cluster from all others, and the first server of its control plane."""


class K3sClusters:
    """The clusters of all projects."""

    def __init__(
        self, projects: Mapping[str, Project], lock: threading.RLock, tokens: IdTokens, read: Read
    ) -> None:
        self._projects = projects
        self._lock = lock
        self._tokens = tokens
        self._configurations = K3sConfigurations(read)
        self._servers: dict[int, K3sServer | None] = {}

    @property
    def clusters(self) -> CloudClusters:
        """As the API servers look for them."""
        return CloudClusters(self._at, self._is_alive)

    def _at(self, host: str, port: int) -> Endpoint | None:
        """The latest cluster at an address: private ones may be used by networks that don't meet."""
        with self._lock:
            found = [one for project in self._all() for one in self._reached(project, host, port)]
        if not found:
            return None
        identity, server = found[-1]
        configuration = self._configurations.of(server.bucket)
        return None if configuration is None else self._endpoint(identity, server, configuration)

    def _is_alive(self, identity: str) -> bool:
        with self._lock:
            return any(
                str(balancer["id"]) == identity and self._control_plane(project, balancer) is not None
                for project in self._all()
                for balancer in project.all("load_balancers")
            )

    def _all(self) -> Iterator[Project]:
        for project in list(self._projects.values()):
            project.actions.settle()
            yield project

    def _reached(self, project: Project, host: str, port: int) -> Iterator[Found]:
        for balancer in project.all("load_balancers"):
            if not any(service["listen_port"] == port for service in balancer["services"]):
                continue
            own = project.attachments_of(("load_balancer", int(balancer["id"])))
            is_here = any(one.ip == host and one.is_ready for one in own)
            is_forwarded = any(_is_gateway(project, one.network, host) for one in own)
            server = self._control_plane(project, balancer) if is_here or is_forwarded else None
            if server is not None:
                yield str(balancer["id"]), server

    def _control_plane(self, project: Project, balancer: Json) -> K3sServer | None:
        """The first running server of those that a load balancer leads to."""
        targets = show(project, balancer)["targets"]
        ids = [
            int(one["server"]["id"])
            for target in targets
            for one in target.get("targets", [target])
            if "server" in one
        ]
        for number in sorted(ids):
            if number not in self._servers:
                self._servers[number] = k3s_server(project.user_data.get(number, ""))
            server = self._servers[number]
            if server is not None and project.get("servers", number)["status"] == "running":
                return server
        return None

    def _endpoint(self, identity: str, server: K3sServer, configuration: K3sConfiguration) -> Endpoint:
        def attend(state: Cluster) -> None:
            attend_unbacked(state, DRIVER, "fsn1")
            with state.store.changed:
                for item in (*server.manifests, *configuration.manifests):
                    _deploy(state, item)

        return Endpoint(
            identity=identity,
            version=server.version,
            service_cidr=configuration.service_cidr,
            authority=server.authority,
            authenticate=lambda token: self._identity(configuration.api_server, token),
            attend=attend,
        )

    def _identity(self, flags: Mapping[str, str], token: str) -> Identity | None:
        """Whoever the API server's flags make of a token.

        https://kubernetes.io/docs/reference/access-authn-authz/authentication/#openid-connect-tokens
        """
        claims = self._tokens.claims_of(token)
        if claims is None:
            return None
        expected = (flags.get("oidc-issuer-url"), flags.get("oidc-client-id"))
        name = claims.get(flags.get("oidc-username-claim", "sub"))
        if (claims["iss"], claims["aud"]) != expected or not name:
            return None
        groups = claims.get(flags.get("oidc-groups-claim", ""), [])
        prefix = flags.get("oidc-groups-prefix", "")
        return Identity(
            f"{flags.get('oidc-username-prefix', '')}{name}",
            frozenset(f"{prefix}{group}" for group in groups),
        )


def _is_gateway(project: Project, network: int, host: str) -> bool:
    """Whether a public address belongs to a server that is in a network."""
    for address in project.all("primary_ips"):
        if address["ip"] == host and address["assignee_id"]:
            owner = ("server", int(address["assignee_id"]))
            return bool(project.attachments_of(owner, network))
    return False


def _deploy(cluster: Cluster, item: Json) -> None:
    """As k3s applies a manifest; kinds that come with its own controllers are not served here."""
    group, _, version = item["apiVersion"].rpartition("/")
    for kind in cluster.kinds:
        if kind.group == group and kind.kind == item["kind"] and version in kind.versions:
            metadata = item["metadata"]
            namespace = metadata.get("namespace", "default") if kind.is_namespaced else None
            wanted = copy.deepcopy(item)
            apply(cluster, kind, version, namespace, metadata["name"], wanted, K3S, is_forced=True)
