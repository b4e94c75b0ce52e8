import { z } from "zod";
import { reference } from "../../jsonencoded";
import type { SynthesizedStack } from "../../synthesized";
import { k3sStack } from "./k3s-stack";

const dev = k3sStack();
const clusterBucket = "aws_s3_bucket.cluster_bucket_bucket";
const issuerBucket = "aws_s3_bucket.cluster_issuer_bucket";

const rulesSchema = z.array(z.looseObject({ id: z.string() }));
function rules(stack: SynthesizedStack) {
  return rulesSchema.parse(stack.resource(clusterBucket).lifecycle_rule);
}

test("every bucket, and all in it, is of Hetzner's Object Storage, whatever cloud the workloads use", () => {
  const types = ["aws_s3_bucket", "aws_s3_bucket_versioning", "aws_s3_bucket_policy", "aws_s3_object"];
  const providers = types.flatMap((type) =>
    Object.values(dev.resources(type)).map(({ provider }) => provider),
  );
  expect(new Set(providers)).toEqual(new Set(["aws.object-storage"]));
});

test("names that all customers share carry the project's id", () => {
  expect(dev.resource(clusterBucket).bucket).toBe("acme-dev-1234567-cluster");
  expect(dev.resource(issuerBucket).bucket).toBe("acme-dev-1234567-oidc");
});

test("the control plane's logs are kept for as long as the environment says", () => {
  const stack = k3sStack({ cluster: { controlPlaneLogs: { retentionDays: 30 } } });
  expect(rules(stack)).toContainEqual({
    id: "logs",
    enabled: true,
    prefix: "logs/",
    expiration: { days: 30 },
    noncurrent_version_expiration: { days: 1 },
  });
  expect(rules(k3sStack({ cluster: { controlPlaneLogs: "off" } })).map(({ id }) => id)).not.toContain("logs");
});

test("no rule takes a snapshot or the configuration away, only versions that were replaced", () => {
  for (const { id, ...rule } of rules(dev)) {
    if (id !== "logs") expect(rule.expiration).toBeUndefined();
  }
  expect(dev.resource("aws_s3_bucket_versioning.cluster_bucket_versioning")).toMatchObject({
    versioning_configuration: { status: "Enabled" },
  });
});

test("rules stand in the order in which they are given back", () => {
  const ids = rules(dev).map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
});

test.each([true, false])("deletionProtection %s holds for what is in the buckets", (deletionProtection) => {
  const stack = k3sStack({ cluster: { deletionProtection } });
  for (const bucket of [clusterBucket, issuerBucket]) {
    expect(stack.resource(bucket)).toMatchObject({
      force_destroy: !deletionProtection,
      lifecycle: { prevent_destroy: deletionProtection },
    });
  }
});

test("the index of the configuration is written after all that it counts", () => {
  const objects = Object.keys(dev.resources("aws_s3_object")).filter((name) =>
    name.startsWith("cluster_bucket_config_"),
  );
  const { depends_on: written } = dev.resource("aws_s3_object.cluster_bucket_config_index");
  expect(written).toEqual(
    expect.arrayContaining(
      objects.filter((name) => name !== "cluster_bucket_config_index").map((name) => `aws_s3_object.${name}`),
    ),
  );
  for (const name of objects) {
    expect(String(dev.resource(`aws_s3_object.${name}`).key)).toMatch(/^config\//);
  }
});

test("nothing that is secret goes into the configuration", () => {
  const contents = Object.values(dev.resources("aws_s3_object")).map(({ content }) => String(content));
  const secrets = contents.flatMap((content) => content.match(/var\.[a-z_.A-Z]+/g) ?? []);
  expect(new Set(secrets)).toEqual(new Set(["var.cluster_secrets.serviceAccountJwks"]));
});

test("the world reads the discovery document and the keys, and lists nothing", () => {
  const { policy } = dev.only("aws_s3_bucket_policy");
  expect(JSON.parse(String(policy)).Statement).toEqual([
    {
      Sid: "PublishedKeys",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: [
        "arn:aws:s3:::acme-dev-1234567-oidc/.well-known/openid-configuration",
        "arn:aws:s3:::acme-dev-1234567-oidc/openid/v1/jwks",
      ],
    },
  ]);
  expect(dev.only("aws_s3_bucket_policy").bucket).toBe(reference(`${issuerBucket}.id`));
});

test("the discovery document names the issuer as its URL does, and keys that are in the bucket", () => {
  const { key, content, content_type } = dev.resource("aws_s3_object.cluster_issuer_discovery");
  const issuer = "https://fsn1.your-objectstorage.com/acme-dev-1234567-oidc";
  expect([key, content_type]).toEqual([".well-known/openid-configuration", "application/json"]);
  expect(JSON.parse(String(content))).toEqual({
    issuer,
    jwks_uri: `${issuer}/openid/v1/jwks`,
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  });
  expect(dev.resource("aws_s3_object.cluster_issuer_jwks")).toMatchObject({
    key: "openid/v1/jwks",
    content: reference("nonsensitive(var.cluster_secrets.serviceAccountJwks)"),
  });
});
