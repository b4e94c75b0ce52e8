// What Hetzner's servers get when Terraform has filled in its variables: line ends of keys, quotes, checksums.
import { createHash } from "node:crypto";
import path from "node:path";
import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { z } from "zod";
import { userDataLimit } from "../../constructs/account/hetzner/cloud-init";
import { clusterConfiguration } from "../../constructs/kubernetes-cluster/hetzner-k3s/cluster-configuration";
import {
  controlPlaneUserData,
  workerToken,
  workerUserData,
} from "../../constructs/kubernetes-cluster/hetzner-k3s/user-data";
import {
  configurationExample,
  controlPlaneExample,
  workerExample,
} from "../kubernetes-cluster/hetzner-k3s/k3s-examples";
import { fileOf, readUserData } from "../kubernetes-cluster/hetzner-k3s/sandbox-server";
import { patience, World } from "./world";

const { secrets } = controlPlaneExample;
const outputsSchema = z.object({
  controlPlane: z.string(),
  worker: z.string(),
  objects: z.record(z.string(), z.string()),
  index: z.string(),
});

/** A stack that gives out what servers would be told, with variables in the place of secrets. */
function addOutputs(app: App, folder: string): void {
  const stack = new TerraformStack(app, "user-data");
  new LocalBackend(stack, { path: path.join(folder, "user-data.tfstate") });
  const variable = (name: string, value: string) =>
    new TerraformVariable(stack, name, { type: "string", default: value }).stringValue;
  const given = {
    token: variable("token", secrets.token),
    agentToken: variable("agent_token", secrets.agentToken),
    serverCaCertificate: variable("certificate", secrets.serverCaCertificate),
    serverCaKey: variable("certificate_key", secrets.serverCaKey),
    serviceAccountKey: variable("service_account_key", secrets.serviceAccountKey),
    hcloudToken: variable("hcloud_token", secrets.hcloudToken),
    objectStorageAccessKey: variable("access_key", secrets.objectStorageAccessKey),
    objectStorageSecretKey: variable("secret_key", secrets.objectStorageSecretKey),
  };
  const { objects, index } = clusterConfiguration({
    ...configurationExample,
    apiNames: [variable("address", "198.51.100.7")],
  });
  const outputs = {
    controlPlane: controlPlaneUserData({ ...controlPlaneExample, secrets: given }),
    worker: workerUserData({
      ...workerExample,
      agentToken: workerToken(given.serverCaCertificate, given.agentToken),
    }),
    objects: Object.fromEntries(objects.map(({ key, content }) => [key, content])),
    index: index.content,
  };
  for (const [name, value] of Object.entries(outputs)) new TerraformOutput(stack, name, { value });
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const joinToken = `K10${sha256(secrets.serverCaCertificate)}::node:${secrets.agentToken}`;

test(
  "Terraform fills in what servers read, and its checksums are those of what it writes",
  async () => {
    const world = await World.withoutCloud();
    const outdir = path.join(world.folder, "user-data");
    const app = new App({ outdir });
    addOutputs(app, world.folder);
    app.synth();
    const terraform = world.terraform({ outdir, stacks: ["user-data"] }, "user-data");
    await terraform.init();
    await terraform.apply();
    const outputs = outputsSchema.parse(await terraform.output());

    for (const text of [outputs.controlPlane, outputs.worker, ...Object.values(outputs.objects)]) {
      expect(text).not.toMatch(/\$\$\{|%%\{/);
    }
    // With the secrets in it, it is what it would be without Terraform, and small enough.
    for (const [text, plain] of [
      [outputs.controlPlane, controlPlaneUserData(controlPlaneExample)],
      [outputs.worker, workerUserData({ ...workerExample, agentToken: joinToken })],
    ] as const) {
      expect(readUserData(text)).toEqual(readUserData(plain));
      expect(Buffer.byteLength(text)).toBeLessThan(userDataLimit);
    }
    expect(fileOf(outputs.controlPlane, "/opt/hera/objects.sh")).toContain(`root=\${HERA_ROOT:-}\n`);
    expect(fileOf(outputs.controlPlane, "/opt/hera/objects.sh")).toContain("'%{http_code}'");
    expect(outputs.objects["etc/rancher/k3s/config.yaml.d/10-cluster.yaml"]).toContain("  - 198.51.100.7\n");
    const sums = Object.entries(outputs.objects).map(([key, content]) => `${sha256(content)}  ${key}\n`);
    expect(outputs.index).toBe(sums.join(""));
    await world.close();
  },
  patience,
);
