import { exampleProject } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const logged = stackOf(synthesize(exampleProject({ stateBackend: { accessLogDays: 30 } }), []), "bootstrap");
const unlogged = stackOf(synthesize(exampleProject(), []), "bootstrap");
const locked = stackOf(
  synthesize(
    exampleProject({ stateBackend: { accessLogDays: 30, objectLock: { mode: "GOVERNANCE", days: 1 } } }),
    [],
  ),
  "bootstrap",
);

test("there is no access log unless the project asks for one", () => {
  expect(Object.keys(unlogged.resources("aws_s3_bucket"))).toHaveLength(1);
  expect(unlogged.resources("aws_s3_bucket_logging")).toEqual({});
  expect(unlogged.outputs.accessLogBucket).toBe("");
});

test("every access to the state is logged to a second bucket", () => {
  expect(logged.only("aws_s3_bucket_logging")).toMatchObject({
    bucket: reference("aws_s3_bucket.state-backend_state_store_bucket.id"),
    target_bucket: reference("aws_s3_bucket.state-backend_access-log_store_bucket.id"),
    target_prefix: "state/",
  });
  expect(logged.outputs.accessLogBucket).toBe("acme-tfstate-111122223333-eu-west-1-logs");
});

test("S3 alone delivers, and only for the state's bucket in this account", () => {
  const { policy } = logged.resource("aws_s3_bucket_policy.state-backend_access-log_store_policy");
  expect(jsonencoded(policy)).toMatchObject({
    Statement: expect.arrayContaining([
      {
        Sid: "AllowLogDelivery",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::acme-tfstate-111122223333-eu-west-1-logs/state/*",
        Condition: {
          ArnLike: { "aws:SourceArn": "arn:aws:s3:::acme-tfstate-111122223333-eu-west-1" },
          StringEquals: { "aws:SourceAccount": "111122223333" },
        },
      },
    ]),
  });
});

test("entries go after their days", () => {
  const { rule } = logged.resource(
    "aws_s3_bucket_lifecycle_configuration.state-backend_access-log_lifecycle",
  );
  expect(rule).toMatchObject([{ status: "Enabled", expiration: [{ days: 30 }] }]);
});

test("the log's bucket is never locked: S3 would not deliver to it", () => {
  expect(Object.keys(locked.resources("aws_s3_bucket_object_lock_configuration"))).toEqual([
    "state-backend_state_object-lock",
  ]);
});
