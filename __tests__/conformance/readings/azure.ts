import { z } from "zod";
import type { CapacityType } from "../../../constructs/contract/node-pool";
import { azureAccountInput } from "../../azure-examples";
import { reference } from "../../jsonencoded";
import type { Arguments, SynthesizedStack } from "../../synthesized";
import type { CloudReading } from "./reading";

const poolSchema = z.object({
  name: z.string(),
  zones: z.array(z.string()).length(1),
  vnet_subnet_id: z.string(),
  node_labels: z.record(z.string(), z.string()),
  node_public_ip_enabled: z.boolean().optional(),
  priority: z.literal("Spot").optional(),
});
const clusterSchema = z.object({
  private_cluster_enabled: z.boolean(),
  disk_encryption_set_id: z.string().optional(),
  oidc_issuer_enabled: z.boolean(),
  workload_identity_enabled: z.boolean(),
  local_account_disabled: z.boolean(),
  linux_profile: z.unknown().optional(),
  service_principal: z.unknown().optional(),
  key_management_service: z.object({ key_vault_key_id: z.string() }).optional(),
  network_profile: z.object({ network_policy: z.string(), network_data_plane: z.string() }),
  default_node_pool: poolSchema,
  lifecycle: z.object({ prevent_destroy: z.boolean() }).optional(),
});
const categoriesSchema = z.array(z.object({ category: z.string() }));
const retentionSchema = z.object({ days: z.number(), enabled: z.literal(true) });
const outputSchema = z.object({ nodePoolNames: z.record(z.string(), z.array(z.string())) });

