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

/** A managed node group, and the launch template that hardens its nodes. */
export class NodePool extends Construct {
  readonly nodeGroup: EksNodeGroup;

  constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(scope, id);
    const { pool, zones, subnetIdsByZone } = props;
    const poolZones = pool.zones?.map((place) => zones[place - 1]) ?? zones;
    const template = launchTemplate(this, props);
    this.nodeGroup = new EksNodeGroup(this, "node-group", {
      clusterName: props.clusterName,
      // A prefix, so that a change that replaces the group makes the new one before it drains the old one.
      nodeGroupNamePrefix: `${pool.name}-`,
      version: props.kubernetesVersion,
      nodeRoleArn: props.nodeRoleArn,
      subnetIds: poolZones.flatMap((zone) => (zone === undefined ? [] : (subnetIdsByZone[zone] ?? []))),
      amiType: amiTypes[pool.architecture],
      capacityType: capacityTypes[pool.capacityType],
      instanceTypes: instanceTypes(pool),
      labels: nodeLabels(pool),
      taint: nodeTaints(pool, props.pools).map(({ key, value, effect }) => ({
        key,
        value,
        effect: taintEffects[effect],
      })),
      scalingConfig: { minSize: pool.minNodes, maxSize: pool.maxNodes, desiredSize: pool.minNodes },
      updateConfig: { maxUnavailablePercentage: 33 },
      launchTemplate: { id: template.id, version: Token.asString(template.latestVersion) },
      // The autoscaler moves the desired size; Terraform must not move it back.
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ["scaling_config[0].desired_size"] },
      dependsOn: props.dependsOn,
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
