import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import { exampleProject } from "../../examples";
import { reference } from "../../jsonencoded";
import { type SynthesizedStack, stackOf, synthesize } from "../../synthesized";

/** The bootstrap stack of a project with these settings. */
function bootstrap(stateBackend: Partial<StateBackendInput>): SynthesizedStack {
  return stackOf(synthesize(exampleProject({ stateBackend }), []), "bootstrap");
}

const standard = bootstrap({});
const governance = bootstrap({ objectLock: { mode: "GOVERNANCE", days: 7 } });
const compliance = bootstrap({ objectLock: { mode: "COMPLIANCE", days: 1, acceptIrreversible: true } });
const bucket = reference("aws_s3_bucket.state-backend_state_store_bucket.id");

test("the bucket's name is known at synth, and nobody else's", () => {
  expect(standard.only("aws_s3_bucket")).toMatchObject({ bucket: "acme-tfstate-111122223333-eu-west-1" });
  expect(standard.outputs.bucket).toBe("acme-tfstate-111122223333-eu-west-1");
});

test("every version of the state is kept", () => {
  expect(standard.only("aws_s3_bucket_versioning")).toMatchObject({
    bucket,
    versioning_configuration: { status: "Enabled" },
  });
});

test("a version goes 90 days after it was replaced, but the last ten stay", () => {
  expect(standard.only("aws_s3_bucket_lifecycle_configuration")).toEqual({
    bucket,
    rule: [
      {
        id: "replaced-versions",
        status: "Enabled",
        filter: [{ prefix: "" }],
        noncurrent_version_expiration: [{ noncurrent_days: 90, newer_noncurrent_versions: 10 }],
        expiration: [{ expired_object_delete_marker: true }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
    ],
    depends_on: ["aws_s3_bucket_versioning.state-backend_state_versioning"],
  });
});

test("a project may keep versions for another time", () => {
  const { rule } = bootstrap({ retention: { noncurrentDays: 365, noncurrentVersions: 50 } }).only(
    "aws_s3_bucket_lifecycle_configuration",
  );
  expect(rule).toMatchObject([
    { noncurrent_version_expiration: [{ noncurrent_days: 365, newer_noncurrent_versions: 50 }] },
  ]);
});

test("no version is locked unless the project asks for it", () => {
  expect(standard.resources("aws_s3_bucket_object_lock_configuration")).toEqual({});
});

test.each([
  { stack: governance, mode: "GOVERNANCE", days: 7 },
  { stack: compliance, mode: "COMPLIANCE", days: 1 },
])("$mode locks every version for its days, once versioning is on", ({ stack, mode, days }) => {
  expect(stack.only("aws_s3_bucket_object_lock_configuration")).toMatchObject({
    bucket,
    rule: { default_retention: { mode, days } },
    depends_on: ["aws_s3_bucket_versioning.state-backend_state_versioning"],
  });
  expect(stack.only("aws_s3_bucket_lifecycle_configuration").depends_on).toEqual([
    "aws_s3_bucket_object_lock_configuration.state-backend_state_object-lock",
  ]);
});

test("Object Lock can be added to a bucket that exists without replacing it", () => {
  expect(governance.only("aws_s3_bucket")).toEqual(standard.only("aws_s3_bucket"));
});

test("locked versions outlive no environment's backend: it is the same block", () => {
  expect(governance.outputs).toEqual(standard.outputs);
});