/** How an environment on Azure is read. */
export const azureReading: CloudReading = {
  account: azureAccountInput,
  providers: ["azurerm"],

  hasPublicEndpoint: (stack) => !cluster(stack).private_cluster_enabled,
  encryptsSecretsWithOwnKey: (stack) => {
    const { key_management_service: service } = cluster(stack);
    const current = reference("data.azurerm_key_vault_key.cluster_secrets_current.id");
    const newest = stack.data("azurerm_key_vault_key").cluster_secrets_current;
    const key = stack.resource("azurerm_key_vault_key.cluster_secrets_key");
    const isOwn = service?.key_vault_key_id === current && newest?.name === key.name;
    return isOwn && newest?.key_vault_id === key.key_vault_id && key.rotation_policy !== undefined;
  },
  controlPlaneLogs: (stack) => {
    const setting = stack.only("azurerm_monitor_diagnostic_setting");
    const logged = categoriesSchema.parse(setting.enabled_log).map(({ category }) => category);
    const tables = Object.values(stack.resources("azurerm_log_analytics_workspace_table"));
    const [days, ...others] = new Set(
      tables.flatMap((table) => [table.retention_in_days, table.total_retention_in_days]),
    );
    return {
      isComplete:
        setting.log_analytics_destination_type === "Dedicated" &&
        ["AKSAudit", "AKSAuditAdmin", "AKSControlPlane"].every((name) =>
          tables.some((one) => one.name === name),
        ) &&
        [
          "kube-apiserver",
          "kube-audit",
          "kube-audit-admin",
          "kube-controller-manager",
          "cloud-controller-manager",
          "kube-scheduler",
          "cluster-autoscaler",
          "guard",
        ].every((category) => logged.includes(category)),
      retentionDays: others.length === 0 ? z.number().parse(days) : undefined,
    };
  },
  flowLogs: (stack) => {
    const log = stack.only("azurerm_network_watcher_flow_log");
    return {
      isComplete: log.enabled === true,
      retentionDays: retentionSchema.parse(log.retention_policy).days,
    };
  },
  publicNodeAddresses: (stack) => [
    ...pools(stack)
      .filter(({ node_public_ip_enabled: isPublic }) => isPublic === true)
      .map(({ name }) => name),
    ...Object.entries(subnetsOfNodes(stack))
      .filter(([, subnet]) => subnet.default_outbound_access_enabled !== false)
      .map(([name]) => name),
  ],
  unencryptedDisks: (stack) => {
    // One set for the disks of all pools; Azure has no setting for a single one.
    const set = stack.resource("azurerm_disk_encryption_set.cluster_disks_set");
    const key = reference("azurerm_key_vault_key.cluster_secrets_disks.versionless_id");
    const isUsed =
      cluster(stack).disk_encryption_set_id === reference("azurerm_disk_encryption_set.cluster_disks_set.id");
    return isUsed && set.key_vault_key_id === key ? [] : pools(stack).map(({ name }) => name);
  },
  enforcesNetworkPolicies: (stack) => {
    const { network_policy: policy, network_data_plane: dataPlane } = cluster(stack).network_profile;
    return policy === "cilium" && dataPlane === "cilium";
  },
  hasWorkloadIdentity: (stack) => {
    const { oidc_issuer_enabled: hasIssuer, workload_identity_enabled: isOn } = cluster(stack);
    return hasIssuer && isOn;
  },
  hasStaticCredentials: (stack) => {
    const {
      local_account_disabled: isClosed,
      linux_profile: sshKey,
      service_principal: secret,
    } = cluster(stack);
    // The flow log's account keeps its key, which the log is written with; its firewall lets in nobody else.
    const stores = Object.entries(stack.resources("azurerm_storage_account")).filter(
      ([name]) => name !== "network_flow-log_account",
    );
    const withKeys = stores.filter(([, account]) => account.shared_access_key_enabled !== false);
    const workspaces = Object.values(stack.resources("azurerm_log_analytics_workspace"));
    const withSecrets = workspaces.filter((one) => one.local_authentication_enabled !== false);
    const isOpen = !isClosed || sshKey !== undefined || secret !== undefined;
    return isOpen || withKeys.length > 0 || withSecrets.length > 0;
  },
  bucketsInReach: (stack, identity) =>
    Object.entries(stack.resources("azurerm_role_assignment"))
      .filter(
        ([id, { role_definition_name: role }]) => id.includes(`-${identity}_`) && /Blob/.test(String(role)),
      )
      .map(([, { scope }]) => containerOf(stack, String(scope))),

  natGateways: (stack) => Object.keys(stack.resources("azurerm_nat_gateway")).length,
  zones: (stack) => [...new Set(pools(stack).flatMap((pool) => pool.zones))],
  hasPrivateServiceAccess: (stack) =>
    Object.values(subnetsOfNodes(stack)).some((subnet) => subnet.service_endpoints !== undefined),
  isProtected: (stack) => cluster(stack).lifecycle?.prevent_destroy === true,
  capacityTypes: (stack) => {
    const { nodePoolNames } = outputSchema.parse(stack.outputs);
    return Object.fromEntries(
      Object.entries(nodePoolNames).map(([pool, names]) => [pool, capacityTypesOf(stack, names)]),
    );
  },

  changedInPlace: {
    // The autoscaler's bounds: https://learn.microsoft.com/azure/aks/cluster-autoscaler#update-the-cluster-autoscaler-settings
    // The number to begin with is ignored after creation.
    azurerm_kubernetes_cluster: [
      "default_node_pool.min_count",
      "default_node_pool.max_count",
      "default_node_pool.node_count",
    ],
    // The mode: https://learn.microsoft.com/azure/aks/use-system-pools#update-existing-cluster-system-and-user-node-pools
    azurerm_kubernetes_cluster_node_pool: ["min_count", "max_count", "node_count", "mode"],
  },
};

function cluster(stack: SynthesizedStack): z.output<typeof clusterSchema> {
  return clusterSchema.parse(stack.only("azurerm_kubernetes_cluster"));
}

/** All agent pools, the one that comes with the cluster first. */
function pools(stack: SynthesizedStack): z.output<typeof poolSchema>[] {
  const others = Object.values(stack.resources("azurerm_kubernetes_cluster_node_pool"));
  return [cluster(stack).default_node_pool, ...others.map((pool) => poolSchema.parse(pool))];
}

function capacityTypesOf(stack: SynthesizedStack, names: readonly string[]): CapacityType[] {
  const own = pools(stack).filter(({ name }) => names.includes(name));
  return [...new Set(own.map(({ priority }) => (priority === "Spot" ? "spot" : "on-demand")))];
}

/** The subnets that agent pools use, by name. */
function subnetsOfNodes(stack: SynthesizedStack): Readonly<Record<string, Arguments>> {
  const used = new Set(pools(stack).map((pool) => pool.vnet_subnet_id));
  const all = Object.entries(stack.resources("azurerm_subnet"));
  return Object.fromEntries(all.filter(([name]) => used.has(reference(`azurerm_subnet.${name}.id`))));
}

/** The container that a role is on, or what else it is on. */
function containerOf(stack: SynthesizedStack, scope: string): string {
  const address = /^\$\{(azurerm_storage_container\..+)\.id\}$/.exec(scope)?.[1];
  return address === undefined ? scope : String(stack.resource(address).name);
}
