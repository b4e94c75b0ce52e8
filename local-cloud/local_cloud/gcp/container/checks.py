"""What GKE refuses of a cluster or a node pool before it makes one.

https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters
"""

from __future__ import annotations

import re

from local_cloud.gcp.call import Json
from local_cloud.gcp.callers import Caller
from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.keys import Keys
from local_cloud.gcp.projects import project_number
from local_cloud.gcp.regions import region_of, zones_of
from local_cloud.gcp.store import Store

MAXIMUM_NAME = 40
NAME = re.compile(r"[a-z](?:[-a-z0-9]*[a-z0-9])?")
GRANT_SECONDS = 2
"""How long GKE doesn't know of a grant on a key: a cluster that doesn't wait for it is refused every time."""
MACHINE_TYPE = re.compile(
    r"(?:a2|a3|a4|c2|c2d|c3|c3d|c4|c4a|c4d|e2|f1|g1|g2|h3|m1|m2|m3|m4|n1|n2|n2d|n4|n4a|n4d|t2a|t2d|z3)"
    r"-[a-z]+(?:-\d+)*(?:-[a-z]+)?"
)
HYPERDISK_ONLY = ("c4", "c4a", "c4d", "n4", "n4a", "n4d")
"""Machine series that take no persistent disk.
https://docs.cloud.google.com/compute/docs/machine-resource"""


def require_name(name: str, what: str) -> None:
    """Refuses a name that is too long or of the wrong form."""
    if len(name) > MAXIMUM_NAME or NAME.fullmatch(name) is None:
        raise GoogleError(
            400,
            f'Invalid value for field "{what}.name": "{name}". It must start with a letter, have only '
            f"[a-z0-9-], not end with a hyphen, and have at most {MAXIMUM_NAME} characters.",
        )


def require_locations(locations: list[str], location: str) -> None:
    """Refuses zones outside the cluster's region."""
    for zone in locations:
        if zone not in zones_of(region_of(location)):
            raise GoogleError(400, f'Location "{zone}" is not a zone of region "{region_of(location)}".')


def require_database_key(encryption: Json, project: str, region: str, keys: Keys) -> None:
    """Refuses encryption of the database with a key that GKE's agent may not use."""
    if encryption.get("state", "DECRYPTED") == "DECRYPTED":
        return
    _require_key(encryption.get("keyName", ""), "container-engine-robot", project, region, keys)


def require_pool(pool: Json, cluster: Json, project: str, store: Store, keys: Keys) -> None:
    """Refuses a pool that can't be made in the cluster."""
    config = pool.get("config", {})
    require_name(pool.get("name", ""), "node_pool")
    require_locations(pool.get("locations", []), cluster["location"])
    _require_machine(config)
    account = config.get("serviceAccount", "default")
    if (
        account != "default"
        and f"iam.googleapis.com/projects/{project}/serviceAccounts/{account}" not in store
    ):
        raise GoogleError(400, f'Service account "{account}" does not exist.')
    metadata = config.get("workloadMetadataConfig", {}).get("mode")
    if metadata == "GKE_METADATA" and not cluster.get("workloadIdentityConfig", {}).get("workloadPool"):
        raise GoogleError(400, "GKE_METADATA needs Workload Identity to be enabled on the cluster.")
    channel = cluster.get("releaseChannel", {}).get("channel", "UNSPECIFIED")
    is_upgraded = pool.get("management", {"autoUpgrade": True}).get("autoUpgrade")
    if channel != "UNSPECIFIED" and not is_upgraded:
        raise GoogleError(400, f"Auto_upgrade must be true when release_channel {channel} is set.")
    _require_scaling(pool.get("autoscaling", {}))
    key = config.get("bootDiskKmsKey")
    if key:
        _require_key(key, "compute-system", project, region_of(cluster["location"]), keys)


def _require_scaling(scaling: Json) -> None:
    least, most = scaling.get("minNodeCount", 0), scaling.get("maxNodeCount", 0)
    total_least, total_most = scaling.get("totalMinNodeCount", 0), scaling.get("totalMaxNodeCount", 0)
    if scaling.get("enabled") and (least > most or total_least > total_most or not (most or total_most)):
        raise GoogleError(400, "Autoscaling: the maximum must be above 0 and not below the minimum.")


def _require_machine(config: Json) -> None:
    machine = config.get("machineType", "e2-medium")
    if MACHINE_TYPE.fullmatch(machine) is None and not machine.startswith("custom-"):
        raise GoogleError(400, f'Machine type with name "{machine}" does not exist.')
    disk = config.get("diskType", "")
    if machine.split("-")[0] in HYPERDISK_ONLY and disk.startswith("pd-"):
        raise GoogleError(400, f"{disk} disk type cannot be used by {machine} machine type.")


def _require_key(key: str, domain: str, project: str, region: str, keys: Keys) -> None:
    agent = f"service-{project_number(project)}@{domain}.iam.gserviceaccount.com"
    try:
        keys.require_use(key, Caller(f"serviceAccount:{agent}"), region, GRANT_SECONDS)
    except GoogleError as error:
        raise GoogleError(400, error.message) from error
