import type { Construct } from "constructs";
import type { AddOnCluster, AddOnClusterProps } from "../../contract/platform-cloud";
import { SubnetFirewall } from "../../network/azure/subnet-firewall";

/** What AKS clusters tell add-ons. A network of the environment's own is opened for the ingress. */
export function azureAddOnCluster(scope: Construct, { platform, tags }: AddOnClusterProps): AddOnCluster {
  if (platform.features.includes("traefik")) {
    SubnetFirewall.of(scope)?.admit(scope, "ingress", "allow-ingress", ["80", "443"]);
  }
  // Those by which what a destroyed cluster left behind is found.
  const ownTags = ["project", "environment", "managed-by"].map((key) => `${key}=${tags[key] ?? ""}`);
  return {
    // https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
    loadBalancerAnnotations: { "service.beta.kubernetes.io/azure-pip-tags": ownTags.join(",") },
    values: {},
  };
}
