import { overlaps } from "./cidr";
import type { DraftEnvironment } from "./environment";
import type { KubernetesClusterSettings } from "./kubernetes-cluster";
import { type ExistingNetworkSettings, isExisting, type NetworkSettings } from "./network";
import { nodePoolProblems, systemPoolProblems } from "./node-pool-checks";
import type { Problem } from "./problem";

/** What is wrong between the fields of an environment, whatever its cloud. */
export function environmentProblems({
  name,
  zones,
  network,
  kubernetesCluster,
  nodePools,
  hasAllNodePools,
}: DraftEnvironment): Problem[] {
  const poolsPath = `${name}.kubernetesCluster.nodePools`;
  return [
    ...(network === undefined ? [] : networkProblems(network, `${name}.network`)),
    ...(network === undefined || zones === undefined ? [] : zoneProblems(network, zones, `${name}.network`)),
    ...(kubernetesCluster === undefined
      ? []
      : clusterProblems(kubernetesCluster, `${name}.kubernetesCluster`)),
    ...(hasAllNodePools ? systemPoolProblems(nodePools, poolsPath) : []),
    ...nodePoolProblems(nodePools, zones?.length, poolsPath),
  ];
}

function networkProblems(network: NetworkSettings | ExistingNetworkSettings, path: string): Problem[] {
  const blocks = isExisting(network)
    ? { "existing.cidr": network.existing.cidr, serviceCidr: network.serviceCidr }
    : { cidr: network.cidr, podCidr: network.podCidr, serviceCidr: network.serviceCidr };
  const named = Object.entries(blocks).flatMap(([field, cidr]) =>
    cidr === undefined ? [] : [{ field, cidr }],
  );
  return named.flatMap((block, place) =>
    named
      .slice(0, place)
      .filter((earlier) => overlaps(earlier.cidr, block.cidr))
      .map((earlier) => ({
        path: `${path}.${block.field}`,
        value: block.cidr,
        problem: `overlaps ${earlier.field} (${earlier.cidr})`,
        allowed: "blocks that share no address",
        mend: "move one of the two to a range that is free",
      })),
  );
}

function zoneProblems(
  network: NetworkSettings | ExistingNetworkSettings,
  zones: readonly string[],
  path: string,
): Problem[] {
  if (!isExisting(network)) return [];
  const { privateSubnetIdsByZone: subnets } = network.existing;
  const given = Object.keys(subnets);
  const isEachOnce = new Set(Object.values(subnets)).size === zones.length;
  if (isEachOnce && given.length === zones.length && zones.every((zone) => given.includes(zone))) return [];
  return [
    {
      path: `${path}.existing.privateSubnetIdsByZone`,
      value: subnets,
      problem: "does not name one subnet for each of the environment's zones",
      allowed: `exactly the keys ${zones.join(", ")}, each with a subnet of its own`,
      mend: "name a private subnet for each zone, or change the environment's zones",
    },
  ];
}

function clusterProblems(cluster: KubernetesClusterSettings, path: string): Problem[] {
  const { endpointAccess, authorizedCidrs } = cluster;
  const field = { path: `${path}.authorizedCidrs`, value: authorizedCidrs };
  if (endpointAccess === "public-restricted" && authorizedCidrs.length === 0) {
    return [
      {
        ...field,
        problem: 'is empty, and endpointAccess is "public-restricted"',
        allowed: "at least one IPv4 block",
        mend: 'name the blocks that administrators come from, or use endpointAccess: "private"',
      },
    ];
  }
  if (endpointAccess === "private" && authorizedCidrs.length > 0) {
    return [
      {
        ...field,
        problem: 'would have no effect, because endpointAccess is "private"',
        allowed: "nothing",
        mend: 'remove it, or use endpointAccess: "public-restricted"',
      },
    ];
  }
  return [];
}
