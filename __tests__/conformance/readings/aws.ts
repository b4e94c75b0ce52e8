import { z } from "zod";
import type { CapacityType } from "../../../constructs/contract/node-pool";
import { jsonencoded, reference } from "../../jsonencoded";
import type { Arguments, SynthesizedStack } from "../../synthesized";
import { awsBucketsInReach } from "./aws-buckets";
import type { CloudReading } from "./reading";

const clusterSchema = z.object({
  access_config: z.object({
    authentication_mode: z.string(),
    bootstrap_cluster_creator_admin_permissions: z.boolean(),
  }),
  enabled_cluster_log_types: z.array(z.string()),
  encryption_config: z.object({
    resources: z.array(z.string()),
    provider: z.object({ key_arn: z.string() }),
  }),
  vpc_config: z.object({ endpoint_private_access: z.boolean(), endpoint_public_access: z.boolean() }),
  lifecycle: z.object({ prevent_destroy: z.boolean() }).optional(),
});
const logGroupSchema = z.object({ retention_in_days: z.number().optional() });
const nodeGroupSchema = z.object({
  node_group_name_prefix: z.string(),
  capacity_type: z.enum(["ON_DEMAND", "SPOT"]),
  subnet_ids: z.array(z.string()),
  launch_template: z.object({ id: z.string() }),
  remote_access: z.unknown().optional(),
});
const launchTemplateSchema = z.object({
  key_name: z.string().optional(),
  block_device_mappings: z.array(z.object({ ebs: z.object({ encrypted: z.string() }) })).min(1),
  network_interfaces: z.array(z.object({ associate_public_ip_address: z.string().optional() })).default([]),
});
const capacityTypes: Readonly<Record<"ON_DEMAND" | "SPOT", CapacityType>> = {
  ON_DEMAND: "on-demand",
  SPOT: "spot",
};

/** How an environment on AWS is read. */
export const awsReading: CloudReading = {
  account: {
    account: "111122223333",
    region: "eu-west-1",
    zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
    adminPrincipals: ["arn:aws:iam::111122223333:role/admin"],
  },
  providers: ["aws"],

  hasPublicEndpoint: (stack) => cluster(stack).vpc_config.endpoint_public_access,
  encryptsSecretsWithOwnKey: (stack) => {
    const { resources, provider } = cluster(stack).encryption_config;
    const key = stack.resource("aws_kms_key.cluster_control-plane_secrets_key");
    const isOwn = provider.key_arn === reference("aws_kms_key.cluster_control-plane_secrets_key.arn");
    return isOwn && resources.includes("secrets") && key.enable_key_rotation === true;
  },
  controlPlaneLogs: (stack) => ({
    isComplete: ["api", "audit", "authenticator", "controllerManager", "scheduler"].every((type) =>
      cluster(stack).enabled_cluster_log_types.includes(type),
    ),
    retentionDays: retentionDays(stack, "cluster_control-plane_log-group"),
  }),
  flowLogs: (stack) => ({
    isComplete: stack.only("aws_flow_log").traffic_type === "ALL",
    retentionDays: retentionDays(stack, "network_flow-log_log-group"),
  }),
  publicNodeAddresses: (stack) => [
    ...subnetsOfNodes(stack)
      .filter(([, subnet]) => subnet.map_public_ip_on_launch !== false)
      .map(([name]) => name),
    ...subnetsOfNodes(stack)
      .filter(([name]) => name.includes("public"))
      .map(([name]) => name),
    ...Object.entries(stack.resources("aws_launch_template"))
      .filter(([, template]) =>
        launchTemplateSchema
          .parse(template)
          .network_interfaces.some((card) => card.associate_public_ip_address === "true"),
      )
      .map(([name]) => name),
  ],
  unencryptedDisks: (stack) =>
    nodeGroups(stack)
      .filter(({ launch_template }) => !hasEncryptedDisks(stack, launch_template.id))
      .map((group) => group.node_group_name_prefix),
  enforcesNetworkPolicies: (stack) => {
    const addOn = stack.resource("aws_eks_addon.cluster_add-ons-before-nodes_vpc-cni");
    const settings = z
      .object({ enableNetworkPolicy: z.string() })
      .parse(jsonencoded(addOn.configuration_values));
    return settings.enableNetworkPolicy === "true";
  },
  hasWorkloadIdentity: (stack) => {
    const addOns = Object.values(stack.resources("aws_eks_addon")).map((addOn) => addOn.addon_name);
    const providers = Object.keys(stack.resources("aws_iam_openid_connect_provider"));
    return addOns.includes("eks-pod-identity-agent") && providers.length === 1;
  },
  hasStaticCredentials: (stack) => {
    const { authentication_mode: mode, bootstrap_cluster_creator_admin_permissions: creatorIsAdmin } =
      cluster(stack).access_config;
    const keys = ["aws_iam_user", "aws_iam_access_key", "aws_key_pair", "aws_eks_identity_provider_config"];
    return (
      mode !== "API" ||
      creatorIsAdmin ||
      keys.some((type) => Object.keys(stack.resources(type)).length > 0) ||
      nodeGroups(stack).some((group) => group.remote_access !== undefined) ||
      launchTemplates(stack).some((template) => template.key_name !== undefined)
    );
  },
  bucketsInReach: awsBucketsInReach,

  natGateways: (stack) => Object.keys(stack.resources("aws_nat_gateway")).length,
  zones: (stack) => subnetsOfNodes(stack).map(([, subnet]) => String(subnet.availability_zone)),
  hasPrivateServiceAccess: (stack) =>
    Object.values(stack.resources("aws_vpc_endpoint")).some(
      (endpoint) => endpoint.vpc_endpoint_type === "Interface",
    ),
  isProtected: (stack) => cluster(stack).lifecycle?.prevent_destroy === true,
  capacityTypes: (stack) => {
    const pools = [...new Set(nodeGroups(stack).map(poolOf))];
    return Object.fromEntries(pools.map((pool) => [pool, capacityTypesOf(stack, pool)]));
  },

  changedInPlace: {
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEndpoint.html
    aws_vpc_endpoint: ["route_table_ids", "subnet_ids"],
    // Ignored after creation: EKS fixes the control plane's zones.
    aws_eks_cluster: ["vpc_config.subnet_ids"],
    // Taken when the key is deleted: https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
    aws_kms_key: ["deletion_window_in_days"],
    // https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateAddon.html
    aws_eks_addon: ["configuration_values"],
    // What the provider does before it removes one.
    aws_route53_zone: ["force_destroy"],
    aws_s3_bucket: ["force_destroy"],
    // https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateNodegroupConfig.html
    aws_eks_node_group: ["scaling_config.min_size", "scaling_config.max_size", "scaling_config.desired_size"],
  },
};

