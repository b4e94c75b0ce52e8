import { gcpInventory } from "../../cli/clouds/gcp";
import { gcpKinds, unseenOnGcp } from "../../cli/clouds/gcp-kinds";
import { explain } from "../../cli/errors/explain";
import { KnownResources, namesGivenBy, orphansOf, parseStack } from "../../cli/orphans";
import { everyEnvironment } from "../conformance/every-environment";
import { typesOf } from "./orphan-types";

const project = "acme-platform-123456";
const labels = { project: "acme", environment: "dev" };

const stack = parseStack(
  JSON.stringify({
    resource: {
      google_compute_network: { vpc: { name: "acme-dev" } },
      google_container_cluster: { cluster: { name: "acme-dev" } },
      google_container_node_pool: { system: { name: "system" } },
      google_logging_project_bucket_config: { log: { bucket_id: `acme-dev-log-\${substr(x.id, 0, 8)}` } },
      google_project_iam_custom_role: { role: { role_id: "acme_dev" } },
      google_service_account: { account: { account_id: "acme-dev-node" } },
    },
  }),
);

interface Answered {
  readonly name: string;
  readonly assetType: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly state?: string;
  readonly displayName?: string;
  readonly additionalAttributes?: object;
}

/** Finds what has the types that are asked for; a search by labels finds all that has any. */
function inventoryOf(assets: readonly Answered[], asked: string[] = []) {
  return gcpInventory(project, async () => async ({ target }) => {
    asked.push(target);
    const { searchParams } = new URL(target, "https://cloudasset.googleapis.com");
    const types = searchParams.getAll("assetTypes");
    const results = assets.filter((one) => (types.length > 0 ? types.includes(one.assetType) : one.labels));
    return { status: 200, content: Buffer.from(JSON.stringify({ results })) };
  });
}

const found = (...assets: readonly Answered[]) => inventoryOf(assets).tagged(labels, namesGivenBy(stack));
const asset = (assetType: string, rest: string, further: Partial<Answered> = {}): Answered => ({
  name: `//${assetType.split("/")[0]}/projects/${project}/${rest}`,
  assetType,
  ...further,
});

test.each([
  [
    "google_compute_address",
    "compute.googleapis.com/Address",
    "regions/r/addresses/a",
    "gcloud compute addresses delete a --region r",
  ],
  [
    "google_container_cluster",
    "container.googleapis.com/Cluster",
    "locations/r/clusters/a",
    "gcloud container clusters delete a --location r",
  ],
  [
    "google_dns_managed_zone",
    "dns.googleapis.com/ManagedZone",
    "managedZones/a",
    "gcloud dns managed-zones delete a",
  ],
])("%s is found by its labels and imported by its path", async (type, assetType, rest, deletion) => {
  expect(await found(asset(assetType, rest, { labels }))).toMatchObject([
    {
      types: [type],
      importId: `projects/${project}/${rest}`,
      deletion: `${deletion} --project ${project}`,
    },
  ]);
});

test.each([
  ["google_compute_network", "compute.googleapis.com/Network", "global/networks/acme-dev"],
  [
    "google_container_node_pool",
    "container.googleapis.com/NodePool",
    "locations/r/clusters/acme-dev/nodePools/system",
  ],
  [
    "google_logging_project_bucket_config",
    "logging.googleapis.com/LogBucket",
    "locations/r/buckets/acme-dev-log-1a2b3c4d",
  ],
  ["google_project_iam_custom_role", "iam.googleapis.com/Role", "roles/acme_dev"],
  [
    "google_service_account",
    "iam.googleapis.com/ServiceAccount",
    `serviceAccounts/acme-dev-node@${project}.iam.gserviceaccount.com`,
  ],
])("%s, which has no labels, is found by the name that the stack gives it", async (type, assetType, rest) => {
  expect(await found(asset(assetType, rest))).toMatchObject([
    { types: [type], importId: `projects/${project}/${rest}` },
  ]);
});

test.each([
  ["another environment's name", asset("compute.googleapis.com/Network", "global/networks/acme-dev-2")],
  [
    "a pool of another cluster",
    asset("container.googleapis.com/NodePool", "locations/r/clusters/other/nodePools/system"),
  ],
  [
    "another log's name",
    asset("logging.googleapis.com/LogBucket", "locations/r/buckets/acme-dev-log-2-1a2b3c4d"),
  ],
  [
    "another environment's label",
    asset("compute.googleapis.com/Address", "regions/r/addresses/a", {
      labels: { ...labels, environment: "dev-2" },
    }),
  ],
  [
    "a node of GKE's",
    asset("compute.googleapis.com/Instance", "zones/z/instances/a", {
      labels: { ...labels, "goog-gke-node": "" },
    }),
  ],
  [
    "a key, which may be of an environment that is gone",
    asset("cloudkms.googleapis.com/CryptoKey", "locations/r/keyRings/k/cryptoKeys/a", { labels }),
  ],
  ["what is deleted", asset("iam.googleapis.com/Role", "roles/acme_dev", { state: "DELETED" })],
])("%s is left out", async (_, one) => {
  expect(await found(one)).toEqual([]);
});

