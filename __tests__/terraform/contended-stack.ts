// A stack that holds its state's lock for a few seconds, and is nothing else.
import { type App, DataResource } from "cdktf";
import type { Project } from "../../constructs/contract/project";
import { HeraStack } from "../../constructs/hera-stack";
import { stateStores } from "../../constructs/state-stores";

export const contendedStack = "contended";

/** Adds a stack with state in the project's backend whose apply takes at least `seconds`. */
export function addContendedStack(app: App, project: Project, seconds: number): void {
  const stack = new HeraStack(app, contendedStack);
  stateStores[project.stateBackend.store].attach(
    stack,
    project.stateBackend,
    `${contendedStack}/${contendedStack}.tfstate`,
  );
  new DataResource(stack, "wait", { provisioners: [{ type: "local-exec", command: `sleep ${seconds}` }] });
}
