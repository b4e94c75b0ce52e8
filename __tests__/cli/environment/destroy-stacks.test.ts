// Terraform's part, in whose place a small program stands that writes down what it is asked.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { DeployedStack } from "../../../cli/environment/deployed-stack";
import { destroyStack, forgetStack } from "../../../cli/environment/destroy-stacks";
import { Steps } from "../../../cli/steps";
import { recorded } from "../run-in-memory";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "stacks-"));
  const stack = path.join(folder, "cdktf.out", "stacks", "dev-platform");
  mkdirSync(stack, { recursive: true });
  writeFileSync(path.join(stack, "cdk.tf.json"), "{}");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function platform(...addresses: readonly string[]): DeployedStack {
  const resources = new Map(addresses.map((address) => [address, "{}"]));
  return { name: "dev-platform", place: "s3://acme", resources, outputs: {} };
}

/** Where a terraform is this script, and what it was asked. */
function terraform(script: string) {
  const program = path.join(folder, "terraform");
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$*" >> ${folder}/asked\n${script}\n`);
  chmodSync(program, 0o755);
  const { surroundings, told } = recorded({ folder, environment: { PATH: `${folder}:/usr/bin:/bin` } });
  const asked = () => readFileSync(path.join(folder, "asked"), "utf8").trim().split("\n");
  return { told: { surroundings, steps: new Steps(surroundings) }, lines: told, asked };
}

test("a stack is destroyed from its own state, and of what Terraform says only the progress is told", async () => {
  const { told, lines, asked } = terraform(
    `[ "$1" = init ] || printf 'Plan: 0 to add\\nhelm_release.argocd: Destroying...\\nhelm_release.argocd: Destruction complete after 1s\\n'`,
  );
  await destroyStack(platform("helm_release.argocd"), told);
  expect(asked().map((line) => line.split(" ")[0])).toEqual(["init", "destroy"]);
  expect(lines).toEqual([
    "  helm_release.argocd: Destroying...",
    "  helm_release.argocd: Destruction complete after 1s",
  ]);
});

test("what was in a lost cluster is taken out of the state, and nobody asks the cluster", async () => {
  const { told, asked } = terraform("");
  const [release, deposed] = ["helm_release.argocd", "helm_release.argocd (deposed 0badc0de)"];
  await forgetStack(platform(release, deposed, 'kubernetes_secret_v1.a["b"]'), told);
  expect(asked().slice(1)).toEqual(['state rm helm_release.argocd kubernetes_secret_v1.a["b"]']);
});

test("a failure is told from Terraform's own error on", async () => {
  const { told } = terraform(
    `[ "$1" = init ] || { printf 'a long plan\\nError: context deadline exceeded\\n'; exit 1; }`,
  );
  await expect(destroyStack(platform("helm_release.argocd"), told)).rejects.toMatchObject({
    reason: "failed",
    problem: "`terraform destroy` ended with status 1:\nError: context deadline exceeded",
  });
});

test("a stack that has a state and is not synthesized is named", async () => {
  const { told } = terraform("");
  const gone = { ...platform("helm_release.argocd"), name: "qa-platform" };
  await expect(destroyStack(gone, told)).rejects.toMatchObject({
    reason: "usage",
    problem: expect.stringContaining("qa-platform"),
    next: expect.stringContaining("npm run synth"),
  });
});
