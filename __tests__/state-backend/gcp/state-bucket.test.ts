import { reference } from "../../jsonencoded";
import { gcpBootstrap } from "./gcp-bootstrap";

const standard = gcpBootstrap().only("google_storage_bucket");
const days = (count: number) => count * 24 * 60 * 60;

test("the bucket's name is known at synth, and nobody else's", () => {
  expect(standard.name).toBe("acme-tfstate-acme-state-1");
  expect(gcpBootstrap().outputs.bucket).toBe("acme-tfstate-acme-state-1");
});

test("its policy alone decides who gets in, and can't open it to the public", () => {
  expect(standard).toMatchObject({
    uniform_bucket_level_access: true,
    public_access_prevention: "enforced",
  });
});

test("every version is kept, and what is erased before its time is kept all the same", () => {
  expect(standard).toMatchObject({
    versioning: { enabled: true },
    soft_delete_policy: { retention_duration_seconds: days(90) },
  });
});

test("it has no retention policy, under which no state could be replaced", () => {
  expect(standard).not.toHaveProperty("retention_policy");
});

test("a version goes 90 days after it was replaced, but the last ten beside the current one stay", () => {
  expect(standard.lifecycle_rule).toEqual([
    {
      action: { type: "Delete" },
      condition: { with_state: "ARCHIVED", days_since_noncurrent_time: 90, num_newer_versions: 11 },
    },
    { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
  ]);
});

test.each([
  { noncurrentDays: 1, softDelete: 7 },
  { noncurrentDays: 30, softDelete: 30 },
  { noncurrentDays: 365, softDelete: 90 },
])("soft delete follows $noncurrentDays days as far as Google lets it", ({ noncurrentDays, softDelete }) => {
  const bucket = gcpBootstrap({ retention: { noncurrentDays, noncurrentVersions: 5 } }).only(
    "google_storage_bucket",
  );
  expect(bucket).toMatchObject({
    soft_delete_policy: { retention_duration_seconds: days(softDelete) },
    lifecycle_rule: [
      { condition: { days_since_noncurrent_time: noncurrentDays, num_newer_versions: 6 } },
      {},
    ],
  });
});

test("a region survives the loss of a zone", () => {
  expect(standard.location).toBe("EUROPE-WEST4");
  expect(standard).not.toHaveProperty("custom_placement_config");
});

test.each([
  { replicaLocation: "europe-west9", location: "EU", regions: ["EUROPE-WEST4", "EUROPE-WEST9"] },
  { replicaLocation: "europe-north1", location: "EUR4", regions: undefined },
])("one bucket spans europe-west4 and $replicaLocation", ({ replicaLocation, location, regions }) => {
  const bucket = gcpBootstrap({ redundancy: "geo", replicaLocation }).only("google_storage_bucket");
  expect(bucket.location).toBe(location);
  expect(bucket.custom_placement_config).toEqual(
    regions === undefined ? undefined : { data_locations: regions },
  );
});

test("addresses are filtered only where the project names some, and the filter can be lifted again", () => {
  expect(standard.ip_filter).toEqual({ mode: "Disabled" });
  const filtered = gcpBootstrap({ authorizedCidrs: ["203.0.113.0/24", "2001:db8::/32"] });
  expect(filtered.only("google_storage_bucket").ip_filter).toEqual({
    mode: "Enabled",
    public_network_source: { allowed_ip_cidr_ranges: ["203.0.113.0/24", "2001:db8::/32"] },
  });
});

test("its API is on before it is made, and stays on for others", () => {
  const stack = gcpBootstrap();
  expect(stack.only("google_project_service")).toEqual({
    service: "storage.googleapis.com",
    disable_on_destroy: false,
  });
  expect(standard.depends_on).toEqual(["google_project_service.state-backend_apis_storage"]);
});

test("a key of the project's own encrypts it, once Cloud Storage may use the key", () => {
  const { encryption, depends_on } = gcpBootstrap({ encryption: "customer-key" }).only(
    "google_storage_bucket",
  );
  expect(standard).not.toHaveProperty("encryption");
  expect(encryption).toEqual({
    default_kms_key_name: reference("google_kms_crypto_key.state-backend_key_key.id"),
  });
  expect(depends_on).toContain("google_kms_crypto_key_iam_member.state-backend_key_grant");
});
