import type { Construct } from "constructs";
import { logDataSource } from "../../contract/log-data-source";
import type { AddOnCluster, AddOnClusterProps } from "../../contract/platform-cloud";
import { SubnetFirewall } from "../../network/azure/subnet-firewall";

/** What AKS clusters tell add-ons. A network of the environment's own is opened for the ingress. */
export function azureAddOnCluster(
  scope: Construct,
  { platform, account, tags, identities }: AddOnClusterProps,
): AddOnCluster {
  if (platform.features.includes("traefik")) {
    SubnetFirewall.of(scope)?.admit(scope, "ingress", "allow-ingress", ["80", "443"]);
  }
  // Those by which what a destroyed cluster left behind is found.
  const ownTags = ["project", "environment", "managed-by"].map((key) => `${key}=${tags[key] ?? ""}`);
  return {
    // https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
    loadBalancerAnnotations: { "service.beta.kubernetes.io/azure-pip-tags": ownTags.join(",") },
    values: {
      ...(identities["kube-prometheus-stack"] && {
        // https://grafana.com/docs/grafana/latest/datasources/azure-monitor/configure/#provision-the-data-source
        "kube-prometheus-stack": logDataSource("grafana-azure-monitor-datasource", {
          azureAuthType: "workloadidentity",
          cloudName: "azuremonitor",
          subscriptionId: account.id,
        }),
      }),
    },
  };
}
