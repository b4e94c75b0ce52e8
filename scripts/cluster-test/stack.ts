// dev's platform stack as main.ts makes it, led by an override file to a cluster that no stack of this project made.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { readConfiguration } from "../../constructs/configuration/configuration";
import type { EnvironmentInput } from "../../constructs/contract/environment";
import { addEnvironmentStacks } from "../../constructs/environment-stacks";
import { dev } from "../../envs/dev";
import { project as ownProject } from "../../envs/project";
import type { Environment } from "../host";
import { Terraform } from "../terraform";

/** dev without a repository that answers: what is tested is what this folder holds, and Argo CD is to add nothing. */
function described(): EnvironmentInput {
  if (dev.platform === undefined) throw new Error("envs/dev.ts describes no platform");
  const gitops = { ...dev.platform.gitops, repoUrl: "https://git.invalid/hera/platform.git" };
  return { ...dev, platform: { ...dev.platform, gitops } };
}

/** An environment's outputs, as far as its platform's stack reads them. */
export type EnvironmentOutputs = Readonly<Record<string, unknown>>;

/**
 * The stack in a folder, ready to be applied. Its environment's state is another local one, of a stack that has these
 * outputs and nothing else; its own is beside it.
 */
export async function preparePlatformStack(
  folder: string,
  outputs: EnvironmentOutputs,
  environment: Environment,
): Promise<Terraform> {
  const state = await applyOutputs(path.join(folder, "dev"), outputs, environment);
  const outdir = path.join(folder, "cdktf.out");
  mkdirSync(outdir);
  const app = new App({ outdir });
  const { project, environments } = readConfiguration(ownProject, [described()]);
  addEnvironmentStacks(app, project, environments);
  app.synth();
  const stack = path.join(outdir, "stacks", "dev-platform");
  // https://developer.hashicorp.com/terraform/language/files/override
  writeJson(path.join(stack, "override.tf.json"), {
    terraform: { backend: { local: { path: path.join(folder, "dev-platform.tfstate") } } },
    data: {
      terraform_remote_state: { "deploy-dev-first": { backend: "local", config: { path: state } } },
    },
  });
  const platform = new Terraform(stack, environment);
  await platform.init();
  return platform;
}

/** Has Terraform write a state of outputs alone; returns its file. */
async function applyOutputs(
  folder: string,
  outputs: EnvironmentOutputs,
  environment: Environment,
): Promise<string> {
  mkdirSync(folder);
  const output = Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value }]));
  writeJson(path.join(folder, "outputs.tf.json"), { output });
  const terraform = new Terraform(folder, environment);
  await terraform.init();
  await terraform.apply();
  return path.join(folder, "terraform.tfstate");
}

function writeJson(file: string, content: unknown): void {
  writeFileSync(file, JSON.stringify(content, undefined, 2));
}
