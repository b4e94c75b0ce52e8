import type { AddOnCluster, AddOnClusterProps } from "../../contract/platform-cloud";

/** What k3s clusters at Hetzner tell add-ons. */
export function hetznerAddOnCluster({ namePrefix, network }: AddOnClusterProps): AddOnCluster {
  const fromLoadBalancer = { proxyProtocol: { trustedIPs: [network.cidr] } };
  return {
    // https://github.com/hetznercloud/hcloud-cloud-controller-manager/blob/main/docs/reference/load_balancer_annotations.md
    loadBalancerAnnotations: {
      "load-balancer.hetzner.cloud/name": `${namePrefix}-ingress`,
      // A load balancer has an address of its own in the network, and only so says whom it speaks for.
      "load-balancer.hetzner.cloud/uses-proxyprotocol": "true",
    },
    values: {
      traefik: { ports: { web: fromLoadBalancer, websecure: fromLoadBalancer } },
    },
  };
}
