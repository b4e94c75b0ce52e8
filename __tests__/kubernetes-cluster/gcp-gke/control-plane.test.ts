import { reference } from "../../jsonencoded";
import { clusterOf, gkeStack, network, zones } from "./gke-stack";

const standard = gkeStack();
const cluster = clusterOf(standard);
const open = gkeStack({
  cluster: { endpointAccess: "public-restricted", authorizedCidrs: ["198.51.100.7/32", "203.0.113.0/24"] },
});

test("the API server is reached from the network only, by its address and by its name", () => {
  expect(cluster.private_cluster_config).toEqual({
    enable_private_nodes: true,
    enable_private_endpoint: true,
    private_endpoint_subnetwork: network.controlPlaneSubnetIds[0],
  });
  expect(cluster.master_authorized_networks_config).toEqual({
    cidr_blocks: [{ cidr_block: "10.10.0.0/16" }],
    gcp_public_cidrs_access_enabled: false,
    private_endpoint_enforcement_enabled: true,
  });
  expect(cluster.control_plane_endpoints_config).toEqual({
    dns_endpoint_config: { allow_external_traffic: false },
  });
});

test("public-restricted lets in the authorized blocks, keeps the private endpoint, and opens no name to the world", () => {
  expect(clusterOf(open)).toMatchObject({
    master_authorized_networks_config: {
      cidr_blocks: [
        { cidr_block: "10.10.0.0/16" },
        { cidr_block: "198.51.100.7/32" },
        { cidr_block: "203.0.113.0/24" },
      ],
      gcp_public_cidrs_access_enabled: false,
    },
    control_plane_endpoints_config: { dns_endpoint_config: { allow_external_traffic: false } },
  });
  // The public endpoint is there unless it is refused; the provider can't take a "no" beside a new subnetwork.
  expect(clusterOf(open).private_cluster_config).toEqual({
    enable_private_nodes: true,
    private_endpoint_subnetwork: network.controlPlaneSubnetIds[0],
  });
});

test("the cluster takes its addresses from the network's ranges, and enforces network policies", () => {
  expect(cluster).toMatchObject({
    network: network.networkId,
    subnetwork: network.privateSubnetIdsByZone[zones[0]],
    networking_mode: "VPC_NATIVE",
    ip_allocation_policy: { cluster_secondary_range_name: "pods", services_secondary_range_name: "services" },
    datapath_provider: "ADVANCED_DATAPATH",
  });
});

test("a highly available control plane is regional, another one is in the first zone", () => {
  expect(cluster).toMatchObject({ location: "europe-west3", node_locations: [...zones] });
  const zonal = gkeStack({ cluster: { controlPlaneHa: false } });
  expect(clusterOf(zonal)).toMatchObject({ location: zones[0], node_locations: [zones[1], zones[2]] });
  expect(clusterOf(gkeStack({ cluster: { controlPlaneHa: false }, zones: 1 })).node_locations).toEqual([]);
});

test("nobody gets in with a certificate, a password or a legacy role", () => {
  expect(cluster).toMatchObject({
    master_auth: { client_certificate_config: { issue_client_certificate: false } },
    enable_legacy_abac: false,
  });
});

test("pods have identities, images are admitted by the project's policy, nodes are shielded", () => {
  expect(cluster).toMatchObject({
    workload_identity_config: { workload_pool: "acme-platform.svc.id.goog" },
    binary_authorization: { evaluation_mode: "PROJECT_SINGLETON_POLICY_ENFORCE" },
    enable_shielded_nodes: true,
    security_posture_config: { mode: "BASIC" },
    cost_management_config: { enabled: true },
  });
});

test("version and channel are the environment's", () => {
  expect(cluster).toMatchObject({
    name: "acme-dev",
    min_master_version: "1.35",
    release_channel: { channel: "REGULAR" },
  });
  const extended = gkeStack({ cluster: { upgradeChannel: "extended" } });
  expect(clusterOf(extended)).toMatchObject({
    min_master_version: "1.35",
    release_channel: { channel: "EXTENDED" },
  });
});

test("the pool that GKE makes by itself is removed, and its nodes are small and hardened while they last", () => {
  expect(cluster).toMatchObject({
    remove_default_node_pool: true,
    initial_node_count: 1,
    node_config: {
      machine_type: "e2-medium",
      disk_type: "pd-standard",
      disk_size_gb: 20,
      service_account: reference("google_service_account.cluster_node-identity_account.email"),
      shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
      workload_metadata_config: { mode: "GKE_METADATA" },
      metadata: { "disable-legacy-endpoints": "true" },
    },
    lifecycle: { ignore_changes: ["initial_node_count", "node_config"] },
  });
});

test("Terraform and GKE refuse to destroy the cluster unless the environment gives up deletion protection", () => {
  expect(cluster).toMatchObject({ deletion_protection: true, lifecycle: { prevent_destroy: true } });
  expect(clusterOf(gkeStack({ cluster: { deletionProtection: false } }))).toMatchObject({
    deletion_protection: false,
    lifecycle: { prevent_destroy: false },
  });
});

test("the cluster waits for what it needs and can't check: APIs, grants and the routes of its logs", () => {
  expect(cluster.depends_on).toEqual(
    expect.arrayContaining([
      "google_project_service.cluster_apis_container",
      "google_kms_crypto_key_iam_member.cluster_control-plane_secrets_grant",
      "google_project_iam_member.cluster_node-identity_node",
      "google_logging_project_sink.cluster_control-plane_logs_sink",
    ]),
  );
});
