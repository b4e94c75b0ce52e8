"""Microsoft.ContainerService: managed clusters and their maintenance configurations.

The API reference adds names, versions, the OIDC issuer and the node resource group. AKS makes that group,
in it the identity of the nodes and of each add-on, and a private cluster's record in its DNS zone; all of
them go with the cluster. Names of the cluster's own network can't be changed (`PropertyChangeNotAllowed`).
"""

from __future__ import annotations

from local_cloud.azure.agent_pools import complete_pool, fixed_properties, invalid, keep_a_system_pool
from local_cloud.azure.errors import AzureError
from local_cloud.azure.kubernetes_versions import DEFAULT, check_offered, check_upgrade, current
from local_cloud.azure.resource_ids import guid_of, name_of, subscription_of
from local_cloud.azure.resource_type import InlineChildren, Json, ResourceType
from local_cloud.azure.resources import Resources

CLUSTERS = "microsoft.containerservice/managedclusters"
POOLS = f"{CLUSTERS}/agentpools"
MAINTENANCE = ("default", "aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule")
NETWORK_DEFAULTS = {
    "networkPlugin": "azure",
    "loadBalancerSku": "standard",
    "serviceCidr": "10.0.0.0/16",
    "dnsServiceIP": "10.0.0.10",
    "outboundType": "loadBalancer",
    "ipFamilies": ["IPv4"],
}
FIXED = ("dnsPrefix", "fqdnSubdomain", "nodeResourceGroup", "diskEncryptionSetID")
FIXED_NETWORK = ("networkPlugin", "serviceCidr", "dnsServiceIP", "loadBalancerSku")
ADDONS_WITH_IDENTITY = ("azureKeyvaultSecretsProvider", "azurepolicy", "omsagent")


def _cluster(resources: Resources, body: Json, old: Json | None) -> None:
    properties = body["properties"]
    before = old["properties"] if old else {}
    fixed_properties(before, properties, FIXED, "properties")
    _versions(properties, before)
    _pools(resources, body, old)
    _network(properties, before)
    own_name = properties.get("dnsPrefix") or properties.get("fqdnSubdomain") or body["name"]
    _names(body, own_name)
    group = f"MC_{body['id'].split('/')[4]}_{body['name']}_{body['location']}"
    properties["nodeResourceGroup"] = properties.get("nodeResourceGroup") or group
    properties.setdefault("maxAgentPools", 100)
    properties["powerState"] = {"code": "Running"}
    issuer = properties.setdefault("oidcIssuerProfile", {"enabled": False})
    if (before.get("oidcIssuerProfile") or {}).get("enabled") and not issuer.get("enabled"):
        raise AzureError(400, "OIDCIssuerFeatureCannotBeDisabled", "OIDC issuer feature cannot be disabled.")
    tenant = guid_of(subscription_of(body["id"]), "tenant")
    if issuer.get("enabled"):
        place = f"https://{body['location']}.oic.prod-aks.azure.com"
        issuer["issuerURL"] = f"{place}/{tenant}/{guid_of(body['id'], 'issuer')}/"
    if properties.get("aadProfile"):
        properties["aadProfile"].setdefault("tenantID", tenant)
    _node_group(resources, body)
    _private_record(resources, body)


def _versions(properties: Json, before: Json) -> None:
    version = properties.get("kubernetesVersion") or before.get("kubernetesVersion") or DEFAULT
    check_offered(version, "K8sVersionNotSupported")
    if before:
        check_upgrade(before["currentKubernetesVersion"], current(version))
    properties["kubernetesVersion"] = version
    properties["currentKubernetesVersion"] = current(version)


def _pools(resources: Resources, body: Json, old: Json | None) -> None:
    """A System pool among those that are sent and those that are there."""
    sent = body["properties"].get("agentPoolProfiles") or []
    kept = [pool["properties"] for pool in resources.children(body["id"], "agentPools")] if old else []
    if not any(pool.get("mode") == "System" for pool in [*sent, *kept]):
        raise AzureError(400, "MustDefineAtLeastOneSystemPool", "Must define at least one system pool.")


