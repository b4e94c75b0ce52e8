import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { federatedPermissions } from "../../constructs/contract/workload-federation";
import { workloadPermissions } from "../../constructs/contract/workload-identity";
import { gcpGkeCapabilities } from "../../constructs/kubernetes-cluster/gcp-gke/gcp-gke-capabilities";
import { environments } from "../../envs/environments";
import { projectRoot } from "../../scripts/host";
import { exampleProject } from "../examples";
import { gcpAccount, gcpAccountInput } from "../gcp-examples";
import { synthesize } from "../synthesized";
import { federationStack, identity } from "../workload-federation/federation-stack";

const file = path.join(projectRoot(), "docs", "clouds", "gcp-deploy-role.json");
const role = z
  .object({ includedPermissions: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(file, "utf8")));

/** The verbs of one kind of object: `each("compute.routes", "create", "get")`. */
function each(kind: string, ...verbs: readonly string[]): readonly string[] {
  return verbs.map((verb) => `${kind}.${verb}`);
}

const inNetwork = ["compute.networks.updatePolicy"];
const routers = each("compute.routers", "create", "delete", "get", "update");
const clusters = [
  ...each("container.clusters", "create", "delete", "get", "update"),
  // The cluster's network, and the nodes' service account.
  ...each("compute.networks", "use"),
  ...each("compute.subnetworks", "use"),
  "iam.serviceAccounts.actAs",
];

/** What making, changing and removing a resource calls, by its type. */
const permissionsOf: Readonly<Record<string, readonly string[]>> = {
  compute_address: each("compute.addresses", "create", "delete", "get", "setLabels", "use"),
  compute_firewall: [...each("compute.firewalls", "create", "delete", "get", "update"), ...inNetwork],
  compute_network: [
    ...each("compute.networks", "create", "delete", "get", "update", "updatePolicy"),
    // Google's own default route is looked for and removed.
    ...each("compute.routes", "delete", "list"),
  ],
  compute_route: [...each("compute.routes", "create", "delete", "get"), ...inNetwork],
  compute_router: [...routers, ...inNetwork],
  compute_router_nat: [
    ...routers,
    ...each("compute.addresses", "use"),
    ...each("compute.subnetworks", "use"),
  ],
  compute_subnetwork: [
    ...each(
      "compute.subnetworks",
      "create",
      "delete",
      "expandIpCidrRange",
      "get",
      "setPrivateIpGoogleAccess",
      "update",
    ),
    ...inNetwork,
  ],
  container_cluster: clusters,
  container_node_pool: [...clusters, "compute.instanceGroupManagers.get"],
  // All of roles/dns.admin, because Google lets no custom role bind a zone to a network.
  dns_managed_zone: [],
  dns_record_set: [],
  dns_managed_zone_iam_member: each("dns.managedZones", "getIamPolicy", "setIamPolicy"),
  iam_workload_identity_pool: each("iam.workloadIdentityPools", "create", "delete", "get", "update"),
  iam_workload_identity_pool_provider: each(
    "iam.workloadIdentityPoolProviders",
    "create",
    "delete",
    "get",
    "update",
  ),
  kms_key_ring: each("cloudkms.keyRings", "create", "get"),
  kms_crypto_key: [
    ...each("cloudkms.cryptoKeys", "create", "get", "update"),
    // A key is removed by destroying its versions.
    ...each("cloudkms.cryptoKeyVersions", "destroy", "list"),
  ],
  kms_crypto_key_iam_member: each("cloudkms.cryptoKeys", "getIamPolicy", "setIamPolicy"),
  logging_project_bucket_config: [
    ...each("logging.buckets", "create", "delete", "get", "update"),
    "logging.operations.get",
  ],
  logging_project_exclusion: each("logging.exclusions", "create", "delete", "get", "update"),
  logging_project_sink: each("logging.sinks", "create", "delete", "get", "update"),
  project_iam_custom_role: each("iam.roles", "create", "delete", "get", "undelete", "update"),
  project_iam_member: each("resourcemanager.projects", "get", "getIamPolicy", "setIamPolicy"),
  project_service: [...each("serviceusage.services", "enable", "get", "list"), "serviceusage.operations.get"],
  // The provider empties a bucket that it may destroy.
  storage_bucket: [
    ...each("storage.buckets", "create", "delete", "get", "update"),
    ...each("storage.objects", "delete", "list"),
  ],
  service_account: each("iam.serviceAccounts", "create", "delete", "get", "update"),
  service_account_iam_member: each("iam.serviceAccounts", "getIamPolicy", "setIamPolicy"),
  // Terraform's own.
  terraform_data: [],
};

/** How far changes are that take time. */
const longRunning = [
  "compute.globalOperations.get",
  "compute.regionOperations.get",
  "container.operations.get",
];

/** The types of all that an environment can have, there or for a cluster elsewhere, `google_` left out. */
function resourceTypes(): readonly string[] {
  const permissions = workloadPermissions.filter((one) =>
    gcpGkeCapabilities.workloadPermissions.includes(one),
  );
  const workloadIdentities = [{ name: "all", namespace: "apps", serviceAccount: "all", permissions }];
  const app = synthesize(
    {
      ...exampleProject({ stateBackend: { account: "111122223333", location: "eu-west-1" } }),
      clouds: { gcp: { ...gcpAccountInput, dnsZoneIds: ["acme-test"] } },
    },
    environments.map((environment) => ({
      ...environment,
      cloud: "gcp",
      kubernetesCluster: { ...environment.kubernetesCluster, workloadIdentities },
    })),
  );
  const addresses = [
    ...environments.flatMap(({ name }) => app.get(name)?.addresses ?? []),
    ...federationStack("gcp", gcpAccount, [identity({ permissions: federatedPermissions })]).addresses,
  ];
  return [...new Set(addresses.map((address) => address.replace(/^(google_)?(\w+)\..*/, "$2")))];
}

test("the role holds what the resources of the stacks need, and nothing else", () => {
  const types = resourceTypes();
  expect(types.filter((type) => permissionsOf[type] === undefined)).toEqual([]);
  const needed = [...types.flatMap((type) => permissionsOf[type] ?? []), ...longRunning];
  expect(role.includedPermissions).toEqual([...new Set(needed)].sort());
});
