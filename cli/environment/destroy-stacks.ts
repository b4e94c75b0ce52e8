// The end of an environment's stacks: Terraform's part of it.
import { failureIn, type Terraform } from "../../scripts/terraform";
import { CommandError } from "../command-error";
import { commandAddress } from "../state-file";
import type { Steps } from "../steps";
import type { Surroundings } from "../surroundings";
import { type DeployedStack, terraformOf } from "./deployed-stack";

/** Where the work is told of. */
export interface Told {
  readonly surroundings: Surroundings;
  readonly steps: Steps;
}

/** Destroys what a stack's state has. */
export async function destroyStack({ name }: DeployedStack, { surroundings, steps }: Told): Promise<void> {
  const terraform = terraformOf(name, surroundings, (line) => {
    if (/: (Destroy|Destruction|Still destroying)/.test(line)) steps.detail(line);
  });
  await expectDone(terraform, "init", "-input=false", "-reconfigure");
  await expectDone(terraform, "destroy", "-input=false", "-auto-approve");
}

/** What was in a cluster that is gone can't be destroyed any more, and would keep its stack from being planned. */
export async function forgetStack(
  { name, resources }: DeployedStack,
  { surroundings, steps }: Told,
): Promise<void> {
  const terraform = terraformOf(name, surroundings, () => undefined);
  await expectDone(terraform, "init", "-input=false", "-reconfigure");
  await expectDone(terraform, "state", "rm", ...new Set([...resources.keys()].map(commandAddress)));
  steps.detail(`${resources.size} resources are no longer in its state`);
}

async function expectDone(
  terraform: Terraform,
  command: string,
  ...further: readonly string[]
): Promise<void> {
  const { exitCode, output } = await terraform.run(command, ...further);
  if (exitCode === 0) return;
  throw new CommandError(
    "failed",
    `\`terraform ${command}\` ended with status ${exitCode}:\n${failureIn(output)}`,
    "mend what it says, and run this again: it goes on where this one stopped",
  );
}
