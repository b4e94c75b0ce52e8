import { type Figures, figuresInWords, isAmong, nearestFigure } from "./bounds";
import type { EncryptionKey } from "./encryption-key";
import type { DraftEnvironment } from "./environment";
import type { EndpointAccess, KubernetesClusterSettings, UpgradeChannel } from "./kubernetes-cluster";
import type { LogInput } from "./log-settings";
import { type ExistingNetworkSettings, isExisting, type NatMode, type NetworkSettings } from "./network";
import type { Architecture, CapacityType, NodePoolRole, NodePoolSettings } from "./node-pool";
import type { Problem } from "./problem";
import type { WorkloadPermission } from "./workload-identity";

/**
 * What a cloud can honour, field by field. A request outside it is an error at synth, so that nothing that an
 * environment asks for is dropped in silence.
 */
export interface Capabilities {
  /** What an account may have beside its id, region, zones and administrators. */
  readonly accountFields: readonly OptionalAccountField[];
  /** Zones that a cluster needs at the least. */
  readonly minimumZones: number;
  /** NAT modes. */
  readonly natModes: readonly NatMode[];
  /** Whether pods can have a block of their own in a new network, and in one that somebody else made. */
  readonly podCidr: { readonly new: boolean; readonly existing: boolean };
  /** The pods' block where an environment names none; none where pods then share the nodes' addresses. */
  readonly defaultPodCidr: string | undefined;
  /** Whether each zone of an existing network needs a subnet of its own. */
  readonly subnetPerZone: boolean;
  /** Whether the ranges of pods and services have names. */
  readonly namedRanges: boolean;
  /** Whether the cloud's own services are reached privately. */
  readonly privateServiceAccess: boolean;
  /** Days that the log of connections can be kept. */
  readonly flowLogRetentionDays: Figures;
  /** Days that the control plane's logs can be kept. */
  readonly controlPlaneLogRetentionDays: Figures;
  /** Kubernetes minors. */
  readonly kubernetesVersions: readonly string[];
  /** The days on which the standard support of minors ends, as far as they were announced. */
  readonly endOfSupport: Readonly<Record<string, string>>;
  /** Upgrade channels. */
  readonly upgradeChannels: readonly UpgradeChannel[];
  /** Who may reach the API server. */
  readonly endpointAccesses: readonly EndpointAccess[];
  /** Values that `controlPlaneHa` may have. */
  readonly controlPlaneHa: readonly boolean[];
  /** Keys that may encrypt Kubernetes secrets. */
  readonly secretsEncryption: readonly EncryptionKey[];
  /** Hours that a weekly maintenance window can last; none where the cloud keeps to no window. */
  readonly maintenanceWindowHours: Figures;
  /** Capacity types of node pools, by the pool's role. */
  readonly capacityTypes: Readonly<Record<NodePoolRole, readonly CapacityType[]>>;
  /** Processors of nodes. */
  readonly architectures: readonly Architecture[];
  /** Machine types that one pool can mix. */
  readonly instanceTypesPerPool: Figures;
  /** GiB of a node's disk. */
  readonly diskSizeGb: Figures;
  /** Whether nodes' disks are encrypted at rest; always, where they can be. */
  readonly encryptedDisks: boolean;
  /** What workloads can be allowed to do. */
  readonly workloadPermissions: readonly WorkloadPermission[];
}

/** What only some clouds' accounts have. */
export const optionalAccountFields = [
  "tenant",
  "deployRole",
  "dnsZoneIds",
  "identityProvider",
  "workloadsOn",
] as const;
export type OptionalAccountField = (typeof optionalAccountFields)[number];

/** Every request of an environment that its cloud can't honour. */
export function capabilityProblems(environment: DraftEnvironment, can: Capabilities): Problem[] {
  const { name, cloud, network, kubernetesCluster, nodePools, zones } = environment;
  const requests = [
    ...(network === undefined ? [] : networkRequests(network, can)),
    ...(kubernetesCluster === undefined ? [] : clusterRequests(kubernetesCluster, can)),
    ...nodePools.flatMap((pool) => nodePoolRequests(pool, can)),
  ];
  const refused = requests.filter(({ value, allowed }) => value !== undefined && !isAllowed(value, allowed));
  return [
    ...(zones === undefined || zones.length >= can.minimumZones
      ? []
      : [tooFewZones(environment, zones, can)]),
    ...refused.map((request) => refusal(`${name}.${request.field}`, request, cloud)),
  ];
}

/** A field's value beside the values that the cloud can honour there. */
interface Request {
  readonly field: string;
  readonly value: unknown;
  readonly allowed: readonly unknown[] | Figures;
}

function isAllowed(value: unknown, allowed: Request["allowed"]): boolean {
  if ("minimum" in allowed) return typeof value === "number" && isAmong(allowed, value);
  return allowed.some((one) => one === value);
}

