import { reference } from "../../jsonencoded";
import { clusterOnAzure, subnetId } from "./cluster-on-azure";

const clusterOf = (changes: Parameters<typeof clusterOnAzure>[0] = {}) =>
  clusterOnAzure(changes).only("azurerm_kubernetes_cluster");
const cluster = clusterOf();

test("the API server stands in the network and has no public name", () => {
  expect(cluster).toMatchObject({
    private_cluster_enabled: true,
    private_cluster_public_fqdn_enabled: false,
    private_dns_zone_id: reference("azurerm_private_dns_zone.cluster_private-dns_zone.id"),
    dns_prefix_private_cluster: "acme-dev",
    api_server_access_profile: {
      virtual_network_integration_enabled: true,
      subnet_id: subnetId("api-server"),
    },
    run_command_enabled: false,
  });
  expect(cluster).not.toHaveProperty("dns_prefix");
  expect(cluster.api_server_access_profile).not.toHaveProperty("authorized_ip_ranges");
});

test("public-restricted lets in the authorized blocks, and nodes stay within the network", () => {
  const open = clusterOf({
    cluster: {
      endpointAccess: "public-restricted",
      authorizedCidrs: ["198.51.100.7/32", "203.0.113.0/24"],
    },
  });
  expect(open).toMatchObject({
    private_cluster_enabled: false,
    dns_prefix: "acme-dev",
    api_server_access_profile: {
      virtual_network_integration_enabled: true,
      subnet_id: subnetId("api-server"),
      authorized_ip_ranges: ["198.51.100.7/32", "203.0.113.0/24"],
    },
  });
  expect(open).not.toHaveProperty("private_dns_zone_id");
  expect(open).not.toHaveProperty("dns_prefix_private_cluster");
});

test("there has to be a subnet for the API server", () => {
  expect(() => clusterOnAzure({ network: { controlPlaneSubnetIds: [] } })).toThrow(
    "AKS needs a subnet for its API server.",
  );
});

test("nobody gets in but by Entra ID, and roles on Azure decide what they may do", () => {
  expect(cluster).toMatchObject({
    local_account_disabled: true,
    role_based_access_control_enabled: true,
    azure_active_directory_role_based_access_control: {
      azure_rbac_enabled: true,
      tenant_id: "22222222-2222-4222-8222-222222222222",
    },
  });
  expect(cluster.azure_active_directory_role_based_access_control).not.toHaveProperty(
    "admin_group_object_ids",
  );
});

test("pods get identities by the tokens of an issuer", () => {
  expect(cluster).toMatchObject({ oidc_issuer_enabled: true, workload_identity_enabled: true });
});

test("policies of Azure's are kept in the cluster, too", () => {
  expect(cluster.azure_policy_enabled).toBe(true);
});

test("the minor is the environment's, and Azure upgrades patches and images alone", () => {
  expect(cluster).toMatchObject({
    kubernetes_version: "1.34",
    automatic_upgrade_channel: "patch",
    node_os_upgrade_channel: "NodeImage",
  });
});

test.each([
  ["standard", true, "Standard", "KubernetesOfficial"],
  ["standard", false, "Free", "KubernetesOfficial"],
  ["extended", true, "Premium", "AKSLongTermSupport"],
] as const)(
  "upgradeChannel %s and controlPlaneHa %s are the tier %s",
  (upgradeChannel, controlPlaneHa, sku_tier, support_plan) => {
    expect(clusterOf({ cluster: { upgradeChannel, controlPlaneHa } })).toMatchObject({
      sku_tier,
      support_plan,
    });
  },
);

test("pods have their own block, and Cilium enforces network policies", () => {
  expect(cluster.network_profile).toEqual({
    network_plugin: "azure",
    network_plugin_mode: "overlay",
    network_data_plane: "cilium",
    network_policy: "cilium",
    pod_cidr: "100.64.0.0/16",
    service_cidr: "172.20.0.0/16",
    dns_service_ip: "172.20.0.10",
    load_balancer_sku: "standard",
    outbound_type: "userAssignedNATGateway",
  });
});

test("both maintenance windows are the environment's, in UTC", () => {
  const window = { day: "sunday", startHour: 3, durationHours: 5 } as const;
  const weekly = {
    frequency: "Weekly",
    interval: 1,
    day_of_week: "Sunday",
    start_time: "03:00",
    utc_offset: "+00:00",
    duration: 5,
  };
  expect(clusterOf({ cluster: { maintenanceWindow: window } })).toMatchObject({
    maintenance_window_auto_upgrade: weekly,
    maintenance_window_node_os: weekly,
  });
  expect(cluster).not.toHaveProperty("maintenance_window_auto_upgrade");
  expect(cluster).not.toHaveProperty("maintenance_window_node_os");
});

test("the cluster is protected unless the environment says otherwise, and its node count is left to the autoscaler", () => {
  expect(cluster.lifecycle).toEqual({
    prevent_destroy: true,
    ignore_changes: ["default_node_pool[0].node_count"],
  });
  expect(clusterOf({ cluster: { deletionProtection: false } }).lifecycle).toMatchObject({
    prevent_destroy: false,
  });
});
