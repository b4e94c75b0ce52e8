import { gcpBootstrap } from "./gcp-bootstrap";

const options = { encryption: "customer-key", accessLogDays: 30 } as const;
const full = gcpBootstrap(options);
const unprotected = gcpBootstrap({ ...options, deletionProtection: false });

/** What holds state, its history, or the key to them. */
const holdsState = [
  "google_kms_crypto_key.state-backend_key_key",
  "google_kms_crypto_key_iam_member.state-backend_key_grant",
  "google_kms_key_ring.state-backend_key_ring",
  "google_storage_bucket.state-backend_access-log_store_bucket",
  "google_storage_bucket.state-backend_state_store_bucket",
];

test.each(holdsState)(
  "Terraform refuses to destroy %s, until the project lifts the protection",
  (address) => {
    expect(full.resource(address)).toMatchObject({ lifecycle: { prevent_destroy: true } });
    expect(unprotected.resource(address)).toMatchObject({ lifecycle: { prevent_destroy: false } });
  },
);

test("a protected bucket is not emptied on its way out, an unprotected one is", () => {
  for (const { force_destroy } of Object.values(full.resources("google_storage_bucket"))) {
    expect(force_destroy).toBe(false);
  }
  for (const { force_destroy } of Object.values(unprotected.resources("google_storage_bucket"))) {
    expect(force_destroy).toBe(true);
  }
});

test("protection changes nothing but itself", () => {
  expect(unprotected.addresses).toEqual(full.addresses);
  expect(unprotected.outputs).toEqual(full.outputs);
});

test("what an edit leaves out is forgotten and not destroyed, the key that old versions need among it", () => {
  const plain = gcpBootstrap();
  const isApi = (address: string) => address.startsWith("google_project_service.");
  const left = full.addresses.filter((address) => !plain.addresses.includes(address) && !isApi(address));
  expect(plain.removed).toHaveLength(left.length);
  expect(plain.removed).toEqual(
    expect.arrayContaining(left.map((from) => ({ from, lifecycle: { destroy: false } }))),
  );
  expect(full.removed).toEqual([]);
});

test("in the layout of buckets each environment, and bootstrap where its state is there, has one of its own", () => {
  const stack = gcpBootstrap({ layout: "per-environment", bootstrapState: "backend" });
  const names = Object.values(stack.resources("google_storage_bucket")).map(({ name }) => name);
  expect(names.sort()).toEqual([
    "bootstrap-tfstate-acme-state-1",
    "dev-tfstate-acme-state-1",
    "prod-tfstate-acme-state-1",
  ]);
  expect(stack.outputs.bucket).toBe("");
});

test("there is no table, and no role: who plans and who applies signs in as itself", () => {
  expect(full.outputs).toMatchObject({ lockTable: "", planRoles: {}, applyRoles: {}, replicaBuckets: {} });
});
