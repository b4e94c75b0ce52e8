import type { WorkloadIdentityInput } from "../../../constructs/contract/workload-identity";
import { reference } from "../../jsonencoded";
import type { SynthesizedStack } from "../../synthesized";
import { clusterOnAzure } from "./cluster-on-azure";

const zoneId = (kind: string, name: string) =>
  `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/dns/providers/Microsoft.Network/${kind}/${name}`;
const dnsZoneIds = [zoneId("dnsZones", "example.com"), zoneId("privateDnsZones", "example.internal")];

function withIdentities(...identities: Partial<WorkloadIdentityInput>[]): SynthesizedStack {
  const workloadIdentities = identities.map((changes) => ({
    name: "app",
    namespace: "web",
    serviceAccount: "server",
    permissions: [],
    ...changes,
  }));
  const some = workloadIdentities.map((one) =>
    one.permissions.length > 0 ? one : { ...one, permissions: ["secrets.read" as const] },
  );
  return clusterOnAzure({ account: { dnsZoneIds }, cluster: { workloadIdentities: some } });
}

/** What an identity may do: roles by the resource they are limited to. */
function rolesOf(stack: SynthesizedStack, name: string): Record<string, unknown> {
  const principal = reference(
    `azurerm_user_assigned_identity.cluster_workload-${name}_identity.principal_id`,
  );
  const own = Object.values(stack.resources("azurerm_role_assignment")).filter(
    ({ principal_id }) => principal_id === principal,
  );
  return Object.fromEntries(
    own.map(({ scope, role_definition_name, role_definition_id }) => [
      scope,
      role_definition_name ?? role_definition_id,
    ]),
  );
}

test("a service account's pods, and no others, act as the identity", () => {
  const stack = withIdentities({});
  expect(stack.only("azurerm_federated_identity_credential")).toMatchObject({
    parent_id: reference("azurerm_user_assigned_identity.cluster_workload-app_identity.id"),
    issuer: reference("azurerm_kubernetes_cluster.cluster_control-plane_cluster.oidc_issuer_url"),
    subject: "system:serviceaccount:web:server",
    audience: ["api://AzureADTokenExchange"],
  });
});

test("the workload is told what its service account and pods must carry", () => {
  const client = reference("azurerm_user_assigned_identity.cluster_workload-app_identity.client_id");
  expect(withIdentities({}).outputs["identity-app"]).toEqual({
    principal: client,
    annotations: { "azure.workload.identity/client-id": client },
    podLabels: { "azure.workload.identity/use": "true" },
  });
});

test("secrets.read reads the secrets of the environment's own vault, and does nothing else", () => {
  const stack = withIdentities({ permissions: ["secrets.read"] });
  const vault = "azurerm_key_vault.cluster_stores_secrets";
  expect(rolesOf(stack, "app")).toEqual({ [reference(`${vault}.id`)]: "Key Vault Secrets User" });
  expect(stack.resource(vault)).toMatchObject({
    rbac_authorization_enabled: true,
    purge_protection_enabled: true,
    lifecycle: { prevent_destroy: true },
  });
  expect(stack.addresses.filter((address) => /storage_account|role_definition/.test(address))).toEqual([]);
});

test("the vault of the cluster's keys is no workload's", () => {
  const stack = withIdentities({
    permissions: ["secrets.read", "objectstore.readwrite", "volumes.snapshot"],
  });
  expect(JSON.stringify(rolesOf(stack, "app"))).not.toContain("cluster_secrets_");
});

test("objectstore.readwrite reads and writes the environment's own storage account, without its keys", () => {
  const stack = withIdentities({ permissions: ["objectstore.readwrite"] });
  expect(rolesOf(stack, "app")).toEqual({
    [reference("azurerm_storage_account.cluster_stores_objects.id")]: "Storage Blob Data Contributor",
  });
  expect(stack.only("azurerm_storage_account")).toMatchObject({
    shared_access_key_enabled: false,
    allow_nested_items_to_be_public: false,
    min_tls_version: "TLS1_2",
    account_replication_type: "ZRS",
    lifecycle: { prevent_destroy: true },
  });
});

test("objectstore.readwrite of an identity that names containers reaches these, and not the account", () => {
  const stack = withIdentities({ permissions: ["objectstore.readwrite"], buckets: ["media", "reports"] });
  const containers = `${reference("azurerm_storage_account.cluster_stores_objects.id")}/blobServices/default/containers`;
  expect(rolesOf(stack, "app")).toEqual({
    [`${containers}/media`]: "Storage Blob Data Contributor",
    [`${containers}/reports`]: "Storage Blob Data Contributor",
  });
});

test("dns.write changes the account's zones, public and private, and no other", () => {
  expect(rolesOf(withIdentities({ permissions: ["dns.write"] }), "app")).toEqual({
    [String(dnsZoneIds[0])]: "DNS Zone Contributor",
    [String(dnsZoneIds[1])]: "Private DNS Zone Contributor",
  });
});

test("logs.read reads the control plane's workspace, and nothing else", () => {
  expect(rolesOf(withIdentities({ permissions: ["logs.read"] }), "app")).toEqual({
    [reference("azurerm_log_analytics_workspace.cluster_logs_workspace.id")]: "Log Analytics Reader",
  });
});

test("volumes.snapshot makes and removes snapshots beside the cluster's nodes, and reads no keys", () => {
  const stack = withIdentities({ permissions: ["volumes.snapshot"] });
  const nodes = reference("azurerm_kubernetes_cluster.cluster_control-plane_cluster.node_resource_group_id");
  expect(rolesOf(stack, "app")).toEqual({
    [nodes]: reference("azurerm_role_definition.cluster_stores_snapshots.role_definition_resource_id"),
    [reference("azurerm_disk_encryption_set.cluster_disks_set.id")]: "Reader",
  });
  expect(stack.only("azurerm_role_definition")).toMatchObject({
    scope: nodes,
    assignable_scopes: [nodes],
    permissions: [
      {
        actions: [
          "Microsoft.Compute/disks/read",
          "Microsoft.Compute/disks/beginGetAccess/action",
          "Microsoft.Compute/disks/endGetAccess/action",
          "Microsoft.Compute/snapshots/read",
          "Microsoft.Compute/snapshots/write",
          "Microsoft.Compute/snapshots/delete",
        ],
      },
    ],
  });
});

test("the autoscaler's permission is none on AKS", () => {
  expect(() => withIdentities({ permissions: ["autoscaler"] })).toThrow("AKS scales its pools itself.");
});

test("two identities share a store, and each has its own permissions", () => {
  const stack = withIdentities(
    { permissions: ["secrets.read"] },
    { name: "backup", serviceAccount: "backup", permissions: ["secrets.read", "objectstore.readwrite"] },
  );
  const vault = reference("azurerm_key_vault.cluster_stores_secrets.id");
  expect(Object.keys(rolesOf(stack, "app"))).toEqual([vault]);
  expect(Object.keys(rolesOf(stack, "backup"))).toContain(vault);
  expect(Object.keys(rolesOf(stack, "backup"))).toHaveLength(2);
});

test("a name that the cluster has already is refused", () => {
  expect(() => withIdentities({}, {})).toThrow("several identities of one name");
});

test("an environment without identities has no stores", () => {
  expect(clusterOnAzure().addresses.filter((address) => address.includes("stores"))).toEqual([]);
});