def _network(properties: Json, before: Json) -> None:
    network = properties.setdefault("networkProfile", {})
    fixed_properties(before.get("networkProfile") or {}, network, FIXED_NETWORK, "properties.networkProfile")
    for name, value in NETWORK_DEFAULTS.items():
        network.setdefault(name, value)
    if network.get("networkPluginMode") == "overlay" or network["networkPlugin"] == "kubenet":
        network.setdefault("podCidr", "10.244.0.0/16")
    for single, several in (("podCidr", "podCidrs"), ("serviceCidr", "serviceCidrs")):
        if network.get(single) and not network.get(several):
            network[several] = [network[single]]
    if network["outboundType"] == "loadBalancer":
        profile = {"managedOutboundIPs": {"count": 1}, "backendPoolType": "nodeIPConfiguration"}
        network.setdefault("loadBalancerProfile", profile)


def _names(body: Json, own_name: str) -> None:
    properties, location = body["properties"], body["location"]
    unique = guid_of(body["id"])[:8]
    access = properties.setdefault("apiServerAccessProfile", {})
    properties["azurePortalFQDN"] = f"{own_name}-{unique}.portal.hcp.{location}.azmk8s.io"
    if access.get("enablePrivateCluster"):
        zone = access.setdefault("privateDNSZone", "system")
        kind = "private" if access.get("enableVnetIntegration") else "privatelink"
        own_zone = f"{guid_of(body['id'], 'zone')}.{kind}.{location}.azmk8s.io"
        host = own_name if properties.get("fqdnSubdomain") else f"{own_name}-{unique}"
        properties["privateFQDN"] = f"{host}.{name_of(zone) if '/' in zone else own_zone}"
    if not access.get("enablePrivateCluster") or access.get("enablePrivateClusterPublicFQDN"):
        properties["fqdn"] = f"{own_name}-{unique}.hcp.{location}.azmk8s.io"


def _group_of(body: Json) -> str:
    subscription = f"/subscriptions/{subscription_of(body['id'])}"
    return f"{subscription}/resourceGroups/{body['properties']['nodeResourceGroup']}"


def _node_group(resources: Resources, body: Json) -> None:
    """The group that AKS makes for the nodes, and the identities in it, with the cluster's tags."""
    properties, group = body["properties"], _group_of(body)
    common = {"location": body["location"], **({"tags": body["tags"]} if body.get("tags") else {})}
    if resources.find(group) is None:
        ready = {"provisioningState": "Succeeded"}
        made = {**common, "managedBy": body["id"], "properties": ready}
        resources.keep(group, made)

    def identity(name: str) -> Json:
        at = f"{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}"
        made = (resources.find(at) or resources.put(at, common))["properties"]
        return {"resourceId": at, "clientId": made["clientId"], "objectId": made["principalId"]}

    profile = properties.setdefault("identityProfile", {})
    if not profile.get("kubeletidentity"):
        profile["kubeletidentity"] = identity(f"{body['name']}-agentpool")
    for name, addon in (properties.get("addonProfiles") or {}).items():
        if addon.get("enabled") and name in ADDONS_WITH_IDENTITY:
            addon["identity"] = identity(f"{name.lower()}-{body['name']}")


def _record_of(body: Json) -> str | None:
    """The id of a private cluster's record in a zone of one's own."""
    zone = (body["properties"].get("apiServerAccessProfile") or {}).get("privateDNSZone") or ""
    name = body["properties"].get("privateFQDN", "").split(".")[0]
    return f"{zone}/A/{name}" if "/" in zone and name else None


def _private_record(resources: Resources, body: Json) -> None:
    record = _record_of(body)
    if record and resources.find(record) is None:
        resources.put(record, {"properties": {"ttl": 300, "aRecords": [{"ipv4Address": "10.0.0.4"}]}})


def _remove_what_aks_made(resources: Resources, body: Json) -> None:
    resources.forget(_group_of(body))
    record = _record_of(body)
    if record:
        resources.forget(record)


def _maintenance(_resources: Resources, body: Json, _old: Json | None) -> None:
    if body["name"] not in MAINTENANCE:
        raise invalid(
            "maintenanceConfiguration.name", f"'{body['name']}' is none of {', '.join(MAINTENANCE)}."
        )


TYPES = {
    CLUSTERS: ResourceType(
        _cluster,
        is_long_running=True,
        inline=(InlineChildren("agentPoolProfiles", "agentPools", is_flat=True, is_whole=False),),
        after_delete=_remove_what_aks_made,
    ),
    POOLS: ResourceType(complete_pool, is_long_running=True, before_delete=keep_a_system_pool),
    f"{CLUSTERS}/maintenanceconfigurations": ResourceType(_maintenance),
}
