"""Kubernetes versions and the add-on versions that go with them.

The add-on versions are of the right shape and order, but no copy of AWS' ever-changing list.
"""

from __future__ import annotations

from dataclasses import dataclass

SUPPORTED = ("1.31", "1.32", "1.33", "1.34", "1.35")
DEFAULT = "1.33"
PLATFORM_VERSIONS = {"1.31": "eks.40", "1.32": "eks.33", "1.33": "eks.20", "1.34": "eks.8", "1.35": "eks.2"}
NODE_RELEASES = {
    "1.31": "1.31.13-20251120",
    "1.32": "1.32.9-20251120",
    "1.33": "1.33.5-20251120",
    "1.34": "1.34.2-20251120",
    "1.35": "1.35.1-20260520",
}
"""What a node group's AMI release is called, unless the request names one."""


@dataclass(frozen=True)
class KnownAddon:
    """An add-on in the catalogue of EKS."""

    kind: str
    versions: tuple[str, ...]
    """Newest first; the second one is the default, as AWS' default usually lags behind."""
    namespace: str = "kube-system"

    def default(self) -> str:
        """The version that EKS installs unless asked for another."""
        return self.versions[min(1, len(self.versions) - 1)]


def known_addon(name: str, kubernetes: str) -> KnownAddon | None:
    """The catalogue entry of an add-on for a Kubernetes version, or None."""
    if name == "kube-proxy":  # the only one whose version is the cluster's
        patch = NODE_RELEASES.get(kubernetes, f"{kubernetes}.0-").split("-")[0]
        return KnownAddon("networking", (f"v{patch}-eksbuild.2", f"v{kubernetes}.0-eksbuild.2"))
    return CATALOGUE.get(name)


CATALOGUE = {
    "vpc-cni": KnownAddon("networking", ("v1.20.4-eksbuild.1", "v1.20.1-eksbuild.1", "v1.19.6-eksbuild.7")),
    "coredns": KnownAddon("networking", ("v1.12.4-eksbuild.1", "v1.12.1-eksbuild.2", "v1.11.4-eksbuild.2")),
    "eks-pod-identity-agent": KnownAddon("security", ("v1.3.9-eksbuild.5", "v1.3.8-eksbuild.2")),
    "aws-ebs-csi-driver": KnownAddon("storage", ("v1.52.1-eksbuild.1", "v1.48.0-eksbuild.1")),
    "aws-efs-csi-driver": KnownAddon("storage", ("v2.1.14-eksbuild.1", "v2.1.11-eksbuild.1")),
    "aws-mountpoint-s3-csi-driver": KnownAddon("storage", ("v2.2.0-eksbuild.1", "v2.0.0-eksbuild.1")),
    "snapshot-controller": KnownAddon("storage", ("v8.3.0-eksbuild.1", "v8.2.0-eksbuild.1")),
    "metrics-server": KnownAddon("observability", ("v0.8.0-eksbuild.3", "v0.8.0-eksbuild.2")),
    "eks-node-monitoring-agent": KnownAddon("observability", ("v1.4.1-eksbuild.1", "v1.4.0-eksbuild.2")),
    "amazon-cloudwatch-observability": KnownAddon(
        "observability", ("v4.6.0-eksbuild.1", "v4.4.0-eksbuild.1"), "amazon-cloudwatch"
    ),
    "kube-state-metrics": KnownAddon(
        "observability", ("v2.17.0-eksbuild.4", "v2.16.0-eksbuild.1"), "kube-state-metrics"
    ),
    "external-dns": KnownAddon("networking", ("v0.19.0-eksbuild.2", "v0.18.0-eksbuild.1"), "external-dns"),
    "cert-manager": KnownAddon("security", ("v1.19.1-eksbuild.1", "v1.18.2-eksbuild.2"), "cert-manager"),
}


def minor(version: str) -> int:
    """33 of 1.33."""
    return int(version.split(".")[1])
