import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import { exampleEnvironment, exampleProject } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { type SynthesizedApp, stackOf, synthesize } from "../../synthesized";

function app(stateBackend: Partial<StateBackendInput>, ...names: readonly string[]): SynthesizedApp {
  return synthesize(
    exampleProject({ stateBackend: { layout: "per-environment", ...stateBackend } }),
    names.map((name) => exampleEnvironment(name)),
  );
}

const both = app({ locking: "both", accessLogDays: 30, encryption: "customer-key" }, "dev", "prod");
const bootstrap = stackOf(both, "bootstrap");

test("each environment has a bucket and a table, known by its name", () => {
  expect(
    Object.fromEntries(
      Object.entries(bootstrap.resources("aws_s3_bucket")).map(([id, { bucket }]) => [id, bucket]),
    ),
  ).toEqual({
    "state-backend_access-log_store_bucket": "acme-tfstate-111122223333-eu-west-1-logs",
    "state-backend_state-dev_store_bucket": "dev-tfstate-111122223333-eu-west-1",
    "state-backend_state-prod_store_bucket": "prod-tfstate-111122223333-eu-west-1",
  });
  expect(Object.keys(bootstrap.resources("aws_dynamodb_table"))).toEqual([
    "state-backend_locks-dev_table",
    "state-backend_locks-prod_table",
  ]);
});

test("the outputs name them, and nothing shared", () => {
  expect(bootstrap.outputs).toMatchObject({
    bucket: "",
    lockTable: "",
    environmentBuckets: {
      dev: "dev-tfstate-111122223333-eu-west-1",
      prod: "prod-tfstate-111122223333-eu-west-1",
    },
    environmentLockTables: { dev: "dev-terraform-locks", prod: "prod-terraform-locks" },
  });
});

test.each(["dev", "prod"])("%s keeps its state in its own", (name) => {
  expect(stackOf(both, name).backend.settings).toMatchObject({
    bucket: `${name}-tfstate-111122223333-eu-west-1`,
    key: `${name}/${name}.tfstate`,
    dynamodb_table: `${name}-terraform-locks`,
    use_lockfile: true,
  });
});

test("bootstrap has one too, where its state is in the backend", () => {
  const own = stackOf(app({ bootstrapState: "backend" }, "dev"), "bootstrap");
  expect(own.outputs.environmentBuckets).toMatchObject({
    bootstrap: "bootstrap-tfstate-111122223333-eu-west-1",
  });
  expect(own.backend.settings).toMatchObject({ bucket: "bootstrap-tfstate-111122223333-eu-west-1" });
});

test("a further environment adds to them, and changes none", () => {
  const after = stackOf(
    app({ locking: "both", accessLogDays: 30, encryption: "customer-key" }, "prod", "dev", "qa"),
    "bootstrap",
  );
  for (const address of bootstrap.addresses.filter((one) => /_(state|locks)-/.test(one))) {
    expect(after.resource(address)).toEqual(bootstrap.resource(address));
  }
});

test("key and access log are shared, with a place in the log for each", () => {
  expect(Object.keys(bootstrap.resources("aws_kms_key"))).toEqual(["state-backend_key_key"]);
  expect(bootstrap.resources("aws_s3_bucket_logging")).toMatchObject({
    "state-backend_state-dev_access-log": {
      target_bucket: reference("aws_s3_bucket.state-backend_access-log_store_bucket.id"),
      target_prefix: "state/dev/",
    },
    "state-backend_state-prod_access-log": { target_prefix: "state/prod/" },
  });
  const { policy } = bootstrap.resource("aws_s3_bucket_policy.state-backend_access-log_store_policy");
  expect(jsonencoded(policy)).toMatchObject({
    Statement: expect.arrayContaining([
      expect.objectContaining({
        Sid: "AllowLogDelivery",
        Condition: expect.objectContaining({
          ArnLike: {
            "aws:SourceArn": [
              "arn:aws:s3:::dev-tfstate-111122223333-eu-west-1",
              "arn:aws:s3:::prod-tfstate-111122223333-eu-west-1",
            ],
          },
        }),
      }),
    ]),
  });
});
