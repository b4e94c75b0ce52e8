import type { ContainerNodePoolNodeConfig } from "@cdktf/provider-google/lib/container-node-pool";

/** What holds for every node. */
export const hardening = {
  imageType: "COS_CONTAINERD",
  // What a node may do is its identity's roles; scopes would be a second, coarser list.
  oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
  shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
  // Pods get tokens of their own identity, and not the node's.
  workloadMetadataConfig: { mode: "GKE_METADATA" },
  metadata: { "disable-legacy-endpoints": "true" },
} satisfies ContainerNodePoolNodeConfig;
