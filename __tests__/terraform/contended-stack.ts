// A stack that holds its state's lock until it is told to let go, and is nothing else.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type App, DataResource, TerraformOutput } from "cdktf";
import type { Project } from "../../constructs/contract/project";
import { HeraStack } from "../../constructs/hera-stack";
import { attachStateBackend } from "../../constructs/state-attachment";
import type { RunningCommand } from "../../scripts/commands";

export const contendedStack = "contended";

/** What the stack gives to readers of its state. */
export const contendedWord = "seen";

/** Adds a stack with state in the project's backend whose apply waits for a file in `folder`. */
export function addContendedStack(
  app: App,
  { stateBackend }: Project,
  folder: string,
  environment = contendedStack,
): void {
  mkdirSync(folder, { recursive: true });
  const stack = new HeraStack(app, contendedStack);
  attachStateBackend(stack, stateBackend, { environment, stack: contendedStack });
  const [holding, release] = files(folder);
  const wait = `touch '${holding}'; until [ -e '${release}' ]; do sleep 0.2; done`;
  new TerraformOutput(stack, "word", { value: contendedWord });
  new DataResource(stack, "wait", { provisioners: [{ type: "local-exec", command: wait }] });
}

/** Waits until an apply of the stack holds its lock. */
export async function untilHolding(folder: string, apply: RunningCommand): Promise<void> {
  const [holding] = files(folder);
  let ended: string | undefined;
  void apply.result.then(({ output }) => {
    ended = output;
  });
  while (!existsSync(holding)) {
    if (ended !== undefined) throw new Error(`the apply ended before it held its lock:\n${ended}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Lets the apply that holds the lock end. */
export function release(folder: string): void {
  writeFileSync(files(folder)[1], "");
}

function files(folder: string): [string, string] {
  return [path.join(folder, "holding"), path.join(folder, "release")];
}
