import type { Construct } from "constructs";
import type { Environment } from "./contract/environment";
import type { Project } from "./contract/project";
import { EdgeStack } from "./edge-stack";
import { ZonesStack } from "./zones-stack";

/** Adds a stack for the project's zones and one for each environment's edge; none where the project has no edge. */
export function addEdgeStacks(
  scope: Construct,
  project: Project,
  environments: readonly Environment[],
): void {
  if (project.edge === undefined) return;
  const owners = environments.flatMap(({ name, edge }) => (edge === undefined ? [] : [{ name, edge }]));
  new ZonesStack(scope, project, project.edge, owners);
  for (const owner of owners) new EdgeStack(scope, project, project.edge, owner);
}
