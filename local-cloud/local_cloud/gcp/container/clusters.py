"""A cluster as GKE makes it of what it was asked for, and what follows from its other fields.

https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters
"""

from __future__ import annotations

import hashlib
import ipaddress

from local_cloud.gcp.call import Json
from local_cloud.gcp.clock import timestamp
from local_cloud.gcp.container.networking import DEFAULT_PODS, Placement, block_prefix
from local_cloud.gcp.container.versions import resolve
from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.projects import project_number
from local_cloud.gcp.regions import region_of, zones_of
from local_cloud.gcp.store import add_defaults, fill, fingerprint, new_number
from local_cloud.kubernetes.authorities import Authorities

API = "https://container.googleapis.com/v1"

DEFAULTS: Json = {
    "addonsConfig": {
        "dnsCacheConfig": {"enabled": False},
        "gcePersistentDiskCsiDriverConfig": {"enabled": True},
        "gcsFuseCsiDriverConfig": {},
        "gkeBackupAgentConfig": {},
        "kubernetesDashboard": {"disabled": True},
        "networkPolicyConfig": {"disabled": True},
    },
    "autoscaling": {"autoscalingProfile": "BALANCED"},
    "binaryAuthorization": {},
    "databaseEncryption": {"state": "DECRYPTED"},
    "defaultMaxPodsConstraint": {"maxPodsPerNode": str(DEFAULT_PODS)},
    "enterpriseConfig": {"clusterTier": "STANDARD"},
    "legacyAbac": {},
    "loggingConfig": {"componentConfig": {"enableComponents": ["SYSTEM_COMPONENTS", "WORKLOADS"]}},
    "loggingService": "logging.googleapis.com/kubernetes",
    "masterAuthorizedNetworksConfig": {},
    "monitoringConfig": {
        "componentConfig": {"enableComponents": ["SYSTEM_COMPONENTS"]},
        "managedPrometheusConfig": {"enabled": True},
        "advancedDatapathObservabilityConfig": {},
    },
    "monitoringService": "monitoring.googleapis.com/kubernetes",
    "networkConfig": {
        "datapathProvider": "LEGACY_DATAPATH",
        "defaultSnatStatus": {},
        "serviceExternalIpsConfig": {},
    },
    "nodePoolDefaults": {
        "nodeConfigDefaults": {
            "loggingConfig": {"variantConfig": {"variant": "DEFAULT"}},
            "nodeKubeletConfig": {"insecureKubeletReadonlyPortEnabled": False},
        }
    },
    "notificationConfig": {"pubsub": {}},
    "rbacBindingConfig": {
        "enableInsecureBindingSystemAuthenticated": True,
        "enableInsecureBindingSystemUnauthenticated": True,
    },
    "releaseChannel": {"channel": "REGULAR"},
    "securityPostureConfig": {
        "mode": "BASIC",
        "vulnerabilityMode": "VULNERABILITY_MODE_UNSPECIFIED",
    },
    "shieldedNodes": {"enabled": True},
}


