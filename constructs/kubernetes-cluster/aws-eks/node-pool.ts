import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import {
  type Architecture,
  type CapacityType,
  type NodePoolSettings,
  nodeLabels,
  nodeTaints,
  type Taint,
} from "../../contract/node-pool";
import { nodesByZone, type ZoneNodes } from "../../contract/node-pool-zones";
import { instanceTypes } from "./instance-types";
import { eksNames } from "./names";

const amiTypes: Readonly<Record<Architecture, string>> = {
  amd64: "AL2023_x86_64_STANDARD",
  arm64: "AL2023_ARM_64_STANDARD",
};
const capacityTypes: Readonly<Record<CapacityType, string>> = { "on-demand": "ON_DEMAND", spot: "SPOT" };
const taintEffects: Readonly<Record<Taint["effect"], string>> = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
};

export interface NodePoolProps {
  readonly namePrefix: string;
  readonly clusterName: string;
  readonly kubernetesVersion: string;
  readonly nodeRoleArn: string;
  readonly securityGroupId: string;
  readonly subnetIdsByZone: Readonly<Record<string, string>>;
  readonly zones: readonly string[];
  readonly pool: NodePoolSettings;
  /** All pools of the cluster, this one among them. */
  readonly pools: readonly NodePoolSettings[];
  readonly tags: Readonly<Record<string, string>>;
  readonly dependsOn: ITerraformDependable[];
}

/**
 * A pool's nodes: one launch template that hardens them, and a managed node group in each zone. A node group can't
 * change its zones, so that one for all of them would be replaced when a zone is added; and the autoscaler can only
 * follow a volume into its zone when the zone has a group of its own.
 */
export class NodePool extends Construct {
  /** The node groups, keyed by zone. */
  readonly nodeGroups: Readonly<Record<string, EksNodeGroup>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NodePoolProps,
  ) {
    super(scope, id);
    const template = launchTemplate(this, props);
    const shares = nodesByZone(props.pool, props.zones);
    this.nodeGroups = Object.fromEntries(
      shares.map((share) => [share.zone, this.nodeGroup(share, template)]),
    );
  }

  private nodeGroup({ zone, minNodes, maxNodes }: ZoneNodes, template: LaunchTemplate): EksNodeGroup {
    const { pool, pools, subnetIdsByZone, dependsOn } = this.props;
    const subnetId = subnetIdsByZone[zone];
    if (subnetId === undefined) throw new Error(`The network has no private subnet in ${zone}.`);
    return new EksNodeGroup(this, `node-group-${zone}`, {
      clusterName: this.props.clusterName,
      // A prefix, so that a change that replaces the group makes the new one before it drains the old one.
      nodeGroupNamePrefix: `${pool.name}-${zone.split("-").pop()}-`,
      version: this.props.kubernetesVersion,
      nodeRoleArn: this.props.nodeRoleArn,
      subnetIds: [subnetId],
      amiType: amiTypes[pool.architecture],
      capacityType: capacityTypes[pool.capacityType],
      instanceTypes: instanceTypes(pool),
      labels: nodeLabels(pool),
      taint: nodeTaints(pool, pools).map(({ key, value, effect }) => ({
        key,
        value,
        effect: taintEffects[effect],
      })),
      scalingConfig: { minSize: minNodes, maxSize: maxNodes, desiredSize: minNodes },
      updateConfig: { maxUnavailablePercentage: 33 },
      launchTemplate: { id: template.id, version: Token.asString(template.latestVersion) },
      // The autoscaler moves the desired size; Terraform must not move it back.
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ["scaling_config[0].desired_size"] },
      dependsOn,
    });
  }
}

function launchTemplate(
  scope: Construct,
  { namePrefix, pool, securityGroupId, tags }: NodePoolProps,
): LaunchTemplate {
  const name = eksNames(namePrefix).launchTemplate(pool.name);
  return new LaunchTemplate(scope, "launch-template", {
    name,
    updateDefaultVersion: true,
    vpcSecurityGroupIds: [securityGroupId],
    // One hop: a pod's own network is a second one, so that pods can't act as their node.
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [
      {
        // The root device of Amazon Linux 2023.
        deviceName: "/dev/xvda",
        ebs: {
          volumeType: "gp3",
          volumeSize: pool.diskSizeGb,
          encrypted: "true",
          deleteOnTermination: "true",
        },
      },
    ],
    monitoring: { enabled: true },
    // Default tags reach the template, but not what is launched from it.
    tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
      resourceType,
      tags: { ...tags, Name: name },
    })),
  });
}
