import type { DraftEnvironment } from "../../contract/environment";
import { type InstanceTypeNames, instanceTypeProblems } from "../../contract/instance-type-checks";
import type { KubernetesClusterSettings } from "../../contract/kubernetes-cluster";
import type { NodePoolSettings } from "../../contract/node-pool";
import { nodesByZone } from "../../contract/node-pool-zones";
import { podBlockProblems } from "../../contract/pod-blocks";
import type { Problem } from "../../contract/problem";
import { azureAksCapabilities } from "./azure-aks-capabilities";
import { isGeneralPurpose, isSold, readMachineType } from "./machine-types";
import { poolNameProblems } from "./pool-name-checks";

/** What is wrong with an environment's cluster for AKS, beyond what no cloud could do. */
export function azureAksProblems(environment: DraftEnvironment): Problem[] {
  const { name, account, kubernetesCluster, network, nodePools: pools, zones } = environment;
  const path = `${name}.kubernetesCluster`;
  const podCidr = network?.podCidr ?? azureAksCapabilities.defaultPodCidr;
  return [
    ...(kubernetesCluster === undefined ? [] : supportProblems(kubernetesCluster, path)),
    ...poolNameProblems(pools, `${path}.nodePools`),
    ...pools.flatMap((pool) => [
      ...instanceTypeProblems(pool, vmSizes, `${path}.nodePools.${pool.name}`),
      ...processorProblems(pool, `${path}.nodePools.${pool.name}`),
      ...soldProblems(pool, account?.region, `${path}.nodePools.${pool.name}`),
      ...reservedKeyProblems(pool, `${path}.nodePools.${pool.name}`),
      ...systemTaintProblems(pool, `${path}.nodePools.${pool.name}`),
    ]),
    ...(network === undefined || podCidr === undefined || zones === undefined
      ? []
      : podBlockProblems(podCidr, zonalPools(pools, zones), podBlocks, `${name}.network.podCidr`)),
  ];
}

/** https://learn.microsoft.com/azure/aks/long-term-support */
function supportProblems(cluster: KubernetesClusterSettings, path: string): Problem[] {
  if (cluster.upgradeChannel === "standard" || cluster.controlPlaneHa) return [];
  return [
    {
      path: `${path}.controlPlaneHa`,
      value: cluster.controlPlaneHa,
      problem:
        'has no effect, because upgradeChannel is "extended", which Azure sells with its highest tier only',
      allowed: "true",
      mend: 'use controlPlaneHa: true, or upgradeChannel: "standard"',
    },
  ];
}

const vmSizes: InstanceTypeNames = {
  kind: "an Azure VM size",
  example: "Standard_D4s_v5",
  generalPurpose: "types without GPUs or FPGAs",
  read: (name) => {
    const type = readMachineType(name);
    return type && { architecture: type.architecture, isGeneralPurpose: isGeneralPurpose(type) };
  },
};

/** https://learn.microsoft.com/azure/aks/quotas-skus-regions#restricted-vm-sizes */
function processorProblems({ instanceTypes = [] }: NodePoolSettings, path: string): Problem[] {
  return instanceTypes
    .filter((name) => readMachineType(name)?.vcpus === 1)
    .map((value) => ({
      path: `${path}.instanceTypes`,
      value,
      problem: "has a single vCPU, with which AKS runs no node",
      allowed: "types with 2 vCPU or more",
      mend: "choose a larger type",
    }));
}

function soldProblems(
  { size, architecture }: NodePoolSettings,
  region: string | undefined,
  path: string,
): Problem[] {
  if (size === undefined || region === undefined || isSold(architecture, region)) return [];
  return [
    {
      path: `${path}.architecture`,
      value: architecture,
      problem: `has no machines behind size: "${size}" in ${region}`,
      allowed: '"amd64"',
      mend: 'use "amd64", or name a VM size that the region has in instanceTypes',
    },
  ];
}

/** https://learn.microsoft.com/azure/aks/use-labels#reserved-system-labels */
function reservedKeyProblems({ labels, taints }: NodePoolSettings, path: string): Problem[] {
  const keys = [
    ...Object.keys(labels).map((key) => ({ field: "labels", key })),
    ...taints.map(({ key }) => ({ field: "taints", key })),
  ];
  return keys
    .filter(({ key }) => key.startsWith("kubernetes.azure.com/"))
    .map(({ field, key }) => ({
      path: `${path}.${field}`,
      value: key,
      problem: "is a key that AKS sets itself",
      allowed: "keys without the prefix kubernetes.azure.com",
      mend: "use a prefix of your own",
    }));
}

/** What AKS itself runs tolerates no other taint than the role's own; and its first pool can't have one. */
function systemTaintProblems({ role, taints }: NodePoolSettings, path: string): Problem[] {
  if (role === "workload" || taints.length === 0) return [];
  return [
    {
      path: `${path}.taints`,
      value: taints.map(({ key }) => key),
      problem: "would keep AKS' own pods off a system pool",
      allowed: "nothing on a system pool",
      mend: "remove the taints, or set them on a workload pool",
    },
  ];
}

/** AKS gives each node a /24 of the pods' block: https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay */
const podBlocks = { nodePrefix: 24, surgeNodes: (maxNodes: number) => Math.ceil(maxNodes / 10) };

/** The pools as AKS has them, each of which is upgraded by itself. */
function zonalPools(pools: readonly NodePoolSettings[], zones: readonly string[]): NodePoolSettings[] {
  return pools.flatMap((pool) => nodesByZone(pool, zones).map(({ maxNodes }) => ({ ...pool, maxNodes })));
}
