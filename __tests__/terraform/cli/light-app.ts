// An app as main.ts has it, but for the environments' stacks: they hold plain data, and are applied within a second.
import { App, DataResource } from "cdktf";
import { BootstrapStack } from "../../../bootstrap/bootstrap-stack";
import { readConfiguration } from "../../../constructs/configuration/configuration";
import type { EnvironmentInput } from "../../../constructs/contract/environment";
import type { ProjectInput } from "../../../constructs/contract/project";
import { HeraStack } from "../../../constructs/hera-stack";
import { attachStateBackend } from "../../../constructs/state-attachment";

/** Writes it; each value is a resource `terraform_data` in every environment. */
export function synthesizeLightApp(
  outdir: string | undefined,
  projectInput: ProjectInput,
  environments: readonly EnvironmentInput[],
  values: readonly string[],
): void {
  const { project } = readConfiguration(projectInput, environments);
  const app = new App(outdir === undefined ? {} : { outdir });
  new BootstrapStack(app, project);
  for (const { name } of environments) {
    const stack = new HeraStack(app, name);
    attachStateBackend(stack, project.stateBackend, { environment: name, stack: name });
    for (const value of values) new DataResource(stack, value);
  }
  app.synth();
}
