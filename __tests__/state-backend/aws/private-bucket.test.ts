import { exampleProject } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const standard = stackOf(
  synthesize(exampleProject({ stateBackend: { accessLogDays: 30 } }), []),
  "bootstrap",
);
const withKey = stackOf(
  synthesize(exampleProject({ stateBackend: { accessLogDays: 30, encryption: "customer-key" } }), []),
  "bootstrap",
);
const state = "state-backend_state_store";
const accessLog = "state-backend_access-log_store";
const buckets = [state, accessLog];

test.each(buckets)("%s is closed to the public in all four ways", (bucket) => {
  expect(standard.resource(`aws_s3_bucket_public_access_block.${bucket}_public-access-block`)).toEqual({
    bucket: reference(`aws_s3_bucket.${bucket}_bucket.id`),
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
});

test.each(buckets)("all in %s belongs to the bucket's owner, access lists are off", (bucket) => {
  expect(standard.resource(`aws_s3_bucket_ownership_controls.${bucket}_ownership`)).toMatchObject({
    rule: { object_ownership: "BucketOwnerEnforced" },
  });
});

test.each(buckets)("%s refuses plain HTTP, and TLS before 1.2, to everybody for everything", (bucket) => {
  const arn = reference(`aws_s3_bucket.${bucket}_bucket.arn`).slice(2, -1);
  const everything = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [reference(arn), `${reference(arn)}/*`],
  };
  expect(jsonencoded(standard.resource(`aws_s3_bucket_policy.${bucket}_policy`).policy)).toMatchObject({
    Statement: expect.arrayContaining([
      { Sid: "DenyPlainHttp", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { Sid: "DenyOldTls", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ]),
  });
});

test.each(buckets)("the settings of %s come one after the other, as S3 wants them", (bucket) => {
  expect(standard.resource(`aws_s3_bucket_ownership_controls.${bucket}_ownership`).depends_on).toEqual([
    `aws_s3_bucket_public_access_block.${bucket}_public-access-block`,
  ]);
  expect(standard.resource(`aws_s3_bucket_policy.${bucket}_policy`).depends_on).toEqual([
    `aws_s3_bucket_ownership_controls.${bucket}_ownership`,
  ]);
});

test("AWS' own key encrypts by default", () => {
  for (const bucket of buckets) {
    expect(
      standard.resource(`aws_s3_bucket_server_side_encryption_configuration.${bucket}_encryption`).rule,
    ).toEqual([{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }]);
  }
});

test("a key of the project's own encrypts the state, with a bucket key that spares calls to KMS", () => {
  expect(
    withKey.resource(`aws_s3_bucket_server_side_encryption_configuration.${state}_encryption`).rule,
  ).toEqual([
    {
      apply_server_side_encryption_by_default: {
        sse_algorithm: "aws:kms",
        kms_master_key_id: reference("aws_kms_key.state-backend_key_key.arn"),
      },
      bucket_key_enabled: true,
    },
  ]);
});

test("the access log keeps AWS' key, the only one that S3 delivers with", () => {
  expect(
    withKey.resource(`aws_s3_bucket_server_side_encryption_configuration.${accessLog}_encryption`).rule,
  ).toEqual([{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }]);
});
