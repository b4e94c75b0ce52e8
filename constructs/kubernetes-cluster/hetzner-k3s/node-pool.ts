import { DataResource, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PlacementGroup } from "../../../.gen/providers/hcloud/placement-group";
import { Server } from "../../../.gen/providers/hcloud/server";
import { clusterSecret } from "../../account/hetzner/secrets";
import { type NodePoolSettings, nodeLabels, nodeTaints } from "../../contract/node-pool";
import { nodesByZone, type ZoneNodes } from "../../contract/node-pool-zones";
import type { AutoscaledGroup } from "./configuration-props";
import { k3sNames, serverLabels } from "./names";
import { privateServer, readAtFirstBoot } from "./private-server";
import { serverTypeOf, serverTypes } from "./server-types";
import { type NodeProps, workerToken, workerUserData } from "./user-data";

/** Servers that one placement group takes. https://docs.hetzner.com/cloud/placement-groups/overview */
export const serversPerPlacementGroup = 10;

/** A pool among those of its cluster, and where it stands. */
export interface PoolProps {
  readonly namePrefix: string;
  readonly pool: NodePoolSettings;
  /** All pools of the cluster, this one among them. */
  readonly pools: readonly NodePoolSettings[];
  readonly zones: readonly string[];
}

export interface NodePoolProps extends PoolProps {
  readonly networkId: string;
  readonly node: NodeProps;
  readonly tags: Readonly<Record<string, string>>;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The nodes that a pool always has, spread over hosts and locations; the autoscaler adds others up to its maximum. */
export class NodePool extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: NodePoolProps,
  ) {
    super(scope, id);
    const kind = nodeKind(props);
    // Terraform must see what a server was made from: its user data is read once, and changes of it are ignored.
    const made = new DataResource(this, "made", { input: { ...kind, labels: { ...kind.labels } } });
    for (const zone of nodesByZone(props.pool, props.zones)) this.makeServers(zone, kind, made);
  }

  private makeServers({ zone, minNodes }: ZoneNodes, kind: NodeKind, made: DataResource): void {
    const { namePrefix, pool, networkId, node, tags, dependsOn } = this.props;
    const group = k3sNames(namePrefix).poolGroup(pool.name, zone);
    const placementGroups = Array.from(
      { length: Math.ceil(minNodes / serversPerPlacementGroup) },
      (_, place) =>
        new PlacementGroup(this, `placement-${zone}-${place + 1}`, {
          name: `${group}-${place + 1}`,
          type: "spread",
          labels: { ...tags },
        }),
    );
    placementGroups.forEach((placementGroup, place) => {
      const first = place * serversPerPlacementGroup;
      const count = Math.min(serversPerPlacementGroup, minNodes - first);
      for (let number = first + 1; number <= first + count; number += 1) {
        const name = `${group}-${number}`;
        new Server(this, `${zone}-${number}`, {
          ...privateServer({
            location: zone,
            networkId,
            placementGroupId: placementGroup.id,
            userData: workerUserData({
              ...node,
              hostname: name,
              agentToken: workerToken(
                clusterSecret(this, "serverCaCertificate"),
                clusterSecret(this, "agentToken"),
              ),
              labels: kind.labels,
              taints: kind.taints,
              reservedDiskGib: kind.reservedDiskGib,
            }),
          }),
          name,
          serverType: kind.serverType,
          labels: {
            ...tags,
            ...serverLabels(namePrefix, "worker"),
            "hera-pool": pool.name,
            "hera-capacity": pool.capacityType,
          },
          // Never created before the old one goes: that would pass on to all that it depends on, NAT hosts too, whose
          // names and addresses can't exist twice.
          lifecycle: { ignoreChanges: readAtFirstBoot, replaceTriggeredBy: [addressOf(made)] },
          dependsOn: [...dependsOn],
        });
      }
    });
  }
}

/** As Terraform wants it there; cdktf would write a template, which it refuses. */
function addressOf({ terraformResourceType, friendlyUniqueId }: DataResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

/** What can't be changed of a node. */
interface NodeKind extends Pick<AutoscaledGroup, "serverType" | "labels" | "taints" | "reservedDiskGib"> {}

function nodeKind({ pool, pools }: PoolProps): NodeKind {
  const serverType = serverTypeOf(pool);
  return {
    serverType,
    labels: nodeLabels(pool),
    taints: nodeTaints(pool, pools),
    reservedDiskGib: Math.max(0, (serverTypes[serverType]?.diskGib ?? 0) - pool.diskSizeGb),
  };
}

/** The groups that the autoscaler grows, in each location by what the pool may have beyond the nodes it always has. */
export function autoscaledGroups(props: PoolProps): AutoscaledGroup[] {
  const { namePrefix, pool, zones } = props;
  return nodesByZone(pool, zones)
    .filter(({ minNodes, maxNodes }) => maxNodes > minNodes)
    .map(({ zone, minNodes, maxNodes }) => ({
      ...nodeKind(props),
      name: k3sNames(namePrefix).poolGroup(pool.name, zone),
      location: zone,
      maxNodes: maxNodes - minNodes,
    }));
}
