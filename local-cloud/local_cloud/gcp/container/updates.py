"""Changes of a cluster: `UpdateCluster` with one `desired…` field for each, and verbs for the older ones.

https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/ClusterUpdate
"""

from __future__ import annotations

from typing import Any

from local_cloud.absence import given
from local_cloud.gcp.call import Json
from local_cloud.gcp.container.maintenance import complete_maintenance_policy
from local_cloud.gcp.container.node_pools import node_version
from local_cloud.gcp.container.versions import require_upgrade, resolve
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.merging import merge

MERGED = frozenset(
    {
        "addonsConfig",
        "controlPlaneEndpointsConfig",
        "loggingConfig",
        "monitoringConfig",
        "networkConfig",
        "privateClusterConfig",
        "rbacBindingConfig",
        "securityPostureConfig",
    }
)
"""Objects that keep what the update doesn't name."""
REPLACED = frozenset(
    {
        "anonymousAuthenticationConfig",
        "authenticatorGroupsConfig",
        "binaryAuthorization",
        "costManagementConfig",
        "databaseEncryption",
        "fleet",
        "identityServiceConfig",
        "locations",
        "loggingService",
        "meshCertificates",
        "monitoringService",
        "notificationConfig",
        "podAutoscaling",
        "releaseChannel",
        "resourceUsageExportConfig",
        "secretManagerConfig",
        "shieldedNodes",
        "userManagedKeysConfig",
        "verticalPodAutoscaling",
        "workloadIdentityConfig",
    }
)
OF_THE_NETWORK = frozenset(
    {
        "datapathProvider",
        "defaultSnatStatus",
        "disableL4LbFirewallReconciliation",
        "dnsConfig",
        "enableCiliumClusterwideNetworkPolicy",
        "enableFqdnNetworkPolicy",
        "enableMultiNetworking",
        "gatewayApiConfig",
        "inTransitEncryptionConfig",
        "networkPerformanceConfig",
        "serviceExternalIpsConfig",
    }
)
OF_NEW_POOLS = {
    "containerdConfig": "containerdConfig",
    "gcfsConfig": "gcfsConfig",
    "nodeKubeletConfig": "nodeKubeletConfig",
    "nodePoolLoggingConfig": "loggingConfig",
}
OF_AUTOMATIC_POOLS = {
    "nodePoolAutoConfigKubeletConfig": "nodeKubeletConfig",
    "nodePoolAutoConfigLinuxNodeConfig": "linuxNodeConfig",
    "nodePoolAutoConfigNetworkTags": "networkTags",
    "nodePoolAutoConfigResourceManagerTags": "resourceManagerTags",
}


def update_cluster(cluster: Json, pools: list[Json], update: Json) -> None:
    """Applies the fields of a `ClusterUpdate`."""
    pool = next((each for each in pools if each["name"] == update.get("desiredNodePoolId")), None)
    channel = (update.get("desiredReleaseChannel") or cluster["releaseChannel"]).get("channel", "UNSPECIFIED")
    for field, value in update.items():
        name = field.removeprefix("desired")
        name = name[0].lower() + name[1:]
        if name == "nodePoolAutoscaling" and pool is not None:
            pool["autoscaling"] = value
        elif name == "nodeVersion":
            for each in pools if pool is None else [pool]:
                each["version"] = node_version(value, cluster)
        elif name == "masterVersion":
            version = resolve(value, channel)
            require_upgrade(cluster["currentMasterVersion"], version)
            cluster["currentMasterVersion"] = version
        elif name == "locations":
            cluster["locations"] = value
            for each in pools:
                each["locations"] = value
        elif name != "nodePoolId":
            _set(cluster, name, value)


def set_by_verb(cluster: Json, verb: str, body: Json) -> None:
    """Applies one of the older calls."""
    match verb:
        case "setMaintenancePolicy":
            policy = given(body.get("maintenancePolicy") or {})
            complete_maintenance_policy(policy)
            cluster["maintenancePolicy"] = policy
        case "setResourceLabels":
            if body.get("labelFingerprint") != cluster["labelFingerprint"]:
                raise GoogleError(412, "Labels could not be set due to fingerprint mismatch.")
            cluster["resourceLabels"] = body.get("resourceLabels", {})
        case "setNetworkPolicy":
            cluster["networkPolicy"] = body.get("networkPolicy", {})
        case "setLegacyAbac":
            cluster["legacyAbac"] = {"enabled": True} if body.get("enabled") else {}
        case _:
            raise not_implemented(f"{verb} of a cluster")


def _set(cluster: Json, name: str, value: Any) -> None:
    if name in MERGED:
        merge(cluster.setdefault(name, {}), value)
    elif name in REPLACED:
        cluster[name] = value
    elif name in OF_THE_NETWORK:
        cluster["networkConfig"][name] = value
    elif name in OF_NEW_POOLS:
        cluster["nodePoolDefaults"]["nodeConfigDefaults"][OF_NEW_POOLS[name]] = value
    elif name in OF_AUTOMATIC_POOLS:
        cluster.setdefault("nodePoolAutoConfig", {})[OF_AUTOMATIC_POOLS[name]] = value
    elif name == "clusterAutoscaling":
        cluster["autoscaling"] = value
    elif name == "intraNodeVisibilityConfig":
        cluster["networkConfig"]["enableIntraNodeVisibility"] = value.get("enabled", False)
    elif name == "defaultEnablePrivateNodes":
        cluster["networkConfig"][name] = value
        cluster["privateClusterConfig"]["enablePrivateNodes"] = value
    elif name == "stackType":
        cluster["ipAllocationPolicy"]["stackType"] = value
    else:
        raise not_implemented(f"a change of {name} of a cluster")
