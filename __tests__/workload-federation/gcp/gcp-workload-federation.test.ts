import { gcpFederationProblems } from "../../../constructs/workload-federation/gcp/gcp-federation-checks";
import { gcpAccount } from "../../gcp-examples";
import { reference } from "../../jsonencoded";
import { federationStack, identity, issuerUrl, published } from "../federation-stack";

const project = "acme-platform-123456";
const account = { ...gcpAccount, dnsZoneIds: ["acme-test"] };
const stack = federationStack("gcp", account, [
  identity({ name: "reader" }),
  identity({ name: "storage", serviceAccount: "uploads", permissions: ["objectstore.readwrite"] }),
  identity({
    name: "logs",
    serviceAccount: "logs",
    permissions: ["objectstore.readwrite"],
    buckets: ["logs"],
  }),
  identity({
    name: "records",
    namespace: "dns",
    serviceAccount: "dns",
    permissions: ["dns.write"],
  }),
]);
const pool = "google_iam_workload_identity_pool.federation_pool_pool";
const provider = "google_iam_workload_identity_pool_provider.federation_pool_cluster";
const lifetime = reference("substr(terraform_data.federation_lifetime_id.id, 0, 8)");
const number = reference("data.google_project.federation_project.number");
const providerName = `${reference(`${pool}.name`)}/providers/cluster`;
const addressOf = (name: string) => `google_service_account.federation_identity-${name}_account`;

/** What an identity may do: roles, and on what. */
function rolesOf(name: string) {
  const member = reference(`${addressOf(name)}.member`);
  const grants = ["google_project_iam_member", "google_dns_managed_zone_iam_member"].flatMap((type) =>
    Object.values(stack.resources(type)),
  );
  return grants
    .filter((grant) => grant.member === member)
    .map(({ role, condition, managed_zone }) => ({ role, condition, managed_zone }));
}

test("each life of the environment has a pool of its own: Google keeps the ids of removed ones", () => {
  expect(stack.resource(pool)).toMatchObject({
    project,
    workload_identity_pool_id: `pods-acme-dev-${lifetime}`,
  });
});

test.each([
  ["acme-dev", "pods-acme-dev"],
  ["gcp-dev", "pods-gcp-dev"],
  [`${"p".repeat(20)}-${"e".repeat(12)}`, expect.stringMatching(/^pods-p{9}-[0-9a-f]{8}$/)],
])(
  "the id of the pool of %s has at most 32 characters, and isn't one of Google's own",
  (namePrefix, begin) => {
    const { workload_identity_pool_id } = federationStack("gcp", account, [], { namePrefix }).only(
      "google_iam_workload_identity_pool",
    );
    const [beginning, rest] = String(workload_identity_pool_id).split(/-\$/);
    expect(beginning).toEqual(begin);
    expect(`$${rest}`).toBe(lifetime);
    expect(`${beginning}-12345678`.length).toBeLessThanOrEqual(32);
  },
);

test("Google believes the issuer once its keys are published, for tokens that are for this pool", () => {
  expect(stack.resource(provider)).toEqual({
    project,
    workload_identity_pool_id: reference(`${pool}.workload_identity_pool_id`),
    workload_identity_pool_provider_id: "cluster",
    attribute_mapping: { "google.subject": "assertion.sub" },
    attribute_condition: 'assertion.sub.startsWith("system:serviceaccount:")',
    oidc: {
      issuer_uri: issuerUrl,
      allowed_audiences: [
        `https://iam.googleapis.com/${providerName}`,
        `//iam.googleapis.com/${providerName}`,
      ],
    },
    depends_on: [published],
  });
});

test("a service account of Google's is for the pods of one of the cluster's, without a key", () => {
  const subject = `principal://iam.googleapis.com/${reference(`${pool}.name`)}/subject`;
  const uses = Object.values(stack.resources("google_service_account_iam_member"));
  expect(uses).toEqual(
    [
      ["logs", "web:logs"],
      ["reader", "web:server"],
      ["records", "dns:dns"],
      ["storage", "web:uploads"],
    ].map(([name, pods]) => ({
      service_account_id: reference(`${addressOf(String(name))}.name`),
      role: "roles/iam.workloadIdentityUser",
      member: `${subject}/system:serviceaccount:${pods}`,
      depends_on: [provider],
    })),
  );
  expect(stack.addresses.filter((address) => address.includes("key"))).toEqual([]);
});

