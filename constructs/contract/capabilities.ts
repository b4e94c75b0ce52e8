import type { DraftEnvironment } from "./environment";
import type {
  EncryptionKey,
  EndpointAccess,
  KubernetesClusterSettings,
  UpgradeChannel,
} from "./kubernetes-cluster";
import type { LogInput } from "./log-settings";
import { type ExistingNetworkSettings, isExisting, type NatMode, type NetworkSettings } from "./network";
import type { Architecture, CapacityType, NodePoolRole, NodePoolSettings } from "./node-pool";
import type { Problem } from "./problem";

/**
 * What a cloud can honour, field by field. A request outside it is an error at synth, so that nothing that an
 * environment asks for is dropped in silence.
 */
export interface Capabilities {
  /** Zones that a cluster needs at the least. */
  readonly minimumZones: number;
  /** NAT modes. */
  readonly natModes: readonly NatMode[];
  /** Whether pods can have a block of their own. */
  readonly podCidr: boolean;
  /** Whether the cloud's own services are reached privately. */
  readonly privateServiceAccess: boolean;
  /** Days that logs can be kept. */
  readonly logRetentionDays: readonly number[];
  /** Upgrade channels. */
  readonly upgradeChannels: readonly UpgradeChannel[];
  /** Who may reach the API server. */
  readonly endpointAccesses: readonly EndpointAccess[];
  /** Values that `controlPlaneHa` may have. */
  readonly controlPlaneHa: readonly boolean[];
  /** Keys that may encrypt Kubernetes secrets. */
  readonly secretsEncryption: readonly EncryptionKey[];
  /** Whether upgrades and reboots keep to a maintenance window. */
  readonly maintenanceWindow: boolean;
  /** Capacity types of node pools, by the pool's role. */
  readonly capacityTypes: Readonly<Record<NodePoolRole, readonly CapacityType[]>>;
  /** Processors of nodes. */
  readonly architectures: readonly Architecture[];
}

/** Every request of an environment that its cloud can't honour. */
export function capabilityProblems(environment: DraftEnvironment, can: Capabilities): Problem[] {
  const { name, cloud, network, kubernetesCluster, nodePools, zones } = environment;
  const requests = [
    ...(network === undefined ? [] : networkRequests(network, can)),
    ...(kubernetesCluster === undefined ? [] : clusterRequests(kubernetesCluster, can)),
    ...nodePools.flatMap((pool) => nodePoolRequests(pool, can)),
  ];
  const refused = requests.filter(({ value, allowed }) => value !== undefined && !allowed.includes(value));
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
  readonly allowed: readonly unknown[];
}

function networkRequests(network: NetworkSettings | ExistingNetworkSettings, can: Capabilities): Request[] {
  if (isExisting(network)) return [];
  return [
    { field: "network.natMode", value: network.natMode, allowed: can.natModes },
    { field: "network.podCidr", value: network.podCidr, allowed: can.podCidr ? [network.podCidr] : [] },
    {
      field: "network.privateServiceAccess",
      value: network.privateServiceAccess,
      allowed: can.privateServiceAccess ? [true, false] : [false],
    },
    retention("network.flowLogs", network.flowLogs, can),
  ];
}

function clusterRequests(cluster: KubernetesClusterSettings, can: Capabilities): Request[] {
  const layer = "kubernetesCluster";
  const window = cluster.maintenanceWindow;
  return [
    { field: `${layer}.upgradeChannel`, value: cluster.upgradeChannel, allowed: can.upgradeChannels },
    { field: `${layer}.endpointAccess`, value: cluster.endpointAccess, allowed: can.endpointAccesses },
    { field: `${layer}.controlPlaneHa`, value: cluster.controlPlaneHa, allowed: can.controlPlaneHa },
    { field: `${layer}.secretsEncryption`, value: cluster.secretsEncryption, allowed: can.secretsEncryption },
    { field: `${layer}.maintenanceWindow`, value: window, allowed: can.maintenanceWindow ? [window] : [] },
    retention(`${layer}.controlPlaneLogs`, cluster.controlPlaneLogs, can),
  ];
}

function nodePoolRequests(pool: NodePoolSettings, can: Capabilities): Request[] {
  const path = `kubernetesCluster.nodePools.${pool.name}`;
  return [
    { field: `${path}.capacityType`, value: pool.capacityType, allowed: can.capacityTypes[pool.role] },
    { field: `${path}.architecture`, value: pool.architecture, allowed: can.architectures },
  ];
}

function retention(field: string, log: LogInput, can: Capabilities): Request {
  const value = log === "off" ? undefined : log.retentionDays;
  return { field: `${field}.retentionDays`, value, allowed: can.logRetentionDays };
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
  const words = allowed.map((word) => JSON.stringify(word)).join(", ");
  const field = { path, value, problem: `is something that ${cloud} can't do` };
  if (allowed.length === 0) return { ...field, allowed: "nothing", mend: "remove the field" };
  return { ...field, allowed: words, mend: allowed.length === 1 ? `use ${words}` : "use one of these" };
}
