import { exampleEnvironment, exampleProject } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const app = synthesize(exampleProject(), [
  exampleEnvironment("default"),
  exampleEnvironment("loose", { cluster: { deletionProtection: false } }),
  exampleEnvironment("provider", { cluster: { secretsEncryption: "provider-key" } }),
]);
const standard = stackOf(app, "default");
const provider = stackOf(app, "provider");
const keyArn = reference("aws_kms_key.cluster_control-plane_secrets_key.arn");

test("a key of the environment's own encrypts the cluster's secrets", () => {
  expect(standard.only("aws_eks_cluster").encryption_config).toEqual({
    resources: ["secrets"],
    provider: { key_arn: keyArn },
  });
  expect(standard.outputs.secretsEncryptionKeyId).toBe(keyArn);
});

test("the key gets new material every year and a name to be found by", () => {
  expect(standard.only("aws_kms_key")).toMatchObject({ enable_key_rotation: true });
  expect(standard.only("aws_kms_alias")).toEqual({
    name: "alias/acme-default-eks-secrets",
    target_key_id: reference("aws_kms_key.cluster_control-plane_secrets_key.key_id"),
  });
});

test("the cluster's role may use this key and no other", () => {
  const { policy } = standard.resource("aws_iam_role_policy.cluster_control-plane_secrets-key-policy");
  expect(jsonencoded(policy)).toMatchObject({ Statement: [{ Effect: "Allow", Resource: keyArn }] });
});

test("with deletion protection the key can't be destroyed, and a deletion can be undone for 30 days", () => {
  expect(standard.only("aws_kms_key")).toMatchObject({
    deletion_window_in_days: 30,
    lifecycle: { prevent_destroy: true },
  });
});

test("an environment that comes and goes keeps its key for the 7 days that AWS insists on", () => {
  const key = stackOf(app, "loose").only("aws_kms_key");
  expect(key).toMatchObject({ deletion_window_in_days: 7, lifecycle: { prevent_destroy: false } });
});

test("with the provider's key there is none of the environment's", () => {
  expect(provider.resources("aws_kms_key")).toEqual({});
  expect(provider.only("aws_eks_cluster")).not.toHaveProperty("encryption_config");
  expect(provider.outputs.secretsEncryptionKeyId).toBe("");
});
