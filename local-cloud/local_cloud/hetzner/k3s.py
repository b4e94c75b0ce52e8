"""What a server of a k3s control plane makes of its user data and of its cluster's bucket.

A server's cloud-init files carry the authority, the release and the bucket's address; the bucket holds
`config/index`, and below `config/` the files that it lists: k3s' settings, and manifests that k3s applies.
https://docs.k3s.io/installation/configuration, https://docs.k3s.io/installation/packaged-components
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from local_cloud.certificates import CertificateAuthority

Json = dict[str, Any]
Read = Callable[[str], bytes | None]
"""Reads an address of Object Storage; None where nothing is."""
MANIFESTS = "/var/lib/rancher/k3s/server/manifests/"
SETTINGS = "/etc/rancher/k3s/config.yaml.d/10-cluster.yaml"
DEFAULT_SERVICE_CIDR = "10.43.0.0/16"


@dataclass(frozen=True)
class K3sServer:
    """A server of a control plane, as it is told at its first boot."""

    authority: CertificateAuthority
    version: str
    """Such as `1.35.1`."""
    bucket: str
    """The address of the cluster's bucket."""
    manifests: tuple[Json, ...]
    """Objects that come with the user data."""


def k3s_server(user_data: str) -> K3sServer | None:
    """What user data makes of a server; None for one that is no server of a control plane."""
    if not user_data.startswith("#cloud-config"):
        return None
    document = yaml.safe_load(user_data) or {}
    files = {one["path"]: one["content"] for one in document.get("write_files") or []}
    settings = dict(
        line.split("=", 1) for line in files.get("/etc/hera/node.env", "").splitlines() if "=" in line
    )
    certificate, key = files.get("/etc/hera/server-ca.crt"), files.get("/etc/hera/server-ca.key")
    if settings.get("K3S_ROLE") != "server" or not certificate or not key:
        return None
    return K3sServer(
        CertificateAuthority.of(certificate.encode(), key.encode()),
        settings["K3S_VERSION"].removeprefix("v").partition("+")[0],
        settings["BUCKET_URL"],
        tuple(_objects({path: text for path, text in files.items() if path.startswith(MANIFESTS)})),
    )


@dataclass(frozen=True)
class K3sConfiguration:
    """What the bucket says."""

    service_cidr: str
    api_server: Mapping[str, str]
    """The API server's flags."""
    manifests: tuple[Json, ...]


class K3sConfigurations:
    """The configurations in buckets.

    Every call of an API server needs one, and reading it takes a tenth of a second. An index is written last
    and holds the hashes of all files, so that what it lists is read once.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._known: dict[str, tuple[bytes, K3sConfiguration]] = {}

    def of(self, bucket: str) -> K3sConfiguration | None:
        """The configuration in a bucket; None while it isn't there."""
        index = self._read(f"{bucket}/config/index")
        if index is None:
            return None
        known = self._known.get(bucket)
        if known is None or known[0] != index:
            known = self._known[bucket] = (index, self._configuration(bucket, index))
        return known[1]

    def _configuration(self, bucket: str, index: bytes) -> K3sConfiguration:
        paths = [line.split(None, 1)[1] for line in index.decode().splitlines()]
        files = {f"/{path}": (self._read(f"{bucket}/config/{path}") or b"").decode() for path in paths}
        settings: Json = yaml.safe_load(files.get(SETTINGS, "")) or {}
        flags = dict(flag.split("=", 1) for flag in settings.get("kube-apiserver-arg") or [])
        manifests = {path: text for path, text in files.items() if path.startswith(MANIFESTS)}
        return K3sConfiguration(
            settings.get("service-cidr", DEFAULT_SERVICE_CIDR), flags, tuple(_objects(manifests))
        )


def _objects(files: Mapping[str, str]) -> Iterator[Json]:
    for path in sorted(files):
        for document in yaml.safe_load_all(files[path]):
            if isinstance(document, dict):
                yield document
