// A stack that holds its state's lock until it is told to let go, and is nothing else.
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type App, DataResource } from "cdktf";
import type { Project } from "../../constructs/contract/project";
import { HeraStack } from "../../constructs/hera-stack";
import { attachStateBackend } from "../../constructs/state-attachment";

export const contendedStack = "contended";

/** Adds a stack with state in the project's backend whose apply waits for a file in `folder`. */
export function addContendedStack(
  app: App,
  { stateBackend }: Project,
  folder: string,
  environment = contendedStack,
): void {
  const stack = new HeraStack(app, contendedStack);
  attachStateBackend(stack, stateBackend, { environment, stack: contendedStack });
  const [holding, release] = files(folder);
  const wait = `touch '${holding}'; until [ -e '${release}' ]; do sleep 0.2; done`;
  new DataResource(stack, "wait", { provisioners: [{ type: "local-exec", command: wait }] });
}

/** Waits until an apply of the stack holds its lock. */
export async function untilHolding(folder: string): Promise<void> {
  const [holding] = files(folder);
  while (!existsSync(holding)) await new Promise((resolve) => setTimeout(resolve, 200));
}

/** Lets the apply that holds the lock end. */
export function release(folder: string): void {
  writeFileSync(files(folder)[1], "");
}

function files(folder: string): [string, string] {
  return [path.join(folder, "holding"), path.join(folder, "release")];
}
