// From the lock table to the lock file in three edits of one word, each applied by the real terraform, with a second
// apply contending in the middle of each: the one that still locks as before the edit, too.
import { cpSync } from "node:fs";
import path from "node:path";
import type { Locking } from "../../../constructs/contract/state-backend";
import type { CommandResult } from "../../../scripts/commands";
import { Terraform } from "../../../scripts/terraform";
import { exampleEnvironment, exampleProject } from "../../examples";
import { addContendedStack, contendedStack, release, untilHolding } from "../contended-stack";
import { patience, type SynthesizedFolder, World } from "../world";

const name = "acme-moves";
const moves = ["dynamodb", "both", "lockfile"] as const satisfies readonly Locking[];

interface Step {
  readonly holder: CommandResult;
  readonly contender: CommandResult;
  /** Somebody who has not pulled the edit yet. */
  readonly belated?: CommandResult;
  readonly hasChangesAfterwards: boolean;
  readonly tables: readonly string[];
}

let world: World;
const steps = new Map<Locking, Step>();

function synthesize(locking: Locking): SynthesizedFolder {
  const project = { ...exampleProject({ stateBackend: { locking } }), name };
  return world.synthesize(name, project, [exampleEnvironment("dev")], (app, checked) =>
    addContendedStack(app, checked, meetingOf(locking), "dev"),
  );
}

function meetingOf(locking: Locking): string {
  return path.join(world.folder, `${name}-${locking}`);
}

async function move(locking: Locking, belated: Terraform | undefined): Promise<Step> {
  const folder = synthesize(locking);
  const bootstrap = world.terraform(folder, "bootstrap");
  await bootstrap.init();
  await bootstrap.apply();
  const stack = world.terraform(folder, contendedStack);
  await stack.init("-reconfigure");
  const again = ["-input=false", "-auto-approve", "-replace=terraform_data.wait"];
  const first = stack.start("apply", ...again);
  await untilHolding(meetingOf(locking), first);
  const contender = await stack.run("apply", ...again);
  const late = await belated?.run("plan", "-input=false");
  release(meetingOf(locking));
  return {
    holder: await first.result,
    contender,
    ...(late === undefined ? {} : { belated: late }),
    hasChangesAfterwards: (await stack.plan()).hasChanges,
    tables: world.inventory("eu-west-1").tables ?? [],
  };
}

/** The stack as it is before the next edit, in a folder of its own. */
function copyOf(locking: Locking): Terraform {
  const copy = path.join(world.folder, `${name}-before-${locking}`);
  const stack = path.join(world.folder, name, "cdktf.out", "stacks", contendedStack);
  cpSync(stack, copy, { recursive: true, verbatimSymlinks: true });
  return new Terraform(copy, world.environment);
}

beforeAll(async () => {
  world = await World.withCloud("111122223333");
  let belated: Terraform | undefined;
  for (const locking of moves) {
    steps.set(locking, await move(locking, belated));
    belated = copyOf(locking);
  }
}, patience);
afterAll(() => world.close(), patience);

function stepOf(locking: Locking): Step {
  const step = steps.get(locking);
  if (step === undefined) throw new Error(`${locking} was not lived through`);
  return step;
}

test.each(moves)(
  "with %s one apply of two is refused, and the other one's work is in the state",
  (locking) => {
    const { holder, contender, hasChangesAfterwards } = stepOf(locking);
    expect(holder.exitCode).toBe(0);
    expect(contender.exitCode).toBe(1);
    expect(contender.output).toContain("Error acquiring the state lock");
    expect(hasChangesAfterwards).toBe(false);
  },
);

test.each(["both", "lockfile"] as const)("who locks as before the edit to %s is refused, too", (locking) => {
  const { belated } = stepOf(locking);
  expect(belated?.exitCode).toBe(1);
  expect(belated?.output).toContain("Error acquiring the state lock");
});

test("the table is there until the end, and left alone then", () => {
  for (const locking of moves) expect(stepOf(locking).tables).toContain("acme-moves-terraform-locks");
});
