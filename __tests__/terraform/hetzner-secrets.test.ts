// What Terraform prints where a secret of Hetzner's is missing or can't be one.
import path from "node:path";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { makeClusterSecrets } from "../../cli/cluster-secrets/cluster-secrets";
import { clusterSecret, hcloudToken, objectStorageKeys } from "../../constructs/account/hetzner/secrets";
import type { Environment } from "../../scripts/host";
import { patience, World } from "./world";

let world: World;
let good: Environment;
beforeAll(async () => {
  world = await World.withoutCloud();
  const app = new App({ outdir: path.join(world.folder, "secrets") });
  const stack = new TerraformStack(app, "secrets");
  new LocalBackend(stack, { path: path.join(world.folder, "secrets.tfstate") });
  const { accessKey, secretKey } = objectStorageKeys(stack);
  const used = [hcloudToken(stack), accessKey, secretKey, clusterSecret(stack, "token")];
  new TerraformOutput(stack, "used", { value: used, sensitive: true });
  app.synth();
  await planWith({}, "init", "-input=false");
  good = {
    TF_VAR_hcloud_token: "h".repeat(64),
    TF_VAR_object_storage_access_key: "accesskey",
    TF_VAR_object_storage_secret_key: "secretkey",
    TF_VAR_cluster_secrets: JSON.stringify(await makeClusterSecrets(new Date())),
  };
}, patience);
afterAll(() => world.close(), patience);

/** Runs terraform with these variables and no others, and gives what it prints. */
async function planWith(variables: Environment, ...command: readonly string[]) {
  const folder = { outdir: path.join(world.folder, "secrets"), stacks: ["secrets"] };
  const terraform = world.terraform(folder, "secrets", { ...world.environment, ...variables });
  const [first = "plan", ...further] = command;
  const { exitCode, output } = await terraform.run(
    first,
    ...(command.length === 0 ? ["-input=false"] : further),
  );
  return { exitCode, output: output.replace(/\s+/g, " ") };
}

test("what `hera cluster secrets` makes is taken, beside a token and keys", async () => {
  const { exitCode, output } = await planWith(good);
  expect(output).toContain("(sensitive value)");
  expect(exitCode).toBe(0);
});

test("a plan without any of them names each", async () => {
  const { exitCode, output } = await planWith({});
  expect(exitCode).toBe(1);
  for (const name of Object.keys(good)) {
    expect(output).toMatch(new RegExp(`${name} (is missing or empty|has no usable token)`));
  }
});

test("an empty one is refused by its name", async () => {
  const { exitCode, output } = await planWith({ ...good, TF_VAR_object_storage_secret_key: "" });
  expect(exitCode).toBe(1);
  expect(output).toContain("TF_VAR_object_storage_secret_key is missing or empty.");
});

test("secrets that no cluster can be founded with are refused by their names, and not printed", async () => {
  const fields = ["token", "agentToken", "serverCaCertificate", "serverCaKey", "serviceAccountKey"];
  const unusable = Object.fromEntries([...fields, "serviceAccountJwks"].map((name) => [name, "hunter-2"]));
  const { exitCode, output } = await planWith({ ...good, TF_VAR_cluster_secrets: JSON.stringify(unusable) });
  expect(exitCode).toBe(1);
  for (const name of Object.keys(unusable)) {
    expect(output).toContain(`TF_VAR_cluster_secrets has no usable ${name}.`);
  }
  expect(output).not.toContain("hunter");
});

test.each([
  ["no JSON", '{"token": "hunter2'],
  ["not all of them", '{"token": "hunter2"}'],
  ["a text", '"hunter2"'],
])("cluster secrets that are %s are not printed", async (_, text) => {
  const { exitCode, output } = await planWith({ ...good, TF_VAR_cluster_secrets: text });
  expect(exitCode).toBe(1);
  expect(output).toContain("var.cluster_secrets");
  expect(output).not.toContain("hunter");
});
