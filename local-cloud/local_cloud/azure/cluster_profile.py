"""What AKS refuses of a cluster's settings because they don't go together.

https://learn.microsoft.com/azure/aks: managed-aad (local accounts), workload-identity-deploy-cluster (OIDC),
azure-cni-powered-by-cilium (network policy), api-server-authorized-ip-ranges (private clusters).
"""

from __future__ import annotations

from local_cloud.azure.agent_pools import invalid
from local_cloud.azure.resource_type import Json


def check_profile(properties: Json) -> None:
    """Refuses a setting without the one that it needs."""
    network = properties.get("networkProfile") or {}
    access = properties.get("apiServerAccessProfile") or {}
    security = properties.get("securityProfile") or {}
    if properties.get("disableLocalAccounts") and not (properties.get("aadProfile") or {}).get("managed"):
        raise invalid("disableLocalAccounts", "It needs a cluster that signs its users in with Entra ID.")
    uses_identities = (security.get("workloadIdentity") or {}).get("enabled")
    if uses_identities and not (properties.get("oidcIssuerProfile") or {}).get("enabled"):
        raise invalid("securityProfile.workloadIdentity", "It needs the cluster's OIDC issuer.")
    if network.get("networkPolicy") == "cilium" and network.get("networkDataplane") != "cilium":
        raise invalid("networkProfile.networkPolicy", "cilium needs the data plane cilium.")
    if access.get("enablePrivateCluster") and access.get("authorizedIPRanges"):
        details = "A private cluster has no address that could be open to a few."
        raise invalid("apiServerAccessProfile.authorizedIPRanges", details)