test("a pool that carries the cluster's labels is named once", async () => {
  const rest = "locations/r/clusters/acme-dev/nodePools/system";
  expect(await found(asset("container.googleapis.com/NodePool", rest, { labels }))).toMatchObject([
    {
      deletion: `gcloud container node-pools delete system --cluster acme-dev --location r --project ${project}`,
    },
  ]);
});

test("numbers in the inventory's names are replaced by what Terraform has", async () => {
  const email = `acme-dev-node@${project}.iam.gserviceaccount.com`;
  const [account, cluster] = await found(
    {
      name: "//container.googleapis.com/projects/123/zones/z/clusters/c",
      assetType: "container.googleapis.com/Cluster",
      labels,
    },
    asset("iam.googleapis.com/ServiceAccount", "serviceAccounts/42", { additionalAttributes: { email } }),
  ).then((all) => [...all].reverse());
  expect(account?.importId).toBe(`projects/${project}/serviceAccounts/${email}`);
  expect(cluster?.importId).toBe(`projects/${project}/locations/z/clusters/c`);
});

test("an orphan's place is found by its name, that of a service account in its address", async () => {
  const all = await found(
    asset("compute.googleapis.com/Network", "global/networks/acme-dev"),
    asset(
      "iam.googleapis.com/ServiceAccount",
      `serviceAccounts/acme-dev-node@${project}.iam.gserviceaccount.com`,
    ),
  );
  expect(orphansOf(all, new KnownResources([]), stack).map(({ address }) => address)).toEqual([
    "google_compute_network.vpc",
    "google_service_account.account",
  ]);
});

test("a search names the labels, and goes on as long as Google says", async () => {
  const asked: URLSearchParams[] = [];
  const inventory = gcpInventory(project, async () => async ({ target }) => {
    const { searchParams } = new URL(target, "https://cloudasset.googleapis.com");
    asked.push(searchParams);
    const isFirst = searchParams.has("query") && !searchParams.has("pageToken");
    const results = searchParams.has("pageToken")
      ? [asset("compute.googleapis.com/Address", "regions/r/addresses/a", { labels })]
      : [];
    const page = { results, ...(isFirst ? { nextPageToken: "2" } : {}) };
    return { status: 200, content: Buffer.from(JSON.stringify(page)) };
  });
  expect(await inventory.tagged(labels, () => false)).toHaveLength(1);
  expect(asked[0]?.get("query")).toBe("labels.project:acme labels.environment:dev");
  expect(asked.map((one) => one.get("pageToken"))).toEqual([null, null, "2"]);
});

test("each type that Hera makes is either searched for or told as unseen", () => {
  const known = new Set([...Object.values(gcpKinds).map(({ type }) => type), ...Object.keys(unseenOnGcp)]);
  const made = typesOf(everyEnvironment(), "google_");
  expect(made.length).toBeGreaterThan(15);
  expect(made.filter((type) => !known.has(type))).toEqual([]);
});

test.each([
  [403, "SERVICE_DISABLED", "refused", "gcloud services enable cloudasset.googleapis.com --project PROJECT"],
  [403, "IAM_PERMISSION_DENIED", "credentials", "roles/cloudasset.viewer"],
  [404, undefined, "refused", "look at `account` and `deployRole`"],
  [429, undefined, "unreachable", "in a minute"],
  [503, undefined, "unreachable", "in a minute"],
  [401, undefined, "credentials", "gcloud auth application-default login"],
])("%i %s is explained", async (status, reason, exitReason, mend) => {
  const content = Buffer.from(JSON.stringify({ error: { message: "words", details: [{ reason }] } }));
  const inventory = gcpInventory(project, async () => async () => ({ status, content }));
  const error: unknown = await inventory.tagged(labels, () => false).catch((thrown: unknown) => thrown);
  const explained = explain(error);
  expect(explained).toMatchObject({ reason: exitReason, message: expect.stringContaining("(words)") });
  expect(explained?.next).toContain(mend);
});
