import { z } from "zod";
import { reference } from "../../jsonencoded";
import type { SynthesizedStack } from "../../synthesized";
import type { CloudReading } from "./reading";

const clusterSchema = z.object({
  private_cluster_config: z.object({
    enable_private_nodes: z.boolean(),
    enable_private_endpoint: z.boolean().default(false),
  }),
  control_plane_endpoints_config: z.object({
    dns_endpoint_config: z.object({ allow_external_traffic: z.boolean() }),
  }),
  database_encryption: z.object({ state: z.string(), key_name: z.string().optional() }),
  logging_config: z.object({ enable_components: z.array(z.string()) }),
  datapath_provider: z.string(),
  workload_identity_config: z.object({ workload_pool: z.string() }),
  master_auth: z.object({
    client_certificate_config: z.object({ issue_client_certificate: z.boolean() }),
  }),
  enable_legacy_abac: z.boolean(),
  deletion_protection: z.boolean(),
  lifecycle: z.object({ prevent_destroy: z.boolean() }),
});
const nodePoolSchema = z.object({
  node_locations: z.array(z.string()),
  node_config: z.object({
    spot: z.boolean(),
    disk_type: z.string().default("of no kind that is named"),
    workload_metadata_config: z.object({ mode: z.string() }),
  }),
  network_config: z.object({ enable_private_nodes: z.boolean().default(true) }).optional(),
});
const logBucketSchema = z.object({ retention_days: z.number().optional() });
/** A bucket and what is in it, and nothing whose name only begins like it. */
const oneBucket =
  /^resource\.name == "projects\/_\/buckets\/([^"/]+)" \|\| resource\.name\.startsWith\("projects\/_\/buckets\/\1\/"\)$/;
const key = "google_kms_crypto_key.cluster_control-plane_secrets_key";

