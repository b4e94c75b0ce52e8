import type { Construct } from "constructs";
import type { Environment } from "./contract/environment";
import type { Project } from "./contract/project";
import { EnvironmentStack } from "./environment-stack";
import { PlatformStack } from "./platform-stack";

/** Adds a stack for each environment, and one for its platform where it has one. */
export function addEnvironmentStacks(
  scope: Construct,
  project: Project,
  environments: readonly Environment[],
): void {
  for (const environment of environments) {
    const stack = new EnvironmentStack(scope, project, environment);
    const { platform } = environment;
    if (platform !== undefined) new PlatformStack(scope, project, { ...environment, platform }, stack);
  }
}
