import path from "node:path";
import { readConfiguration } from "../constructs/configuration/configuration";
import type { Environment } from "../constructs/contract/environment";
import type { Project } from "../constructs/contract/project";
import { nearest } from "../constructs/contract/shape";
import { stateStores } from "../constructs/state-stores";
import { environments as environmentDescriptions } from "../envs/environments";
import { project as projectDescription } from "../envs/project";
import { CommandError } from "./command-error";
import type { StatePlace } from "./stores/state-place";

/** The project of envs/, checked. */
export function readProject(): Project {
  return readEnvironments().project;
}

/** The project and all of its environments, checked. */
export function readEnvironments(): {
  readonly project: Project;
  readonly environments: readonly Environment[];
} {
  return readConfiguration(projectDescription, environmentDescriptions);
}

/**
 * The project, and one of its environments.
 *
 * @throws CommandError where there is no such environment.
 */
export function readEnvironment(name: string): {
  readonly project: Project;
  readonly environment: Environment;
} {
  const { project, environments } = readEnvironments();
  const environment = environments.find((one) => one.name === name);
  if (environment === undefined)
    throw noSuchEnvironment(
      name,
      environments.map((one) => one.name),
    );
  return { project, environment };
}

/** The folder in which Terraform works for a stack. */
export function stackFolder(root: string, stack: string): string {
  return path.join(root, "cdktf.out", "stacks", stack);
}

/** Where bootstrap's state is while it is local. */
export function localBootstrapState(root: string): string {
  return path.join(root, "bootstrap", "state", "terraform.tfstate");
}

/**
 * Where the configuration has the state of `bootstrap`, of an environment, whose stack has its name, or of an
 * environment's platform or edge, whose stacks are `<name>-platform` and `<name>-edge`.
 *
 * @throws CommandError where there is no such environment.
 */
export function configuredPlace(project: Project, root: string, environment: string): StatePlace {
  const { stateBackend } = project;
  if (environment === "bootstrap" && stateBackend.bootstrapState === "local") {
    return { type: "local", path: localBootstrapState(root) };
  }
  const known = ["bootstrap", ...stateBackend.environments];
  const owner = environment.replace(project.edge === undefined ? /-platform$/ : /-(edge|platform)$/, "");
  if (!known.includes(owner)) {
    throw noSuchEnvironment(environment, known);
  }
  return stateStores[stateBackend.store].backend(stateBackend, { environment: owner, stack: environment });
}

function noSuchEnvironment(name: string, known: readonly string[]): CommandError {
  return new CommandError(
    "usage",
    `there is no environment ${JSON.stringify(name)}; there are ${known.join(", ")}`,
    nearest(name, known, "name one of them, or add it to envs/environments.ts"),
  );
}
