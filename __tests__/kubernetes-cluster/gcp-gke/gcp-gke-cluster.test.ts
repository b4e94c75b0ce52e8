import { systemPool } from "../../examples";
import { reference } from "../../jsonencoded";
import { gkeStack } from "./gke-stack";

const dev = gkeStack({
  cluster: {
    nodePools: [systemPool, { ...systemPool, name: "work", role: "workload", capacityType: "spot" }],
  },
});
const cluster = (attribute: string) =>
  reference(`google_container_cluster.cluster_control-plane_cluster.${attribute}`);
const zonal = gkeStack({ cluster: { controlPlaneHa: false, endpointAccess: "public-restricted" } });

test("the stack needs no provider but google", () => {
  expect(dev.providers).toEqual(["google"]);
});

test("the APIs that the cluster calls are on before anything calls them, and stay on when it goes", () => {
  const apis = dev.resources("google_project_service");
  expect(Object.values(apis).map(({ service }) => service)).toEqual([
    "binaryauthorization.googleapis.com",
    "cloudkms.googleapis.com",
    "compute.googleapis.com",
    "container.googleapis.com",
    "iam.googleapis.com",
    "iamcredentials.googleapis.com",
    "logging.googleapis.com",
    "cloudresourcemanager.googleapis.com",
  ]);
  for (const api of Object.values(apis)) expect(api.disable_on_destroy).toBe(false);
  const firsts = [
    "google_service_account.cluster_node-identity_account",
    "google_kms_key_ring.cluster_control-plane_secrets_ring",
    "google_logging_project_bucket_config.cluster_control-plane_logs_bucket",
    "google_container_cluster.cluster_control-plane_cluster",
  ];
  for (const address of firsts) {
    expect(dev.resource(address).depends_on).toEqual(
      expect.arrayContaining(Object.keys(apis).map((name) => `google_project_service.${name}`)),
    );
  }
});

test("the outputs say how to reach the cluster, with a command and never a token", () => {
  expect(dev.outputs).toMatchObject({
    clusterName: cluster("name"),
    clusterId: cluster("id"),
    clusterEndpoint: `https://${cluster("private_cluster_config[0].private_endpoint")}`,
    clusterCaCertificate: cluster("master_auth[0].cluster_ca_certificate"),
    authExec: { command: "gke-gcloud-auth-plugin", args: [] },
    kubeconfigCommand: `gcloud container clusters get-credentials ${cluster("name")} --location europe-west3 --project acme-platform --internal-ip`,
  });
});

test("the version that runs is told as soon as it is asked for, and after Google raised it", () => {
  const version = "google_container_cluster.cluster_control-plane_cluster.master_version";
  const minor = `regex("^[0-9]+[.][0-9]+", ${version})`;
  expect(dev.outputs.kubernetesVersion).toBe(
    reference(`(tonumber(element(split(".", ${minor}), 1)) < 35) ? "1.35" : ${minor}`),
  );
});

test("a cluster that is open to some is reached by its public address, a zonal one in its zone", () => {
  expect(zonal.outputs.clusterEndpoint).toBe(`https://${cluster("endpoint")}`);
  expect(zonal.outputs.kubeconfigCommand).toBe(
    `gcloud container clusters get-credentials ${cluster("name")} --location europe-west3-a --project acme-platform`,
  );
});

test("the outputs name who pods and nodes are", () => {
  expect(dev.outputs).toMatchObject({
    oidcIssuerUrl: `https://container.googleapis.com/v1/projects/acme-platform/locations/europe-west3/clusters/${cluster("name")}`,
    workloadIdentityProvider: "acme-platform.svc.id.goog",
    nodeSecurityGroupId: "acme-dev-node",
    nodeIdentity: reference("google_service_account.cluster_node-identity_account.email"),
    nodePoolNames: {
      system: [reference("google_container_node_pool.cluster_pool-system_pool.name")],
      work: [reference("google_container_node_pool.cluster_pool-work_pool.name")],
    },
  });
});
