"""The certificate authorities of clusters, for clouds that keep their resources as plain JSON."""

from __future__ import annotations

from local_cloud.certificates import CertificateAuthority

COMMON_NAME = "kubernetes"


class Authorities:
    """One for each cluster, made when it is first asked for."""

    def __init__(self) -> None:
        self._by_cluster: dict[str, CertificateAuthority] = {}

    def of(self, cluster: str) -> CertificateAuthority:
        """That of a cluster, by whatever tells it from all others."""
        if cluster not in self._by_cluster:
            self._by_cluster[cluster] = CertificateAuthority(COMMON_NAME)
        return self._by_cluster[cluster]

    def forget(self, cluster: str) -> None:
        """The cluster is gone: another one of its name gets another authority."""
        self._by_cluster.pop(cluster, None)