/** A field that a cloud either has, with any value, or doesn't. */
function whole(field: string, value: unknown, isKnown: boolean): Request {
  return { field, value, allowed: isKnown ? [value] : [] };
}

function networkRequests(network: NetworkSettings | ExistingNetworkSettings, can: Capabilities): Request[] {
  if (isExisting(network)) return existingNetworkRequests(network, can);
  return [
    { field: "network.natMode", value: network.natMode, allowed: can.natModes },
    whole("network.podCidr", network.podCidr, can.podCidr.new),
    {
      field: "network.privateServiceAccess",
      value: network.privateServiceAccess,
      allowed: can.privateServiceAccess ? [true, false] : [false],
    },
    retention("network.flowLogs", network.flowLogs, can.flowLogRetentionDays),
  ];
}

function existingNetworkRequests(
  { existing, podCidr }: ExistingNetworkSettings,
  can: Capabilities,
): Request[] {
  const { podRangeName, serviceRangeName } = existing;
  return [
    whole("network.podCidr", podCidr, can.podCidr.existing),
    whole("network.existing.podRangeName", podRangeName, can.namedRanges),
    whole("network.existing.serviceRangeName", serviceRangeName, can.namedRanges),
  ];
}

function clusterRequests(cluster: KubernetesClusterSettings, can: Capabilities): Request[] {
  const layer = "kubernetesCluster";
  const { maintenanceWindow: window, workloadIdentities } = cluster;
  const hours = can.maintenanceWindowHours;
  const hasWindow = "minimum" in hours || hours.length > 0;
  return [
    {
      field: `${layer}.kubernetesVersion`,
      value: cluster.kubernetesVersion,
      allowed: can.kubernetesVersions,
    },
    { field: `${layer}.upgradeChannel`, value: cluster.upgradeChannel, allowed: can.upgradeChannels },
    { field: `${layer}.endpointAccess`, value: cluster.endpointAccess, allowed: can.endpointAccesses },
    { field: `${layer}.controlPlaneHa`, value: cluster.controlPlaneHa, allowed: can.controlPlaneHa },
    { field: `${layer}.secretsEncryption`, value: cluster.secretsEncryption, allowed: can.secretsEncryption },
    whole(`${layer}.maintenanceWindow`, window, hasWindow),
    {
      field: `${layer}.maintenanceWindow.durationHours`,
      value: hasWindow ? window?.durationHours : undefined,
      allowed: hours,
    },
    retention(`${layer}.controlPlaneLogs`, cluster.controlPlaneLogs, can.controlPlaneLogRetentionDays),
    ...workloadIdentities.flatMap(({ name, permissions }) =>
      permissions.map((value) => ({
        field: `${layer}.workloadIdentities.${name}.permissions`,
        value,
        allowed: can.workloadPermissions,
      })),
    ),
  ];
}

function nodePoolRequests(pool: NodePoolSettings, can: Capabilities): Request[] {
  const path = `kubernetesCluster.nodePools.${pool.name}`;
  return [
    { field: `${path}.capacityType`, value: pool.capacityType, allowed: can.capacityTypes[pool.role] },
    { field: `${path}.architecture`, value: pool.architecture, allowed: can.architectures },
    { field: `${path}.diskSizeGb`, value: pool.diskSizeGb, allowed: can.diskSizeGb },
    {
      field: `${path}.instanceTypes.length`,
      value: pool.instanceTypes?.length,
      allowed: can.instanceTypesPerPool,
    },
  ];
}

function retention(field: string, log: LogInput, allowed: Figures): Request {
  const value = log === "off" ? undefined : log.retentionDays;
  return { field: `${field}.retentionDays`, value, allowed };
}

function tooFewZones(
  { name, cloud }: DraftEnvironment,
  zones: readonly string[],
  can: Capabilities,
): Problem {
  return {
    path: `${name}.zones`,
    value: zones.length,
    problem: `is too few for a cluster on ${cloud}`,
    allowed: `${can.minimumZones} zones or more`,
    mend: `use ${can.minimumZones}`,
  };
}

function refusal(path: string, { value, allowed }: Request, cloud: string): Problem {
  if ("minimum" in allowed) return outOfBounds(path, value, allowed, cloud);
  const words = allowed.map((word) => JSON.stringify(word)).join(", ");
  const field = { path, value, problem: `is something that ${cloud} can't do` };
  if (allowed.length === 0) return { ...field, allowed: "nothing", mend: "remove the field" };
  return { ...field, allowed: words, mend: allowed.length === 1 ? `use ${words}` : "use one of these" };
}

function outOfBounds(path: string, value: unknown, allowed: Figures, cloud: string): Problem {
  return {
    path,
    value,
    problem: `is something that ${cloud} can't do`,
    allowed: figuresInWords(allowed),
    mend: `use ${nearestFigure(allowed, Number(value))}`,
  };
}