def complete_cluster(
    cluster: Json, project: str, location: str, placement: Placement, authorities: Authorities
) -> None:
    """Adds what GKE adds to a new cluster."""
    name, region = cluster["name"], region_of(location)
    digest = hashlib.sha256(f"{project}/{location}/{name}".encode()).hexdigest()
    channel = cluster.get("releaseChannel", {}).get("channel", "REGULAR")
    version = resolve(cluster.get("initialClusterVersion", ""), channel)
    private = cluster.setdefault("privateClusterConfig", {})
    endpoints = {
        "publicEndpoint": f"34.91.{int(digest[:2], 16)}.{1 + int(digest[2:4], 16) % 254}",
        "privateEndpoint": _private_endpoint(private, placement),
    }
    ranges = {"clusterIpv4Cidr": placement.pod_range, "servicesIpv4Cidr": placement.service_range}
    # The short names stand here, the full paths in networkConfig: the provider reads both.
    cluster |= {
        "network": placement.network.rpartition("/")[2],
        "subnetwork": placement.subnetwork.rpartition("/")[2],
        "initialClusterVersion": version,
        **ranges,
    }
    add_defaults(cluster, DEFAULTS)
    fill(
        cluster,
        {
            "selfLink": f"{API}/projects/{project}/locations/{location}/clusters/{name}",
            "id": hashlib.sha256(new_number(digest).encode()).hexdigest(),
            "zone": location,
            "location": location,
            "locations": zones_of(region)[:3] if location == region else [location],
            "status": "PROVISIONING",
            "createTime": timestamp(),
            "currentMasterVersion": version,
            "currentNodeVersion": version,
            "masterAuth": {"clientCertificateConfig": {}},
            "controlPlaneEndpointsConfig": {
                "dnsEndpointConfig": {
                    "endpoint": f"gke-{digest[:24]}-{project_number(project)}.{region}.gke.goog"
                },
                "ipEndpointsConfig": {"enabled": True, **endpoints},
            },
            "privateClusterConfig": endpoints,
        },
    )
    fill(
        cluster["ipAllocationPolicy"],
        {
            **ranges,
            "useIpAliases": True,
            "stackType": "IPV4",
            "clusterIpv4CidrBlock": placement.pod_range,
            "servicesIpv4CidrBlock": placement.service_range,
            "podCidrOverprovisionConfig": {},
        },
    )
    maximum_pods = int(cluster["defaultMaxPodsConstraint"]["maxPodsPerNode"])
    cluster["nodeIpv4CidrSize"] = block_prefix(maximum_pods)
    fill(
        cluster["networkConfig"],
        {
            "network": placement.network,
            "subnetwork": placement.subnetwork,
            "defaultEnablePrivateNodes": bool(private.get("enablePrivateNodes")),
        },
    )
    cluster["masterAuth"]["clusterCaCertificate"] = authorities.of(cluster["id"]).encoded


def settle_cluster(cluster: Json, project: str) -> None:
    """What follows from other fields: after every change.

    The provider sends endpoints and authorized networks in controlPlaneEndpointsConfig alone; GKE mirrors
    them into the older fields.
    """
    private, endpoints = (
        cluster["privateClusterConfig"],
        cluster["controlPlaneEndpointsConfig"]["ipEndpointsConfig"],
    )
    if "enablePublicEndpoint" in endpoints:
        private["enablePrivateEndpoint"] = not endpoints["enablePublicEndpoint"]
    if "globalAccess" in endpoints:
        private["masterGlobalAccessConfig"] = {"enabled": endpoints["globalAccess"]}
    if "authorizedNetworksConfig" in endpoints:
        cluster["masterAuthorizedNetworksConfig"] = endpoints["authorizedNetworksConfig"]
    cluster["endpoint"] = private[
        "privateEndpoint" if private.get("enablePrivateEndpoint") else "publicEndpoint"
    ]
    if cluster["databaseEncryption"].get("state", "DECRYPTED") != "DECRYPTED":
        cluster["databaseEncryption"]["currentState"] = "CURRENT_STATE_ENCRYPTED"
    cluster["labelFingerprint"] = fingerprint(cluster.get("resourceLabels", {}))
    _require_consistent(cluster, project)


def _require_consistent(cluster: Json, project: str) -> None:
    pool = cluster.get("workloadIdentityConfig", {}).get("workloadPool")
    if pool and pool != f"{project}.svc.id.goog":
        raise GoogleError(400, f'Workload pool "{pool}" is not "{project}.svc.id.goog".')
    is_dataplane_v2 = cluster["networkConfig"].get("datapathProvider") == "ADVANCED_DATAPATH"
    if is_dataplane_v2 and cluster.get("networkPolicy", {}).get("enabled"):
        raise GoogleError(
            400, "Enabling NetworkPolicy for clusters with DatapathProvider=ADVANCED_DATAPATH is not allowed."
        )
    for block in cluster["masterAuthorizedNetworksConfig"].get("cidrBlocks", []):
        try:
            ipaddress.IPv4Network(block["cidrBlock"])
        except ValueError as error:
            raise GoogleError(400, f"Invalid master authorized network: {error}") from error


def _private_endpoint(private: Json, placement: Placement) -> str:
    block = ipaddress.IPv4Network(private.get("masterIpv4CidrBlock") or placement.primary_range)
    return str(block[2])
