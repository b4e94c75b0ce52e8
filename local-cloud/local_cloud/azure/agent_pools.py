"""Microsoft.ContainerService: the agent pools of a managed cluster.

The API reference adds versions, power state, and defaults (a surge of 10 %, a spot pool's label and taint
among them). AKS refuses names that aren't 1 to 12 lower-case letters and digits, a System pool that is spot
or empty, a spot pool with a surge, changes of what a pool was made with, and to delete the last System pool
(https://learn.microsoft.com/azure/aks/use-system-pools, …/spot-node-pool, …/create-node-pools).
"""

from __future__ import annotations

import re

from local_cloud.azure.errors import AzureError
from local_cloud.azure.kubernetes_versions import check_offered, check_pool, check_upgrade, current
from local_cloud.azure.network_addresses import check_zones
from local_cloud.azure.resource_ids import parent_of
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import Resources

NAME = re.compile(r"[a-z][a-z0-9]{0,11}")
SPOT_LABEL = "kubernetes.azure.com/scalesetpriority"
DEFAULTS = {
    "osType": "Linux",
    "osSKU": "Ubuntu",
    "osDiskSizeGB": 128,
    "osDiskType": "Managed",
    "kubeletDiskType": "OS",
    "mode": "User",
    "count": 1,
    "maxPods": 250,
    "type": "VirtualMachineScaleSets",
    "scaleDownMode": "Delete",
    "nodeImageVersion": "AKSUbuntu-2204gen2containerd-202511.01.0",
}
FIXED = ("vmSize", "osDiskSizeGB", "osDiskType", "osType", "maxPods", "vnetSubnetID", "scaleSetPriority")
"""What a pool keeps as long as it lives."""


def invalid(parameter: str, details: str) -> AzureError:
    """How AKS refuses a value."""
    text = f"The value of parameter {parameter} is invalid. Error details: {details}"
    return AzureError(400, "InvalidParameter", f"{text} Please see https://aka.ms/aks-naming-rules.")


def fixed_properties(old: Json, new: Json, names: tuple[str, ...], where: str) -> None:
    """Refuses to change what was decided when the resource was made."""
    for name in names:
        before, after = old.get(name), new.get(name)
        if before is not None and after is not None and str(before).lower() != str(after).lower():
            text = f"Changing property '{where}.{name}' is not allowed."
            raise AzureError(400, "PropertyChangeNotAllowed", text)


def check_pool_profile(name: str, pool: Json) -> None:
    """What is wrong with a pool by itself."""
    if not NAME.fullmatch(name):
        raise invalid("agentPoolProfile.name", f"'{name}' is not 1 to 12 lower-case letters and digits.")
    check_zones(pool.get("availabilityZones") or [], name)
    is_system, is_spot = pool.get("mode") == "System", pool.get("scaleSetPriority") == "Spot"
    if is_system and is_spot:
        raise invalid("agentPoolProfile.scaleSetPriority", "A System pool can't be a spot pool.")
    if is_system and pool.get("osType") == "Windows":
        raise invalid("agentPoolProfile.osType", "A System pool must run Linux.")
    fewest = pool.get("minCount", 1) if pool.get("enableAutoScaling") else pool.get("count", 1)
    if is_system and fewest < 1:
        raise invalid("agentPoolProfile.count", "A System pool must have at least one node.")
    if pool.get("enableAutoScaling") and pool.get("minCount", 0) > pool.get("maxCount", 0):
        raise invalid("agentPoolProfile.minCount", "minCount is greater than maxCount.")
    if is_spot and (pool.get("upgradeSettings") or {}).get("maxSurge"):
        raise invalid("agentPoolProfile.upgrade.maxSurge", "Spot pools can't set max surge.")
    if not is_spot and pool.get("spotMaxPrice", -1) != -1:
        raise invalid("agentPoolProfile.spotMaxPrice", "Only a spot pool has a price.")


def complete_pool(resources: Resources, body: Json, old: Json | None) -> None:
    """A pool that is made or changed, alone or with its cluster."""
    pool, cluster = body["properties"], resources.get(parent_of(body["id"]))
    for name, value in DEFAULTS.items():
        if pool.get(name) is None:
            pool[name] = value
    check_pool_profile(body["name"], pool)
    before = old["properties"] if old else {}
    fixed_properties(before, pool, FIXED, "properties")
    control_plane = cluster["properties"]["currentKubernetesVersion"]
    version = pool.get("orchestratorVersion") or before.get("orchestratorVersion") or control_plane
    check_offered(version, "AgentPoolK8sVersionNotSupported")
    check_pool(control_plane, current(version))
    if before:
        check_upgrade(before["currentOrchestratorVersion"], current(version))
    pool["orchestratorVersion"] = version
    pool["currentOrchestratorVersion"] = current(version)
    pool["powerState"] = {"code": "Running"}
    _drop_groups_without_port(pool)
    if pool.get("enableAutoScaling"):
        pool["count"] = min(max(pool["count"], pool["minCount"]), pool["maxCount"])
    if pool.get("scaleSetPriority") == "Spot":
        _mark_as_spot(pool)
    else:
        pool.setdefault("upgradeSettings", {"maxSurge": "10%"})


def _drop_groups_without_port(pool: Json) -> None:
    """AKS leaves application security groups out without a word where no host port is allowed.

    https://learn.microsoft.com/azure/aks/use-node-public-ips
    """
    profile = pool.get("networkProfile") or {}
    if not profile.get("allowedHostPorts"):
        profile.pop("applicationSecurityGroups", None)


def _mark_as_spot(pool: Json) -> None:
    """What AKS puts on each node of a spot pool, asked or not."""
    pool["nodeLabels"] = {**(pool.get("nodeLabels") or {}), SPOT_LABEL: "spot"}
    taints = pool.get("nodeTaints") or []
    own = f"{SPOT_LABEL}=spot:NoSchedule"
    pool["nodeTaints"] = taints if own in taints else [*taints, own]
    pool.setdefault("scaleSetEvictionPolicy", "Delete")
    pool.setdefault("spotMaxPrice", -1)


def keep_a_system_pool(resources: Resources, body: Json) -> None:
    """A cluster always has one."""
    others = [
        pool
        for pool in resources.children(parent_of(body["id"]), "agentPools")
        if pool["id"] != body["id"] and pool["properties"]["mode"] == "System"
    ]
    if not others:
        raise AzureError(400, "MustDefineAtLeastOneSystemPool", "Must define at least one system pool.")
