import type { AddOnCluster, AddOnClusterProps } from "../../contract/platform-cloud";

/** What GKE clusters tell add-ons. */
export function gcpAddOnCluster({ account, region }: AddOnClusterProps): AddOnCluster {
  return {
    // https://docs.cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer#backend-service-based
    loadBalancerAnnotations: { "cloud.google.com/l4-rbs": "enabled" },
    values: {
      velero: {
        configuration: {
          volumeSnapshotLocation: [
            {
              name: "default",
              provider: "gcp",
              config: { project: account.id, snapshotLocation: region },
            },
          ],
        },
      },
    },
  };
}
