"""Kubernetes versions that AKS offers: of the right shape, but no copy of Azure's ever-changing list.

What AKS documents of upgrades: one minor after the other, never back, and no node pool newer than the
control plane or more than three minors behind it
(https://learn.microsoft.com/azure/aks/supported-kubernetes-versions).
"""

from __future__ import annotations

from local_cloud.azure.errors import AzureError
from local_cloud.azure.resource_type import Json

OFFERED = {"1.34": "1.34.2", "1.35": "1.35.1", "1.36": "1.36.0"}
"""The patch that stands for each minor."""
DEFAULT = "1.34"
OLDEST_POOL = 3


def current(version: str) -> str:
    """The patch that runs where a minor was asked for."""
    return OFFERED.get(version, version)


def minor_of(version: str) -> int:
    """34 of 1.34.2."""
    return int(version.split(".")[1])


def check_offered(version: str, code: str) -> None:
    """Refuses what isn't offered, a minor or a patch."""
    if version not in OFFERED and version not in OFFERED.values():
        text = f"Version {version} is not supported in this region. Please use [az aks get-versions] command "
        raise AzureError(400, code, f"{text}to get the supported version list in this region.")


def check_upgrade(old: str, new: str) -> None:
    """Refuses a way back, and one that skips a minor."""
    step = minor_of(new) - minor_of(old)
    if step < 0 or step > 1:
        text = f"Upgrading Kubernetes version {old} to {new} is not allowed. One minor after the other."
        raise AzureError(400, "OperationNotAllowed", text)


def check_pool(control_plane: str, pool: str) -> None:
    """Refuses a pool that doesn't go with its control plane."""
    behind = minor_of(control_plane) - minor_of(pool)
    if not 0 <= behind <= OLDEST_POOL:
        text = f"Node pool version {pool} and control plane version {control_plane} are incompatible."
        raise AzureError(400, "NodePoolMcVersionIncompatible", text)


def of_region() -> Json:
    """What `az aks get-versions` shows."""
    values = [
        {
            "version": minor,
            "isDefault": minor == DEFAULT,
            "capabilities": {"supportPlan": ["KubernetesOfficial", "AKSLongTermSupport"]},
            "patchVersions": {patch: {"upgrades": []}},
        }
        for minor, patch in OFFERED.items()
    ]
    return {"values": values}


def of_pools(control_plane: str) -> Json:
    """What a cluster's pools may run."""
    patches = [patch for minor, patch in OFFERED.items() if minor_of(minor) <= minor_of(control_plane)]
    return {"properties": {"agentPoolVersions": [{"kubernetesVersion": patch} for patch in patches]}}
