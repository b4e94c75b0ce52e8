import type { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import { ContainerNodePool } from "@cdktf/provider-google/lib/container-node-pool";
import { Fn, type ITerraformDependable, Op, Token } from "cdktf";
import { Construct } from "constructs";
import { type NodePoolSettings, nodeLabels, nodeTaints, type Taint } from "../../contract/node-pool";
import { nodesByZone } from "../../contract/node-pool-zones";
import { diskType, machineType } from "./machine-types";
import { nodePoolName } from "./names";
import { hardening } from "./node-hardening";

const taintEffects: Readonly<Record<Taint["effect"], string>> = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
};

export interface NodePoolProps {
  readonly project: string;
  readonly cluster: ContainerCluster;
  /** The minor that the environment asks for. */
  readonly kubernetesVersion: string;
  /** The address of the nodes' service account. */
  readonly nodeIdentity: string;
  /** The network tag that firewall rules name nodes by. */
  readonly networkTag: string;
  readonly zones: readonly string[];
  readonly pool: NodePoolSettings;
  /** All pools of the cluster, this one among them. */
  readonly pools: readonly NodePoolSettings[];
  readonly tags: Readonly<Record<string, string>>;
  readonly dependsOn: ITerraformDependable[];
}

/** A pool's nodes: one node pool in all of its zones, which GKE's own autoscaler keeps between minimum and maximum. */
export class NodePool extends Construct {
  readonly nodePool: ContainerNodePool;

  constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(scope, id);
    const { cluster, pool, zones } = props;
    const { minNodes, maxNodes } = pool;
    const ownZones = nodesByZone(pool, zones).map(({ zone }) => zone);
    this.nodePool = new ContainerNodePool(this, "pool", {
      name: nodePoolName(pool),
      project: props.project,
      // By its name, as an import gives it back: the cluster's id would replace an imported pool.
      cluster: cluster.name,
      location: cluster.location,
      nodeLocations: ownZones,
      version: versionToCatchUp(props),
      initialNodeCount: initialNodesPerZone(minNodes, maxNodes, ownZones.length),
      autoscaling: {
        totalMinNodeCount: minNodes,
        totalMaxNodeCount: maxNodes,
        // Spot capacity is where it is.
        locationPolicy: pool.capacityType === "spot" ? "ANY" : "BALANCED",
      },
      management: { autoRepair: true, autoUpgrade: true },
      upgradeSettings: { strategy: "SURGE", maxSurge: 1, maxUnavailable: 0 },
      nodeConfig: nodeConfig(props),
      // The autoscaler moves the number of nodes; Terraform must not replace the pool for it.
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ["initial_node_count"] },
      dependsOn: props.dependsOn,
    });
  }
}

function nodeConfig({ pool, pools, nodeIdentity, networkTag, tags }: NodePoolProps) {
  const type = machineType(pool);
  return {
    ...hardening,
    machineType: type,
    diskType: diskType(type),
    diskSizeGb: pool.diskSizeGb,
    spot: pool.capacityType === "spot",
    serviceAccount: nodeIdentity,
    tags: [networkTag],
    resourceLabels: { ...tags },
    labels: nodeLabels(pool),
    taint: nodeTaints(pool, pools).map(({ key, value, effect }) => ({
      key,
      value,
      effect: taintEffects[effect],
    })),
  };
}

/**
 * The control plane's version where the pool is of an earlier minor than asked for, and else nothing. GKE upgrades
 * patches by itself, which a version would fight; but it leaves nodes on their minor when Terraform raises the control
 * plane's. The cluster tells what the pool's own attribute can't say within its own argument.
 */
function versionToCatchUp({ cluster, pool, kubernetesVersion }: NodePoolProps): string {
  const ofAllPools = (attribute: string) =>
    Token.asList(cluster.interpolationForAttribute(`node_pool[*].${attribute}`));
  const versions = Fn.zipmap(ofAllPools("name"), ofAllPools("version"));
  const version = Fn.lookup(versions, nodePoolName(pool), kubernetesVersion);
  const wanted = Number(kubernetesVersion.split(".")[1]);
  const minor = Fn.try([Fn.tonumber(Fn.element(Fn.split(".", version), 1)), wanted]);
  return Token.asString(Fn.conditional(Op.lt(minor, wanted), "-", Token.nullValue()));
}

/** The nodes that a pool starts with in each zone: enough for its minimum, if that is not beyond its maximum. */
function initialNodesPerZone(minNodes: number, maxNodes: number, zones: number): number {
  const enough = Math.ceil(minNodes / zones);
  return enough * zones <= maxNodes ? enough : Math.floor(minNodes / zones);
}
