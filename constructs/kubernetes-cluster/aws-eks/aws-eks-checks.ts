import type { DraftEnvironment } from "../../contract/environment";
import { nameProblems } from "../../contract/names";
import { isExisting, type NetworkSettings } from "../../contract/network";
import type { NodePoolSettings } from "../../contract/node-pool";
import type { Problem } from "../../contract/problem";
import { isDivisible, podAddresses, usableAddresses, zoneAddresses } from "../../network/aws/address-plan";
import { addressesPerNode, instanceTypes, isGeneralPurpose, readInstanceType } from "./instance-types";
import { eksNames } from "./names";

/** What is wrong with an environment's cluster for EKS, beyond what no cloud could do. */
export function awsEksProblems(environment: DraftEnvironment, namePrefix: string): Problem[] {
  const { name, network, nodePools: pools, zones } = environment;
  const path = `${name}.kubernetesCluster.nodePools`;
  const canMeasure =
    network !== undefined && !isExisting(network) && isDivisible(network) && zones !== undefined;
  return [
    ...longNames(pools, `${name}.name`, namePrefix),
    ...pools.flatMap((pool) => instanceTypeProblems(pool, `${path}.${pool.name}`)),
    ...(canMeasure ? addressProblems(network, pools, zones.length, path) : []),
  ];
}

function longNames(pools: readonly NodePoolSettings[], path: string, namePrefix: string): Problem[] {
  const names = eksNames(namePrefix);
  const roles = [names.clusterRole, names.nodeRole, names.vpcCniRole, names.ebsCsiRole];
  return nameProblems(path, [
    { kind: "EKS cluster", name: names.cluster, limit: 100 },
    ...roles.map((name) => ({ kind: "IAM role", name, limit: 64 })),
    ...pools.map((pool) => ({
      kind: "EC2 launch template",
      name: names.launchTemplate(pool.name),
      limit: 128,
    })),
  ]);
}

function instanceTypeProblems(pool: NodePoolSettings, path: string): Problem[] {
  return (pool.instanceTypes ?? []).flatMap((name) => {
    const field = { path: `${path}.instanceTypes`, value: name };
    const type = readInstanceType(name);
    if (type === undefined) {
      return [
        {
          ...field,
          problem: "is not an EC2 instance type, so its architecture is unknown",
          allowed: 'types such as "m6i.large"',
          mend: "correct it, or use size instead",
        },
      ];
    }
    if (!isGeneralPurpose(type)) {
      return [
        {
          ...field,
          problem: "needs drivers that the standard node image doesn't have",
          allowed: "types without GPUs, accelerators or macOS",
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

/** Whether the subnets that pods take their addresses from hold all pools at their largest. */
function addressProblems(
  network: NetworkSettings,
  pools: readonly NodePoolSettings[],
  zoneCount: number,
  path: string,
): Problem[] {
  const { cidr, podCidr } = network;
  const field = podCidr === undefined ? "cidr" : "podCidr";
  const needed = Array.from({ length: zoneCount }, (_, place) =>
    addressesInZone(pools, place + 1, zoneCount),
  );
  const most = Math.max(...needed);
  const tier = podCidr === undefined ? zoneAddresses(cidr, 0).private : podAddresses(podCidr, 0);
  if (most <= usableAddresses(tier)) return [];
  return [
    {
      path,
      value: pools.map((pool) => ({ name: pool.name, maxNodes: pool.maxNodes })),
      problem: `can grow to ${most} addresses in one zone, which has ${usableAddresses(tier)} of network.${field} (${tier})`,
      allowed: `pools that need at most ${usableAddresses(tier)} addresses in each zone`,
      mend:
        podCidr === undefined
          ? 'lower maxNodes, choose a larger network.cidr, or give pods a block of their own with network.podCidr: "100.64.0.0/16"'
          : "lower maxNodes, or choose a larger network.podCidr",
    },
  ];
}

function addressesInZone(pools: readonly NodePoolSettings[], place: number, zoneCount: number): number {
  return pools
    .filter((pool) => pool.zones?.includes(place) ?? true)
    .map((pool) => {
      const nodes = Math.ceil(pool.maxNodes / (pool.zones?.length ?? zoneCount));
      return nodes * Math.max(0, ...instanceTypes(pool).map(addressesPerNode));
    })
    .reduce((sum, addresses) => sum + addresses, 0);
}