/** How an environment on Google Cloud is read. */
export const gcpReading: CloudReading = {
  account: {
    account: "acme-platform-1",
    region: "europe-west4",
    zones: ["europe-west4-a", "europe-west4-b", "europe-west4-c"],
    adminPrincipals: ["group:platform@acme.test"],
  },
  providers: ["google"],

  hasPublicEndpoint: (stack) => {
    const { private_cluster_config, control_plane_endpoints_config } = cluster(stack);
    const isNameOpen = control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic;
    return !private_cluster_config.enable_private_endpoint || isNameOpen;
  },
  encryptsSecretsWithOwnKey: (stack) => {
    const { state, key_name } = cluster(stack).database_encryption;
    const isOwn = key_name === reference(`${key}.id`);
    return state === "ENCRYPTED" && isOwn && /^\d+s$/.test(String(stack.resource(key).rotation_period));
  },
  controlPlaneLogs: (stack) => {
    const { enable_components: components } = cluster(stack).logging_config;
    const { filter } = stack.resource("google_logging_project_sink.cluster_control-plane_logs_sink");
    const kept = [
      "k8s_control_plane_component",
      "cloudaudit.googleapis.com/activity",
      "cloudaudit.googleapis.com/data_access",
    ];
    return {
      isComplete:
        ["APISERVER", "SCHEDULER", "CONTROLLER_MANAGER"].every((one) => components.includes(one)) &&
        kept.every((one) => String(filter).includes(`"${one}"`)),
      retentionDays: retentionDays(stack, "cluster_control-plane_logs_bucket"),
    };
  },
  flowLogs: (stack) => {
    const { log_config } = stack.resource("google_compute_subnetwork.network_subnetworks_nodes");
    return {
      isComplete: z.object({ flow_sampling: z.number() }).parse(log_config).flow_sampling === 1,
      retentionDays: retentionDays(stack, "network_flow-log_log_bucket"),
    };
  },
  publicNodeAddresses: (stack) => [
    ...(cluster(stack).private_cluster_config.enable_private_nodes ? [] : ["the cluster"]),
    ...Object.entries(nodePools(stack))
      .filter(([, { network_config }]) => network_config?.enable_private_nodes === false)
      .map(([name]) => name),
  ],
  // Google encrypts every disk of these kinds itself, with a key of its own where none is named.
  // https://docs.cloud.google.com/compute/docs/disks/disk-encryption
  unencryptedDisks: (stack) =>
    Object.entries(nodePools(stack))
      .filter(([, { node_config }]) => !/^(pd|hyperdisk)-/.test(node_config.disk_type))
      .map(([name]) => name),
  enforcesNetworkPolicies: (stack) => cluster(stack).datapath_provider === "ADVANCED_DATAPATH",
  hasWorkloadIdentity: (stack) =>
    cluster(stack).workload_identity_config.workload_pool.endsWith(".svc.id.goog") &&
    Object.values(nodePools(stack)).every(
      ({ node_config }) => node_config.workload_metadata_config.mode === "GKE_METADATA",
    ),
  hasStaticCredentials: (stack) => {
    const { master_auth, enable_legacy_abac } = cluster(stack);
    return (
      master_auth.client_certificate_config.issue_client_certificate ||
      enable_legacy_abac ||
      Object.keys(stack.resources("google_service_account_key")).length > 0
    );
  },
  bucketsInReach: (stack, identity) =>
    Object.entries(stack.resources("google_project_iam_member"))
      .filter(([id, { role }]) => id.includes(`identity-${identity}_`) && String(role).includes("storage"))
      .map(([, { condition }]) => z.object({ expression: z.string() }).parse(condition).expression)
      .map((rule) => oneBucket.exec(rule)?.[1] ?? rule),

  // Cloud NAT spans zones: what a zone more can bring is an address more.
  natGateways: (stack) => z.array(z.string()).parse(stack.only("google_compute_router_nat").nat_ips).length,
  zones: (stack) => [
    ...new Set(Object.values(nodePools(stack)).flatMap(({ node_locations }) => node_locations)),
  ],
  hasPrivateServiceAccess: (stack) =>
    Object.values(stack.resources("google_dns_managed_zone")).some(
      ({ dns_name, visibility }) => dns_name === "googleapis.com." && visibility === "private",
    ),
  isProtected: (stack) => {
    const { deletion_protection, lifecycle } = cluster(stack);
    return deletion_protection && lifecycle.prevent_destroy;
  },
  capacityTypes: (stack) =>
    Object.fromEntries(
      Object.entries(nodePools(stack)).map(([name, { node_config }]) => [
        name,
        [node_config.spot ? "spot" : "on-demand"],
      ]),
    ),

  changedInPlace: {
    // https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers/patch
    google_compute_router_nat: ["nat_ips"],
    // https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/ClusterUpdate
    google_container_cluster: ["node_locations", "deletion_protection"],
    // https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools/update
    // The number of nodes that a pool starts with is ignored after its creation.
    google_container_node_pool: ["node_locations", "initial_node_count"],
    // What the provider does before it removes one.
    google_dns_managed_zone: ["force_destroy"],
    google_storage_bucket: ["force_destroy"],
  },
};

function cluster(stack: SynthesizedStack): z.output<typeof clusterSchema> {
  return clusterSchema.parse(stack.only("google_container_cluster"));
}

/** The node pools, by the names that the environment gives them. */
function nodePools(stack: SynthesizedStack): Readonly<Record<string, z.output<typeof nodePoolSchema>>> {
  return Object.fromEntries(
    Object.entries(stack.resources("google_container_node_pool")).map(([name, pool]) => [
      name.replace(/^cluster_pool-(.*)_pool$/, "$1"),
      nodePoolSchema.parse(pool),
    ]),
  );
}

function retentionDays(stack: SynthesizedStack, name: string): number | undefined {
  const bucket = stack.resource(`google_logging_project_bucket_config.${name}`);
  return logBucketSchema.parse(bucket).retention_days;
}
