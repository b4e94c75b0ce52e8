import { lockings } from "../../../constructs/contract/state-backend";
import { exampleProject } from "../../examples";
import { type SynthesizedStack, stackOf, synthesize } from "../../synthesized";

/** The bootstrap stack with everything that a backend can have. */
function everything(deletionProtection: boolean): SynthesizedStack {
  const stateBackend = {
    locking: "both",
    encryption: "customer-key",
    objectLock: { mode: "GOVERNANCE", days: 1 },
    accessLogDays: 30,
    deletionProtection,
  } as const;
  return stackOf(synthesize(exampleProject({ stateBackend }), []), "bootstrap");
}

const full = everything(true);
const unprotected = everything(false);

/** What holds state, its history, its locks, or the key to them. */
const holdsState = [
  "aws_dynamodb_table.state-backend_locks_table",
  "aws_kms_alias.state-backend_key_alias",
  "aws_kms_key.state-backend_key_key",
  "aws_s3_bucket.state-backend_access-log_store_bucket",
  "aws_s3_bucket.state-backend_state_store_bucket",
  "aws_s3_bucket_object_lock_configuration.state-backend_state_object-lock",
  "aws_s3_bucket_versioning.state-backend_state_versioning",
];

test.each(holdsState)("Terraform refuses to destroy %s", (address) => {
  expect(full.resource(address)).toMatchObject({ lifecycle: { prevent_destroy: true } });
});

test.each(holdsState)("a project that lifts the protection can destroy %s", (address) => {
  expect(unprotected.resource(address)).toMatchObject({ lifecycle: { prevent_destroy: false } });
});

test("a protected bucket is not emptied on its way out, an unprotected one is", () => {
  for (const bucket of Object.values(full.resources("aws_s3_bucket"))) {
    expect(bucket.force_destroy).toBe(false);
  }
  for (const bucket of Object.values(unprotected.resources("aws_s3_bucket"))) {
    expect(bucket.force_destroy).toBe(true);
  }
});

test("protection changes nothing but itself", () => {
  expect(unprotected.addresses).toEqual(full.addresses);
  expect(unprotected.outputs).toEqual(full.outputs);
});

test.each(lockings)("the locking mode %s touches neither the bucket nor what stands in it", (locking) => {
  const bucketOf = (stack: SynthesizedStack) =>
    stack.addresses
      .filter((address) => address.startsWith("aws_s3_"))
      .map((address) => [address, stack.resource(address)]);
  const other = stackOf(synthesize(exampleProject({ stateBackend: { locking } }), []), "bootstrap");
  expect(bucketOf(other)).toEqual(bucketOf(stackOf(synthesize(exampleProject(), []), "bootstrap")));
});
