import { readFileSync } from "node:fs";
import { TerraformOutput } from "cdktf";
import { objectStorageOf, useHetznerAccount } from "../../../constructs/account/hetzner/hetzner-account";
import { clusterSecret, hcloudToken } from "../../../constructs/account/hetzner/secrets";
import { HeraStack } from "../../../constructs/hera-stack";
import { hetznerAccount } from "../../hetzner-examples";
import { reference } from "../../jsonencoded";
import { stackOf, synthesizeApp } from "../../synthesized";

const stack = stackOf(
  synthesizeApp((scope) => {
    const made = new HeraStack(scope, "dev");
    useHetznerAccount(made, hetznerAccount);
    const secrets = [hcloudToken(made), clusterSecret(made, "token"), clusterSecret(made, "agentToken")];
    new TerraformOutput(made, "joined", { value: secrets.join(" and "), sensitive: true });
  }),
  "dev",
);

test("both providers take their credentials from variables, and buckets are made in the first location", () => {
  expect(stack.provider("hcloud")).toEqual([{ token: reference("var.hcloud_token") }]);
  expect(stack.provider("aws")).toMatchObject([
    {
      alias: "object-storage",
      region: "fsn1",
      endpoints: [{ s3: "https://fsn1.your-objectstorage.com" }],
      access_key: reference("var.object_storage_access_key"),
      secret_key: reference("var.object_storage_secret_key"),
    },
  ]);
});

test("the provider of buckets is told in a file to end no upload with a checksum", () => {
  const [{ shared_config_files: files, profile } = {}] = stack.provider("aws");
  expect(profile).toBe("default");
  expect(files).toEqual([expect.stringMatching(/^assets\/s3-checksums\/[0-9A-F]+\/s3-checksums\.ini$/)]);
  expect(readFileSync("constructs/account/hetzner/s3-checksums.ini", "utf8")).toContain(
    "[default]\nrequest_checksum_calculation = when_required\n",
  );
});

/** Every field of them, under the name that the variable's type has. */
const emptySecrets = {
  token: "",
  agentToken: "",
  serverCaCertificate: "",
  serverCaKey: "",
  serviceAccountKey: "",
  serviceAccountJwks: "",
};

test("each secret is declared once, sensitive, empty by default, and its description names what to set", () => {
  const { variable } = JSON.parse(stack.text);
  expect(Object.keys(variable).sort()).toEqual([
    "cluster_secrets",
    "hcloud_token",
    "object_storage_access_key",
    "object_storage_secret_key",
  ]);
  for (const [name, declared] of Object.entries(variable)) {
    expect(declared).toMatchObject({ sensitive: true, nullable: false });
    const value = name === "cluster_secrets" ? emptySecrets : "";
    expect(declared).toHaveProperty("default", value);
    expect(declared).toHaveProperty("description", expect.stringContaining(`TF_VAR_${name}`));
  }
});

test("what refuses a secret names its variable and no value", () => {
  const { variable } = JSON.parse(stack.text);
  for (const [name, { validation }] of Object.entries<{ validation: { error_message: string }[] }>(
    variable,
  )) {
    expect(validation.length).toBeGreaterThan(0);
    for (const { error_message: message } of validation) {
      expect(message).toContain(`TF_VAR_${name}`);
      expect(message).not.toContain("${");
    }
  }
});

test("secrets go on as references within a text", () => {
  const parts = ["hcloud_token", "cluster_secrets.token", "cluster_secrets.agentToken"];
  expect(stack.outputs.joined).toBe(parts.map((part) => reference(`var.${part}`)).join(" and "));
});

test("a stack without a Hetzner account has no provider for buckets", () => {
  expect(() => synthesizeApp((scope) => void objectStorageOf(new HeraStack(scope, "dev")))).toThrow(
    "the stack has no provider for Object Storage; call useHetznerAccount first",
  );
});
