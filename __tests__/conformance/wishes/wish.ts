import { App } from "cdktf";
import { readConfiguration } from "../../../constructs/configuration/configuration";
import type { Environment, EnvironmentInput } from "../../../constructs/contract/environment";
import type { Project, ProjectInput } from "../../../constructs/contract/project";
import { EnvironmentStack } from "../../../constructs/environment-stack";
import { withoutStackTraces } from "../../synthesized";

/** What somebody may ask for: one environment, and the project that it belongs to. */
export interface Wish {
  readonly project: ProjectInput;
  readonly environment: EnvironmentInput;
}

/** A wish that was checked. */
export interface ReadWish {
  readonly project: Project;
  readonly environment: Environment;
}

/** @throws ConfigurationError where the wish is none that its cloud can honour. */
export function read({ project, environment }: Wish): ReadWish {
  const configuration = readConfiguration(project, [environment]);
  const [first] = configuration.environments;
  if (first === undefined) throw new Error("no environment was read");
  return { project: configuration.project, environment: first };
}

/** What Terraform would read of an environment, but for where its state is. */
export interface Synthesized {
  /** All that it makes or asks for. */
  readonly content: string;
  /** What it gives away. */
  readonly outputs: string;
}

/** Synthesizes an environment without writing it. */
export function synthesized({ project, environment }: ReadWish): Synthesized {
  return withoutStackTraces(() => {
    const stack = new EnvironmentStack(new App(), project, environment);
    stack.prepareStack();
    const { terraform, output, ...content } = Object(stack.toTerraform());
    return { content: JSON.stringify(content), outputs: JSON.stringify(output) };
  });
}
