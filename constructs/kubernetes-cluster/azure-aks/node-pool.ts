import {
  KubernetesClusterNodePool,
  type KubernetesClusterNodePoolConfig,
} from "@cdktf/provider-azurerm/lib/kubernetes-cluster-node-pool";
import type { Construct } from "constructs";
import { type NodePoolSettings, nodeLabels, nodeTaints } from "../../contract/node-pool";
import { nodesByZone, type ZoneNodes } from "../../contract/node-pool-zones";
import { machineType } from "./machine-types";
import { agentPoolNames } from "./names";

/** What AKS itself marks spot nodes with; what isn't told to Terraform would be a difference in every plan. */
const spotKey = "kubernetes.azure.com/scalesetpriority";

/** A pool's nodes in one zone: what AKS calls an agent pool. It can't change its zones. */
export interface ZonalPool extends ZoneNodes {
  readonly pool: NodePoolSettings;
}

/** The agent pools of a cluster. */
export interface ZonalPools {
  /** The one that is made with the cluster, and lives as long: the first system pool's first. */
  readonly first: ZonalPool;
  readonly others: readonly ZonalPool[];
}

/** Divides pools among zones. */
export function zonalPools(pools: readonly NodePoolSettings[], zones: readonly string[]): ZonalPools {
  const all = pools.flatMap((pool) => nodesByZone(pool, zones).map((share) => ({ ...share, pool })));
  const first = all.find(({ pool }) => pool.role === "system");
  if (first === undefined) throw new Error("The cluster has no system pool.");
  return { first, others: all.filter((one) => one !== first) };
}

/** What all agent pools of a cluster share. */
export interface NodePoolProps {
  readonly kubernetesVersion: string;
  readonly subnetIdsByZone: Readonly<Record<string, string>>;
  readonly securityGroupId: string;
  /** All pools of the cluster. */
  readonly pools: readonly NodePoolSettings[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * AKS puts nodes into a group only where a port of theirs is let in by the rules that it makes: without one the group
 * stays empty, and nothing says so. Nobody listens on this one, no node has a public address, and the subnets' own rules
 * let nobody in from the internet.
 * https://learn.microsoft.com/azure/aks/use-node-public-ips#allow-host-port-connections-and-add-node-pools-to-application-security-groups
 */
const unusedHostPort = { portStart: 1, portEnd: 1, protocol: "TCP" };

/** The arguments that every agent pool has, the first one and the others. */
export function agentPoolSettings({ pool, zone, minNodes, maxNodes }: ZonalPool, props: NodePoolProps) {
  const subnetId = props.subnetIdsByZone[zone];
  if (subnetId === undefined) throw new Error(`The network has no private subnet in ${zone}.`);
  const { name, temporary } = agentPoolNames(pool.name, zone);
  const isSpot = pool.capacityType === "spot";
  return {
    name,
    // What AKS can't change in a pool is changed in another one, to which the nodes' pods move for the while.
    temporaryNameForRotation: temporary,
    vmSize: machineType(pool),
    zones: [zone],
    vnetSubnetId: subnetId,
    orchestratorVersion: props.kubernetesVersion,
    autoScalingEnabled: true,
    nodeCount: minNodes,
    minCount: minNodes,
    maxCount: maxNodes,
    // What a node's part of the pods' block holds.
    maxPods: 250,
    osDiskSizeGb: pool.diskSizeGb,
    nodeLabels: { ...nodeLabels(pool), ...(isSpot ? { [spotKey]: "spot" } : {}) },
    nodeNetworkProfile: {
      applicationSecurityGroupIds: [props.securityGroupId],
      allowedHostPorts: [unusedHostPort],
    },
    tags: { ...props.tags },
  };
}

/** A tenth of the nodes is added while the others are upgraded one by one. */
export const upgradeSettings = { maxSurge: "10%", drainTimeoutInMinutes: 30, nodeSoakDurationInMinutes: 0 };

/** Makes an agent pool beside the one that came with the cluster. */
export function agentPool(
  scope: Construct,
  zonal: ZonalPool,
  { clusterId, ...props }: NodePoolProps & { readonly clusterId: string },
): KubernetesClusterNodePool {
  const { pool, zone } = zonal;
  return new KubernetesClusterNodePool(scope, `pool-${pool.name}-${zone}`, {
    ...agentPoolSettings(zonal, props),
    ...capacity(pool),
    kubernetesClusterId: clusterId,
    mode: mode(zonal),
    nodeTaints: taints(pool, props.pools),
    // The autoscaler moves the number of nodes; Terraform must not move it back.
    lifecycle: { ignoreChanges: ["node_count"] },
  });
}

/** AKS wants a node in what it calls a system pool; a zone that may have none of a pool's is one for users to it. */
function mode({ pool, minNodes }: ZonalPool): string {
  return pool.role === "system" && minNodes > 0 ? "System" : "User";
}

/** Spot nodes leave when Azure wants them back, and AKS upgrades them without further ones beside them. */
function capacity({ capacityType }: NodePoolSettings): Partial<KubernetesClusterNodePoolConfig> {
  if (capacityType === "on-demand") return { upgradeSettings };
  return { priority: "Spot", evictionPolicy: "Delete", spotMaxPrice: -1 };
}

function taints(pool: NodePoolSettings, pools: readonly NodePoolSettings[]): string[] {
  const own = nodeTaints(pool, pools).map(({ key, value, effect }) => `${key}=${value}:${effect}`);
  return pool.capacityType === "spot" ? [`${spotKey}=spot:NoSchedule`, ...own] : own;
}
