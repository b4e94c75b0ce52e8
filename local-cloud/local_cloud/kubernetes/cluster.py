"""One cluster: what it serves, and what is in it."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable

from local_cloud.kubernetes.built_in_kinds import built_in_kinds
from local_cloud.kubernetes.identity import Identity
from local_cloud.kubernetes.kinds import Kind, Kinds
from local_cloud.kubernetes.openapi.definitions import definitions_of
from local_cloud.kubernetes.services import ServiceAddresses
from local_cloud.kubernetes.store import Store


class Cluster:
    """The state behind an API server."""

    def __init__(self, version: str, authority: bytes, service_cidr: str) -> None:
        self.authority = authority
        """The certificate that clients verify the API server with, as PEM."""
        self.addresses = ServiceAddresses(service_cidr)
        self.store = Store()
        self.tokens: dict[str, Identity] = {}
        """The tokens that the API server gave to service accounts."""
        self.is_gone = False
        self.version = version
        self.definitions = definitions_of(_minor(version))
        self.kinds = Kinds(built_in_kinds(self.definitions))

    def upgrade(self, version: str) -> None:
        """Serves what another minor serves."""
        if version != self.version:
            self.version = version
            self.definitions = definitions_of(_minor(version))
            for kind in built_in_kinds(self.definitions):
                self.kinds.serve(kind)

    def kind(self, plural: str, group: str = "") -> Kind:
        """A built-in kind, by its name in paths."""
        return self.kinds[group, plural]

    @property
    def encoded_authority(self) -> str:
        """The certificate as Secrets have it."""
        return base64.b64encode(self.authority).decode()

    def later(self, seconds: float, action: Callable[[], None]) -> None:
        """Does something after a while, if the cluster is still there."""

        def act() -> None:
            with self.store.changed:
                if not self.is_gone:
                    action()

        timer = threading.Timer(seconds, act)
        timer.daemon = True
        timer.start()


def _minor(version: str) -> int:
    return int(version.removeprefix("v").split(".")[1])
