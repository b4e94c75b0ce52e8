import { z } from "zod";
import { jsonencoded } from "../../jsonencoded";
import type { StoreReading } from "./reading";

const policySchema = z.object({
  Statement: z.array(
    z.object({ Effect: z.string(), Action: z.unknown(), Principal: z.unknown(), Condition: z.unknown() }),
  ),
});
const state = "state-backend_state";

/** How the store in S3 is read. */
export const awsStoreReading: StoreReading = {
  stateBackend: { store: "aws" },
  backend: "s3",
  lacks: [],
  travelsOverTlsOnly: (bootstrap) => {
    const { policy } = bootstrap.resource(`aws_s3_bucket_policy.${state}_store_policy`);
    return policySchema
      .parse(jsonencoded(policy))
      .Statement.some(
        ({ Effect, Action, Principal, Condition }) =>
          Effect === "Deny" &&
          Action === "s3:*" &&
          Principal === "*" &&
          JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
      );
  },
  isEncrypted: (bootstrap) =>
    JSON.stringify(
      bootstrap.resource(`aws_s3_bucket_server_side_encryption_configuration.${state}_store_encryption`).rule,
    ).includes("sse_algorithm"),
  isVersioned: (bootstrap) =>
    JSON.stringify(bootstrap.only("aws_s3_bucket_versioning").versioning_configuration) ===
    '{"status":"Enabled"}',
  isClosedToThePublic: (bootstrap) => {
    const block = bootstrap.resource(`aws_s3_bucket_public_access_block.${state}_store_public-access-block`);
    return [
      block.block_public_acls,
      block.block_public_policy,
      block.ignore_public_acls,
      block.restrict_public_buckets,
    ].every((setting) => setting === true);
  },
  isProtected: (bootstrap) =>
    JSON.stringify(bootstrap.resource(`aws_s3_bucket.${state}_store_bucket`).lifecycle) ===
    '{"prevent_destroy":true}',
  isLocked: ({ backend: { settings } }) =>
    settings.use_lockfile === true || typeof settings.dynamodb_table === "string",
};
