import type { AddOnCluster } from "../../contract/platform-cloud";

/** What GKE clusters tell add-ons. */
export function gcpAddOnCluster(): AddOnCluster {
  return {
    // https://docs.cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer#backend-service-based
    loadBalancerAnnotations: { "cloud.google.com/l4-rbs": "enabled" },
    values: {},
  };
}