test("no set of pods is let in, only single service accounts", () => {
  expect(stack.text).not.toContain("principalSet:");
  expect(stack.text).not.toContain("svc.id.goog");
});

test("each identity may do what it was given, with what is the environment's own, and nothing of another's", () => {
  expect(rolesOf("reader")).toEqual([
    {
      role: "roles/secretmanager.secretAccessor",
      condition: {
        title: "secrets of acme-dev",
        expression: `resource.name.startsWith("projects/${number}/secrets/acme-dev-")`,
      },
    },
  ]);
  expect(rolesOf("storage")).toEqual([
    {
      role: "roles/storage.objectUser",
      condition: {
        title: "buckets of acme-dev",
        expression: 'resource.name.startsWith("projects/_/buckets/acme-dev-")',
      },
    },
  ]);
  const bucket = "projects/_/buckets/acme-dev-logs";
  expect(rolesOf("logs")).toEqual([
    {
      role: "roles/storage.objectUser",
      condition: {
        title: "bucket acme-dev-logs",
        expression: `resource.name == "${bucket}" || resource.name.startsWith("${bucket}/")`,
      },
    },
  ]);
  const custom = (what: string) =>
    reference(`google_project_iam_custom_role.federation_identity-records_may_dns-${what}-role.name`);
  expect(rolesOf("records")).toEqual([
    { role: custom("list") },
    { role: custom("write"), managed_zone: "acme-test" },
  ]);
});

test("a service account is told all that its pods' programs look for", () => {
  const email = reference(`${addressOf("reader")}.email`);
  expect(stack.outputs.reader).toEqual({
    principal: email,
    annotations: {
      "iam.gke.io/gcp-service-account": email,
      "cloud.google.com/service-account-email": email,
      "cloud.google.com/workload-identity-provider": providerName,
      "cloud.google.com/audience": `https://iam.googleapis.com/${providerName}`,
    },
    podLabels: {},
  });
});

test("the APIs of tokens are switched on first, and once those that the permissions are about", () => {
  const names = (one: typeof stack) =>
    Object.values(one.resources("google_project_service")).map(({ service }) => service);
  const always = ["cloudresourcemanager", "iam", "iamcredentials", "sts"];
  const sorted = (...services: string[]) => services.map((name) => `${name}.googleapis.com`).sort();
  expect(names(stack).sort()).toEqual(sorted(...always, "secretmanager", "dns"));
  const storage = identity({ permissions: ["objectstore.readwrite"] });
  expect(names(federationStack("gcp", account, [storage])).sort()).toEqual(sorted(...always));
  expect(stack.resource(pool).depends_on).toEqual(
    expect.arrayContaining(["google_project_service.federation_apis_sts"]),
  );
});

test.each(["autoscaler", "volumes.snapshot"] as const)(
  "%s is nothing that Google could grant",
  (permission) => {
    expect(() => federationStack("gcp", account, [identity({ permissions: [permission] })])).toThrow(
      `${permission} of the identity app is about a cluster that stands on another cloud.`,
    );
  },
);

test("a subject that Google has no room for is refused, with what to shorten", () => {
  const long = identity({ namespace: "n".repeat(53), serviceAccount: "s".repeat(51) });
  const tooLong = { ...long, name: "other", namespace: "n".repeat(54) };
  expect(gcpFederationProblems([long, tooLong], "dev.identities")).toEqual([
    {
      path: "dev.identities.other",
      value: `system:serviceaccount:${tooLong.namespace}:${tooLong.serviceAccount}`,
      problem: "is longer than a subject may be on Google Cloud",
      allowed: "127 characters",
      mend: "shorten the namespace or the service account",
    },
  ]);
});
