import { prefixLength } from "../../contract/cidr";
import type { DraftEnvironment } from "../../contract/environment";
import { type InstanceTypeNames, instanceTypeProblems } from "../../contract/instance-type-checks";
import { isExisting } from "../../contract/network";
import type { NodePoolSettings } from "../../contract/node-pool";
import { podBlockProblems } from "../../contract/pod-blocks";
import type { Problem } from "../../contract/problem";
import { networkPrefixLengths, nodeAddresses, usableAddresses } from "../../network/gcp/address-plan";
import { arm64Regions, isGeneralPurpose, readMachineType } from "./machine-types";
import { nodeIdentityName, nodePoolName } from "./names";

/** GKE gives each node 256 addresses for its pods, and upgrades a pool with one node more than it has. */
const podBlockDivision = { nodePrefix: 24, surgeNodes: () => 1 };

/** Nodes in each zone that GKE makes with the cluster, and that go before the first own pool comes. */
const firstNodesPerZone = 1;

/** What is wrong with an environment's cluster for GKE, beyond what no cloud could do. */
export function gcpGkeProblems(environment: DraftEnvironment): Problem[] {
  const { name, account, network, kubernetesCluster, nodePools: pools, zones = [] } = environment;
  const division = { ...podBlockDivision, minimumNodes: firstNodesPerZone * zones.length };
  const path = `${name}.kubernetesCluster.nodePools`;
  return [
    ...longNames(pools, path),
    ...takenNames(pools, path),
    ...pools.flatMap((pool) => [
      ...instanceTypeProblems(pool, machineTypes, `${path}.${pool.name}`),
      ...missingArm64Problems(pool, account?.region, `${path}.${pool.name}`),
    ]),
    ...(network?.podCidr === undefined
      ? []
      : podBlockProblems(network.podCidr, pools, division, `${name}.network.podCidr`)),
    ...nodeAddressProblems(network, pools, `${name}.network.cidr`),
    ...identityNameProblems(kubernetesCluster, `${name}.kubernetesCluster.workloadIdentities`),
  ];
}

/** Whether the nodes' subnetwork holds all pools at their largest. */
function nodeAddressProblems(
  network: DraftEnvironment["network"],
  pools: readonly NodePoolSettings[],
  path: string,
): Problem[] {
  if (network === undefined || isExisting(network)) return [];
  if (prefixLength(network.cidr) > networkPrefixLengths.smallest) return [];
  const block = nodeAddresses(network.cidr);
  const room = usableAddresses(block);
  const nodes = pools.reduce((sum, { maxNodes }) => sum + maxNodes + podBlockDivision.surgeNodes(), 0);
  if (nodes <= room) return [];
  return [
    {
      path,
      value: network.cidr,
      problem: `has ${room} addresses for nodes (${block}), and the pools can grow to ${nodes} while they are upgraded`,
      allowed: `pools of at most ${room} nodes, one more for each while it is upgraded`,
      mend: "lower maxNodes, or choose a larger block",
    },
  ];
}

/** https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
const nameLimit = 40;

function longNames(pools: readonly NodePoolSettings[], path: string): Problem[] {
  return pools
    .map((pool) => ({ pool, name: nodePoolName(pool) }))
    .filter(({ name }) => name.length > nameLimit)
    .map(({ pool, name }) => ({
      path: `${path}.${pool.name}.name`,
      value: pool.name,
      problem: `becomes ${name}, which is too long for the name of a GKE node pool by ${name.length - nameLimit}`,
      allowed: `${nameLimit} characters`,
      mend: "shorten the pool's name",
    }));
}

/** The pool that GKE makes with a cluster, and that Hera removes. */
const reservedPoolName = "default-pool";

function takenNames(pools: readonly NodePoolSettings[], path: string): Problem[] {
  return pools.flatMap((pool, place) => {
    const name = nodePoolName(pool);
    const field = { path: `${path}.${pool.name}.name`, value: pool.name };
    if (name === reservedPoolName) {
      return [
        {
          ...field,
          problem: "is the name of the pool that GKE makes by itself, and that is removed",
          allowed: `any name but ${reservedPoolName}`,
          mend: "choose another name",
        },
      ];
    }
    const other = pools
      .slice(0, place)
      .find((earlier) => earlier.name !== pool.name && nodePoolName(earlier) === name);
    if (other === undefined) return [];
    return [
      {
        ...field,
        problem: `becomes ${name} on Google Cloud, and so does the pool ${other.name}`,
        allowed: "names that stay different with the architecture and capacity type behind them",
        mend: "rename one of the two",
      },
    ];
  });
}

const machineTypes: InstanceTypeNames = {
  kind: "a machine type of Compute Engine",
  example: "n2-standard-4",
  generalPurpose: "types without GPUs or TPUs",
  read: (name) => {
    const type = readMachineType(name);
    return type && { architecture: type.architecture, isGeneralPurpose: isGeneralPurpose(type) };
  },
};

/** A size for ARM where Google sells none; types that a pool names itself are its own affair. */
function missingArm64Problems(pool: NodePoolSettings, region: string | undefined, path: string): Problem[] {
  const { architecture, size } = pool;
  if (region === undefined || size === undefined || architecture === "amd64") return [];
  if (arm64Regions.includes(region)) return [];
  return [
    {
      path: `${path}.architecture`,
      value: architecture,
      problem: `has no ${size} size in ${region}`,
      allowed: `"amd64" there, or "arm64" in ${arm64Regions.join(", ")}`,
      mend: 'use architecture: "amd64", or name a type that the region sells with instanceTypes',
    },
  ];
}

function identityNameProblems(cluster: DraftEnvironment["kubernetesCluster"], path: string): Problem[] {
  return (cluster?.workloadIdentities ?? [])
    .filter(({ name }) => name === nodeIdentityName)
    .map(({ name }) => ({
      path: `${path}.${name}.name`,
      value: name,
      problem: "is the name of the nodes' own identity",
      allowed: `any name but ${nodeIdentityName}`,
      mend: "choose another name",
    }));
}
