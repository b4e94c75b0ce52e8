import { prefixLength } from "../../contract/cidr";
import type { DraftEnvironment } from "../../contract/environment";
import { nameProblems } from "../../contract/names";
import { isExisting } from "../../contract/network";
import type { NodePoolSettings } from "../../contract/node-pool";
import { podBlockProblems } from "../../contract/pod-blocks";
import type { Problem } from "../../contract/problem";
import { networkPrefixLengths, nodeAddresses, usableAddresses } from "../../network/gcp/address-plan";
import { arm64Regions, isGeneralPurpose, readMachineType } from "./machine-types";
import { gkeNames, nodeIdentityName, nodePoolName } from "./names";

/** GKE gives each node 256 addresses for its pods, and upgrades a pool with one node more than it has. */
const podBlockDivision = { nodePrefix: 24, surgeNodes: () => 1 };

/** What is wrong with an environment's cluster for GKE, beyond what no cloud could do. */
export function gcpGkeProblems(environment: DraftEnvironment, namePrefix: string): Problem[] {
  const { name, account, network, kubernetesCluster, nodePools: pools } = environment;
  const path = `${name}.kubernetesCluster.nodePools`;
  return [
    ...longNames(pools, `${name}.kubernetesCluster.nodePools`, namePrefix),
    ...takenNames(pools, path),
    ...pools.flatMap((pool) => machineTypeProblems(pool, `${path}.${pool.name}`)),
    ...pools.flatMap((pool) => missingArm64Problems(pool, account?.region, `${path}.${pool.name}`)),
    ...(network?.podCidr === undefined
      ? []
      : podBlockProblems(network.podCidr, pools, podBlockDivision, `${name}.network.podCidr`)),
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

function longNames(pools: readonly NodePoolSettings[], path: string, namePrefix: string): Problem[] {
  return [
    ...nameProblems(path, [{ kind: "GKE cluster", name: gkeNames(namePrefix).cluster, limit: nameLimit }]),
    ...pools
      .filter((pool) => nodePoolName(pool).length > nameLimit)
      .map((pool) => ({
        path: `${path}.${pool.name}.name`,
        value: pool.name,
        problem: `becomes ${nodePoolName(pool)}, which is too long for the name of a GKE node pool by ${nodePoolName(pool).length - nameLimit}`,
        allowed: `${nameLimit} characters`,
        mend: "shorten the pool's name",
      })),
  ];
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

function machineTypeProblems(pool: NodePoolSettings, path: string): Problem[] {
  return (pool.instanceTypes ?? []).flatMap((name) => {
    const field = { path: `${path}.instanceTypes`, value: name };
    const type = readMachineType(name);
    if (type === undefined) {
      return [
        {
          ...field,
          problem: "is not a machine type of Compute Engine, so its architecture is unknown",
          allowed: 'types such as "n2-standard-4"',
          mend: "correct it, or use size instead",
        },
      ];
    }
    if (!isGeneralPurpose(type)) {
      return [
        {
          ...field,
          problem: "has accelerators, which a pool can't ask for",
          allowed: "types without GPUs and TPUs",
          mend: "choose another type",
        },
      ];
    }
    if (type.architecture === pool.architecture) return [];
    return [
      {
        ...field,
        problem: `is an ${type.architecture} type in a pool of architecture ${pool.architecture}`,
        allowed: `${pool.architecture} types`,
        mend: `choose another type, or set architecture: "${type.architecture}"`,
      },
    ];
  });
}

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
