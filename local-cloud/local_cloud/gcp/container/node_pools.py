"""A node pool as GKE makes and changes it.

https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools
"""

from __future__ import annotations

import hashlib

from local_cloud.gcp.call import Json
from local_cloud.gcp.compute.references import BASE
from local_cloud.gcp.container.networking import block_prefix
from local_cloud.gcp.container.versions import resolve
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.merging import merge
from local_cloud.gcp.store import add_defaults, fill, fingerprint

CONFIG: Json = {
    "diskSizeGb": 100,
    "diskType": "pd-balanced",
    "effectiveCgroupMode": "EFFECTIVE_CGROUP_MODE_V2",
    "imageType": "COS_CONTAINERD",
    "kubeletConfig": {"insecureKubeletReadonlyPortEnabled": False},
    "machineType": "e2-medium",
    "metadata": {"disable-legacy-endpoints": "true"},
    "oauthScopes": ["https://www.googleapis.com/auth/cloud-platform"],
    "serviceAccount": "default",
    "shieldedInstanceConfig": {"enableIntegrityMonitoring": True},
}
POOL: Json = {
    "autoscaling": {},
    "initialNodeCount": 0,
    "management": {"autoRepair": True, "autoUpgrade": True},
    "upgradeSettings": {"maxSurge": 1, "strategy": "SURGE"},
}
WRAPPED = {"labels": "labels", "taints": "taints", "tags": "tags", "resourceLabels": "labels"}
"""Fields of the node config that an update wraps once more."""
ADDRESSING = ("clusterId", "etag", "name", "nodePoolId", "projectId", "zone")
OF_THE_POOL = ("flexStart", "locations", "maxRunDuration", "queuedProvisioning", "upgradeSettings")


def complete_pool(pool: Json, cluster: Json, project: str) -> None:
    """Adds what GKE adds to a new pool."""
    cluster_name, name = cluster["name"], pool["name"]
    config = pool.setdefault("config", {})
    add_defaults(config, CONFIG)
    add_defaults(pool, POOL)
    model = "spot" if config.get("spot") else "on-demand"
    fill(config, {"resourceLabels": {"goog-gke-node-pool-provisioning-model": model}})
    fill(config, {"bootDisk": {"diskType": config["diskType"], "sizeGb": str(config["diskSizeGb"])}})
    fill(
        pool,
        {
            "locations": cluster["locations"],
            "maxPodsConstraint": cluster["defaultMaxPodsConstraint"],
            "networkConfig": {
                "enablePrivateNodes": bool(cluster["privateClusterConfig"].get("enablePrivateNodes")),
                "podIpv4CidrBlock": cluster["clusterIpv4Cidr"],
                "podIpv4RangeUtilization": 0.001,
                "podRange": cluster["ipAllocationPolicy"].get("clusterSecondaryRangeName", ""),
            },
            "selfLink": f"{cluster['selfLink']}/nodePools/{name}",
            "status": "PROVISIONING",
        },
    )
    pool["version"] = node_version(pool.get("version", "-"), cluster)
    surge = pool["upgradeSettings"]
    is_surge = surge.get("strategy", "SURGE") == "SURGE"
    if is_surge and not surge.get("maxSurge", 0) + surge.get("maxUnavailable", 0):
        raise GoogleError(400, "One of max_surge and max_unavailable must be above 0.")
    pool["podIpv4CidrSize"] = block_prefix(int(pool["maxPodsConstraint"]["maxPodsPerNode"]))
    mark = hashlib.sha256(f"{cluster['id']}{name}".encode()).hexdigest()[:8]
    group = f"gke-{cluster_name[:16]}-{name[:16]}-{mark}-grp"
    pool["instanceGroupUrls"] = [
        f"{BASE}projects/{project}/zones/{zone}/instanceGroupManagers/{group}" for zone in pool["locations"]
    ]
    pool["etag"] = fingerprint({**pool, "etag": ""})


def node_version(wanted: str, cluster: Json) -> str:
    """The version of new nodes: the control plane's, unless another one is asked for."""
    if wanted in ("", "-"):
        return str(cluster["currentMasterVersion"])
    return resolve(wanted, cluster["releaseChannel"].get("channel", "UNSPECIFIED"))


def update_pool(pool: Json, verb: str, body: Json, cluster: Json) -> None:
    """Changes a pool as a verb of the API says; no verb is `UpdateNodePool`."""
    match verb:
        case "setAutoscaling":
            pool["autoscaling"] = body.get("autoscaling", {})
        case "setManagement":
            pool["management"] = body.get("management", {})
        case "setSize":
            pool["initialNodeCount"] = body.get("nodeCount", 0)
        case "":
            for field, value in body.items():
                if field not in ADDRESSING:
                    _update_field(pool, field, value, cluster)
        case _:
            raise not_implemented(f"{verb} of a node pool")


def _update_field(pool: Json, field: str, value: object, cluster: Json) -> None:
    if field == "nodeVersion":
        pool["version"] = node_version(str(value), cluster)
    elif field in OF_THE_POOL:
        pool[field] = value
    elif field == "nodeNetworkConfig" and isinstance(value, dict):
        merge(pool["networkConfig"], value)
    elif field in WRAPPED and isinstance(value, dict):
        pool["config"][field] = value.get(WRAPPED[field], {})
    else:
        pool["config"][field] = value
        if field in ("diskSizeGb", "diskType"):
            pool["config"]["bootDisk"] |= {"sizeGb": str(value)} if field == "diskSizeGb" else {field: value}
