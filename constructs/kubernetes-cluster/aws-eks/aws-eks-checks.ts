import { usableAddresses } from "../../contract/address-plan";
import type { DraftEnvironment } from "../../contract/environment";
import { type InstanceTypeNames, instanceTypeProblems } from "../../contract/instance-type-checks";
import { nameProblems } from "../../contract/names";
import { isExisting, type NetworkSettings } from "../../contract/network";
import type { NodePoolSettings } from "../../contract/node-pool";
import { nodesByZone } from "../../contract/node-pool-zones";
import type { Problem } from "../../contract/problem";
import type { WorkloadIdentitySettings } from "../../contract/workload-identity";
import { isDivisible, podAddresses, zoneAddresses } from "../../network/aws/address-plan";
import { addressesPerNode, instanceTypes, isGeneralPurpose, readInstanceType } from "./instance-types";
import { eksNames } from "./names";

/** What is wrong with an environment's cluster for EKS, beyond what no cloud could do. */
export function awsEksProblems(environment: DraftEnvironment, namePrefix: string): Problem[] {
  const { name, network, kubernetesCluster, nodePools: pools, zones } = environment;
  const path = `${name}.kubernetesCluster.nodePools`;
  const canMeasure =
    network !== undefined && !isExisting(network) && isDivisible(network) && zones !== undefined;
  return [
    ...longNames(pools, kubernetesCluster?.workloadIdentities ?? [], `${name}.name`, namePrefix),
    ...pools.flatMap((pool) => instanceTypeProblems(pool, ec2Types, `${path}.${pool.name}`)),
    ...(canMeasure ? addressProblems(network, pools, zones, path) : []),
  ];
}

function longNames(
  pools: readonly NodePoolSettings[],
  identities: readonly WorkloadIdentitySettings[],
  path: string,
  namePrefix: string,
): Problem[] {
  const names = eksNames(namePrefix);
  const workloadRoles = identities.map((identity) => names.workloadRole(identity.name));
  const roles = [names.clusterRole, names.nodeRole, names.vpcCniRole, names.ebsCsiRole, ...workloadRoles];
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

const ec2Types: InstanceTypeNames = {
  kind: "an EC2 instance type",
  example: "m6i.large",
  generalPurpose: "types without GPUs, accelerators or macOS",
  read: (name) => {
    const type = readInstanceType(name);
    return type && { architecture: type.architecture, isGeneralPurpose: isGeneralPurpose(type) };
  },
};

/** Whether the subnets hold all pools at their largest: those that pods take their addresses from, and the nodes' own. */
function addressProblems(
  { cidr, podCidr }: NetworkSettings,
  pools: readonly NodePoolSettings[],
  zones: readonly string[],
  path: string,
): Problem[] {
  const value = pools.map((pool) => ({ name: pool.name, maxNodes: pool.maxNodes }));
  const nodeTier = { field: "cidr", block: zoneAddresses(cidr, 0).private };
  const podTier = podCidr === undefined ? nodeTier : { field: "podCidr", block: podAddresses(podCidr, 0) };
  const ownBlock = 'or give pods a block of their own with network.podCidr: "100.64.0.0/16"';
  const needs = [
    { ...podTier, each: podAddressesPerNode },
    ...(podCidr === undefined ? [] : [{ ...nodeTier, each: () => 1 }]),
  ];
  return needs.flatMap(({ field, block, each }) => {
    const most = Math.max(...zones.map((zone) => addressesInZone(pools, zone, zones, each)));
    const room = usableAddresses(block);
    if (most <= room) return [];
    const larger = `lower maxNodes, ${podCidr === undefined ? "" : "or "}choose a larger network.${field}`;
    return [
      {
        path,
        value,
        problem: `can grow to ${most} addresses in one zone, which has ${room} of network.${field} (${block})`,
        allowed: `pools that need at most ${room} addresses in each zone`,
        mend: podCidr === undefined ? `${larger}, ${ownBlock}` : larger,
      },
    ];
  });
}

/** What a pool's node and its pods take at the most, whichever of the pool's types it is. */
function podAddressesPerNode(pool: NodePoolSettings): number {
  return Math.max(0, ...instanceTypes(pool).map(addressesPerNode));
}

function addressesInZone(
  pools: readonly NodePoolSettings[],
  zone: string,
  zones: readonly string[],
  perNode: (pool: NodePoolSettings) => number,
): number {
  const nodesOf = (pool: NodePoolSettings) =>
    nodesByZone(pool, zones).find((share) => share.zone === zone)?.maxNodes ?? 0;
  return pools.reduce((sum, pool) => sum + nodesOf(pool) * perNode(pool), 0);
}