function cluster(stack: SynthesizedStack): z.output<typeof clusterSchema> {
  return clusterSchema.parse(stack.only("aws_eks_cluster"));
}

function nodeGroups(stack: SynthesizedStack): z.output<typeof nodeGroupSchema>[] {
  return Object.values(stack.resources("aws_eks_node_group")).map((group) => nodeGroupSchema.parse(group));
}

function launchTemplates(stack: SynthesizedStack): z.output<typeof launchTemplateSchema>[] {
  return Object.values(stack.resources("aws_launch_template")).map((one) => launchTemplateSchema.parse(one));
}

/** The pool of a node group, whose name begins with the pool's and the zone's letter: `system-1a-`. */
function poolOf(group: z.output<typeof nodeGroupSchema>): string {
  return group.node_group_name_prefix.replace(/-\d[a-z]-$/, "");
}

function capacityTypesOf(stack: SynthesizedStack, pool: string): CapacityType[] {
  const groups = nodeGroups(stack).filter((group) => poolOf(group) === pool);
  return [...new Set(groups.map((group) => capacityTypes[group.capacity_type]))];
}

function retentionDays(stack: SynthesizedStack, name: string): number | undefined {
  return logGroupSchema.parse(stack.resource(`aws_cloudwatch_log_group.${name}`)).retention_in_days;
}

/** The subnets that node groups use, by name. */
function subnetsOfNodes(stack: SynthesizedStack): (readonly [string, Arguments])[] {
  const used = new Set(nodeGroups(stack).flatMap((group) => group.subnet_ids));
  return Object.entries(stack.resources("aws_subnet")).filter(([name]) =>
    used.has(reference(`aws_subnet.${name}.id`)),
  );
}

function hasEncryptedDisks(stack: SynthesizedStack, templateId: string): boolean {
  const [, template] =
    Object.entries(stack.resources("aws_launch_template")).find(
      ([name]) => reference(`aws_launch_template.${name}.id`) === templateId,
    ) ?? [];
  const disks = launchTemplateSchema.safeParse(template).data?.block_device_mappings ?? [];
  return disks.length > 0 && disks.every((disk) => disk.ebs.encrypted === "true");
}
