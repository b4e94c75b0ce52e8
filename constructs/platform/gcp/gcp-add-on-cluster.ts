import { logDataSource } from "../../contract/log-data-source";
import type { AddOnCluster, AddOnClusterProps } from "../../contract/platform-cloud";

/** What GKE clusters tell add-ons. */
export function gcpAddOnCluster({ account, identities }: AddOnClusterProps): AddOnCluster {
  return {
    // https://docs.cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer#backend-service-based
    loadBalancerAnnotations: { "cloud.google.com/l4-rbs": "enabled" },
    values: {
      ...(identities["kube-prometheus-stack"] && {
        // https://github.com/GoogleCloudPlatform/cloud-logging-data-source-plugin
        "kube-prometheus-stack": logDataSource("googlecloud-logging-datasource", {
          authenticationType: "gce",
          defaultProject: account.id,
        }),
      }),
    },
  };
}
