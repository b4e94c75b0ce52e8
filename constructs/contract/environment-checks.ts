import type { Capabilities } from "./capabilities";
import { overlaps } from "./cidr";
import type { DraftEnvironment } from "./environment";
import type { KubernetesClusterSettings } from "./kubernetes-cluster";
import { type ExistingNetworkSettings, isExisting, type NetworkSettings } from "./network";
import { nodePoolProblems, systemPoolProblems } from "./node-pool-checks";
import { makesDnsZone } from "./platform-checks";
import type { Problem } from "./problem";
import type { Account } from "./project";

/** What is wrong between the fields of an environment, whatever its cloud. */
export function environmentProblems(
  {
    name,
    account,
    zones,
    network,
    kubernetesCluster,
    platform,
    nodePools,
    hasAllNodePools,
  }: DraftEnvironment,
  can: Capabilities,
): Problem[] {
  const poolsPath = `${name}.kubernetesCluster.nodePools`;
  return [
    ...(network === undefined ? [] : networkProblems(network, `${name}.network`)),
    ...(network === undefined || zones === undefined
      ? []
      : zoneProblems(network, zones, can.subnetPerZone, `${name}.network`)),
    ...(kubernetesCluster === undefined
      ? []
      : [
          ...clusterProblems(kubernetesCluster, `${name}.kubernetesCluster`),
          ...bucketProblems(kubernetesCluster, `${name}.kubernetesCluster`),
          ...unkeptLogProblems(kubernetesCluster, `${name}.kubernetesCluster`),
        ]),
    ...(hasAllNodePools ? systemPoolProblems(nodePools, poolsPath) : []),
    ...nodePoolProblems(nodePools, zones?.length, poolsPath),
    ...(kubernetesCluster === undefined ||
    account === undefined ||
    (platform !== undefined && makesDnsZone(platform))
      ? []
      : dnsZoneProblems(kubernetesCluster, account, `${name}.kubernetesCluster`)),
  ];
}

function networkProblems(network: NetworkSettings | ExistingNetworkSettings, path: string): Problem[] {
  const blocks = isExisting(network)
    ? { "existing.cidr": network.existing.cidr, podCidr: network.podCidr, serviceCidr: network.serviceCidr }
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
  subnetPerZone: boolean,
  path: string,
): Problem[] {
  if (!isExisting(network)) return [];
  const { privateSubnetIdsByZone: subnets } = network.existing;
  const given = Object.keys(subnets);
  const isEachOnce = !subnetPerZone || new Set(Object.values(subnets)).size === zones.length;
  if (isEachOnce && given.length === zones.length && zones.every((zone) => given.includes(zone))) return [];
  return [
    {
      path: `${path}.existing.privateSubnetIdsByZone`,
      value: subnets,
      problem: "does not name one subnet for each of the environment's zones",
      allowed: `exactly the keys ${zones.join(", ")}${subnetPerZone ? ", each with a subnet of its own" : ""}`,
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

/** Identities that may change DNS records, in an account that names no zone. */
function dnsZoneProblems(
  { workloadIdentities }: KubernetesClusterSettings,
  { dnsZoneIds }: Account,
  path: string,
): Problem[] {
  if (dnsZoneIds.length > 0) return [];
  return workloadIdentities
    .filter(({ permissions }) => permissions.includes("dns.write"))
    .map(({ name }) => ({
      path: `${path}.workloadIdentities.${name}.permissions`,
      value: "dns.write",
      problem: "has no DNS zone to write to",
      allowed: "dns.write where the cloud's account names dnsZoneIds",
      mend: "add dnsZoneIds to the cloud in envs/project.ts, or remove the permission",
    }));
}

/** Identities that name buckets, and may use none. */
function bucketProblems({ workloadIdentities }: KubernetesClusterSettings, path: string): Problem[] {
  return workloadIdentities
    .filter(({ buckets, permissions }) => buckets && !permissions.includes("objectstore.readwrite"))
    .map(({ name, buckets }) => ({
      path: `${path}.workloadIdentities.${name}.buckets`,
      value: buckets,
      problem: "would have no effect, because permissions has no objectstore.readwrite",
      allowed: "buckets of an identity with the permission objectstore.readwrite",
      mend: "add the permission, or remove the field",
    }));
}

/** Identities that may read logs which nobody keeps. */
function unkeptLogProblems(
  { workloadIdentities, controlPlaneLogs }: KubernetesClusterSettings,
  path: string,
): Problem[] {
  if (controlPlaneLogs !== "off") return [];
  return workloadIdentities
    .filter(({ permissions }) => permissions.includes("logs.read"))
    .map(({ name }) => ({
      path: `${path}.workloadIdentities.${name}.permissions`,
      value: "logs.read",
      problem: 'has no logs to read, because controlPlaneLogs is "off"',
      allowed: "logs.read where the control plane's logs are kept",
      mend: "say in controlPlaneLogs how many days they are kept, or remove the permission",
    }));
}
