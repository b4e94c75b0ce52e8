import type { NetworkOutputs } from "../../contract/network";

/**
 * The settings of the VPC CNI add-on: it enforces network policies, and where pods have subnets of their own it takes
 * their addresses from there. https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html
 */
export function vpcCniConfiguration(
  network: NetworkOutputs,
  region: string,
  nodeSecurityGroupId: string,
): object {
  const podSubnets = Object.entries(network.podSubnetIdsByZone);
  if (podSubnets.length === 0) return { enableNetworkPolicy: "true" };
  return {
    enableNetworkPolicy: "true",
    env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true", ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone" },
    eniConfig: {
      create: true,
      region,
      subnets: Object.fromEntries(
        podSubnets.map(([zone, id]) => [zone, { id, securityGroups: [nodeSecurityGroupId] }]),
      ),
    },
  };
}
