import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import { exampleEnvironment, exampleProject } from "../../examples";
import { reference } from "../../jsonencoded";
import { type SynthesizedStack, stackOf, synthesize } from "../../synthesized";

/** The bootstrap stack of a project with two environments. */
function bootstrap(settings: Partial<StateBackendInput>, environments = ["dev", "prod"]): SynthesizedStack {
  const stateBackend = { store: "hetzner", account: "1234567", location: "fsn1", ...settings } as const;
  return stackOf(
    synthesize(
      exampleProject({ stateBackend }),
      environments.map((name) => exampleEnvironment(name)),
    ),
    "bootstrap",
  );
}

const standard = bootstrap({});
const locked = bootstrap({ objectLock: { mode: "GOVERNANCE", days: 7 } });
const each = bootstrap({ layout: "per-environment" });
const bucket = "aws_s3_bucket.state-backend_state_bucket";
const lock = "aws_s3_bucket_object_lock_configuration.state-backend_state_object-lock";

test("the provider speaks to the location's Object Storage, and asks AWS for nothing", () => {
  expect(standard.provider("aws")).toEqual([
    {
      region: "fsn1",
      endpoints: [{ s3: "https://fsn1.your-objectstorage.com" }],
      s3_use_path_style: true,
      skip_credentials_validation: true,
      skip_metadata_api_check: "true",
      skip_region_validation: true,
      skip_requesting_account_id: true,
    },
  ]);
});

test("nothing is made that Hetzner doesn't have", () => {
  expect(standard.addresses).toEqual([bucket, "aws_s3_bucket_versioning.state-backend_state_versioning"]);
  expect(standard.text).not.toContain("default_tags");
  expect(standard.text).not.toContain("newer_noncurrent_versions");
});

test("the bucket's name is known at synth, and carries project and location", () => {
  expect(standard.outputs.bucket).toBe("acme-tfstate-1234567-fsn1");
  expect(standard.resource(bucket)).toMatchObject({ bucket: "acme-tfstate-1234567-fsn1" });
});

test("versions are kept, and go after their days", () => {
  expect(standard.only("aws_s3_bucket_versioning")).toMatchObject({
    bucket: reference(`${bucket}.id`),
    versioning_configuration: { status: "Enabled" },
  });
  expect(bootstrap({ retention: { noncurrentDays: 30 } }).resource(bucket).lifecycle_rule).toEqual([
    {
      id: "replaced-versions",
      enabled: true,
      noncurrent_version_expiration: { days: 30 },
      expiration: { expired_object_delete_marker: true },
      abort_incomplete_multipart_upload_days: 7,
    },
  ]);
});

test("Terraform refuses to destroy bucket, versions and lock, until the protection is lifted", () => {
  const unprotected = bootstrap({ deletionProtection: false, objectLock: { mode: "GOVERNANCE", days: 7 } });
  for (const address of locked.addresses) {
    expect(locked.resource(address)).toMatchObject({ lifecycle: { prevent_destroy: true } });
    expect(unprotected.resource(address)).toMatchObject({ lifecycle: { prevent_destroy: false } });
  }
  expect([locked, unprotected].map((one) => one.resource(bucket).force_destroy)).toEqual([false, true]);
});

test("a lock is asked for at the bucket's creation, and never by replacing the bucket", () => {
  expect(locked.resource(bucket)).toMatchObject({
    object_lock_enabled: true,
    lifecycle: { ignore_changes: ["object_lock_enabled"] },
  });
  expect(standard.resource(bucket)).toMatchObject({ object_lock_enabled: false });
});

test("a bucket that was made without a lock refuses one with the reason", () => {
  expect(locked.resource(lock)).toMatchObject({
    rule: { default_retention: { mode: "GOVERNANCE", days: 7 } },
    lifecycle: {
      precondition: [
        {
          condition: reference(`${bucket}.object_lock_enabled`),
          error_message: expect.stringContaining("was made without Object Lock"),
        },
      ],
    },
  });
});

test("a lock that an edit leaves out is forgotten, not lifted", () => {
  expect(standard.removed).toEqual([{ from: lock, lifecycle: { destroy: false } }]);
  expect(locked.removed).toEqual([]);
});

test("each environment has a bucket of its own where that is asked for", () => {
  expect(each.outputs).toMatchObject({
    bucket: "",
    environmentBuckets: { dev: "dev-tfstate-1234567-fsn1", prod: "prod-tfstate-1234567-fsn1" },
  });
  expect(Object.keys(each.resources("aws_s3_bucket"))).toEqual([
    "state-backend_state-dev_bucket",
    "state-backend_state-prod_bucket",
  ]);
});

test("what was shared is forgotten, not destroyed, when each environment gets its own", () => {
  expect(each.removed.map(({ from }) => from)).toEqual(expect.arrayContaining([...standard.addresses, lock]));
});

test("an environment that comes or goes changes no other's bucket", () => {
  const alone = bootstrap({ layout: "per-environment" }, ["prod"]);
  for (const address of alone.addresses) expect(alone.resource(address)).toEqual(each.resource(address));
});

test("bootstrap has a bucket of its own where its state is there, too", () => {
  const own = bootstrap({ layout: "per-environment", bootstrapState: "backend" });
  expect(own.outputs.environmentBuckets).toMatchObject({ bootstrap: "bootstrap-tfstate-1234567-fsn1" });
  expect(own.backend.settings.bucket).toBe("bootstrap-tfstate-1234567-fsn1");
  expect(bootstrap({ bootstrapState: "seed" }).backend.settings.bucket).toBe(
    "acme-tfstate-1234567-fsn1-seed",
  );
});

test("the shared layout knows nothing of the environments", () => {
  expect(bootstrap({}, ["staging"]).text).toBe(standard.text);
});
