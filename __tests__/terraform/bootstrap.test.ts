// Phase one on the local cloud, in every locking mode: made, planned empty, refused to be destroyed, used by two
// applies at once, and removed when its protection is lifted first.
import path from "node:path";
import type { Locking, StateBackendInput } from "../../constructs/contract/state-backend";
import type { CommandResult } from "../../scripts/commands";
import { exampleProject } from "../examples";
import { addContendedStack, contendedStack, release, untilHolding } from "./contended-stack";
import { changedResources } from "./plan-changes";
import { type Inventory, patience, World } from "./world";

const account = "111122223333";
const region = "eu-west-1";

/** The options ride along with the modes, so that each is applied at least once. */
const backends: Readonly<Record<Locking, Partial<StateBackendInput>>> = {
  lockfile: { objectLock: { mode: "GOVERNANCE", days: 1 } },
  dynamodb: { accessLogDays: 30 },
  both: { encryption: "customer-key" },
};

interface Life {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly inventory: Inventory;
  readonly hasChangesAfterApply: boolean;
  readonly refusedDestroy: CommandResult;
  readonly contender: CommandResult;
  readonly holder: CommandResult;
  readonly hasChangesAfterContention: boolean;
}

/** A backend's life up to the moment in which its protection is lifted. */
async function live(world: World, locking: Locking): Promise<Life> {
  const project = {
    ...exampleProject({ stateBackend: { locking, ...backends[locking] } }),
    name: `acme-${locking}`,
  };
  const meeting = path.join(world.folder, locking);
  const folder = world.synthesize(locking, project, [], (app, checked) =>
    addContendedStack(app, checked, meeting),
  );
  const bootstrap = world.terraform(folder, "bootstrap");
  await bootstrap.init();
  await bootstrap.apply();
  const plan = await bootstrap.plan();
  const refusedDestroy = await bootstrap.run("destroy", "-auto-approve", "-input=false");

  const first = world.terraform(folder, contendedStack);
  await first.init();
  const holder = first.start("apply", "-auto-approve", "-input=false");
  await untilHolding(meeting);
  const contender = await first.run("apply", "-auto-approve", "-input=false");
  release(meeting);
  return {
    outputs: await bootstrap.output(),
    inventory: world.inventory(region),
    hasChangesAfterApply: plan.hasChanges,
    refusedDestroy,
    contender,
    holder: await holder.result,
    hasChangesAfterContention: (await first.plan()).hasChanges,
  };
}

/** Lifts the protection in one apply, and destroys in the next. */
async function remove(world: World, locking: Locking): Promise<void> {
  const stateBackend = { locking, ...backends[locking], deletionProtection: false };
  const folder = world.synthesize(locking, { ...exampleProject({ stateBackend }), name: `acme-${locking}` });
  const bootstrap = world.terraform(folder, "bootstrap");
  await bootstrap.apply();
  await bootstrap.destroy();
}

interface Retreat {
  readonly actions: readonly string[];
  readonly inventory: Inventory;
  readonly hasChangesAfterwards: boolean;
}

/** A backend that gives up everything beyond the bucket, one edit after the other. */
async function retreat(world: World): Promise<Retreat> {
  const everything = { locking: "dynamodb", encryption: "customer-key", accessLogDays: 30 } as const;
  const edits: Partial<StateBackendInput>[] = [everything, { ...everything, locking: "both" }, {}];
  const actions: string[] = [];
  for (const stateBackend of edits) {
    const folder = world.synthesize("retreat", { ...exampleProject({ stateBackend }), name: "acme-retreat" });
    const bootstrap = world.terraform(folder, "bootstrap");
    await bootstrap.init();
    await bootstrap.plan("-out=edit.tfplan");
    actions.push(
      ...changedResources(await bootstrap.show("edit.tfplan")).flatMap((change) => change.actions),
    );
    await bootstrap.apply("edit.tfplan");
  }
  const last = world.terraform(
    world.synthesize("retreat", { ...exampleProject(), name: "acme-retreat" }),
    "bootstrap",
  );
  return {
    actions,
    inventory: world.inventory(region),
    hasChangesAfterwards: (await last.plan()).hasChanges,
  };
}

let world: World;
let retreated: Retreat;
const lives = new Map<Locking, Life>();
let inventoryAfterRemoval: Inventory;

beforeAll(async () => {
  world = await World.withCloud(account);
  const lockings = ["lockfile", "dynamodb", "both"] as const;
  await Promise.all([
    ...lockings.map(async (locking) => lives.set(locking, await live(world, locking))),
    retreat(world).then((outcome) => {
      retreated = outcome;
    }),
  ]);
  await Promise.all(lockings.map((locking) => remove(world, locking)));
  inventoryAfterRemoval = world.inventory(region);
}, patience);
afterAll(() => world.close(), patience);

function lifeOf(locking: Locking): Life {
  const life = lives.get(locking);
  if (life === undefined) throw new Error(`no life was recorded for ${locking}`);
  return life;
}

describe.each(["lockfile", "dynamodb", "both"] as const)("with locking %s", (locking) => {
  test("a second plan is empty", () => {
    expect(lifeOf(locking).hasChangesAfterApply).toBe(false);
  });

  test("what was made is what the outputs name", () => {
    const { outputs, inventory } = lifeOf(locking);
    expect(outputs.bucket).toBe(`acme-${locking}-tfstate-${account}-${region}`);
    expect(inventory.buckets).toContain(outputs.bucket);
    expect(inventory.tables?.includes(`acme-${locking}-terraform-locks`) ?? false).toBe(
      locking !== "lockfile",
    );
  });

  test("its destruction is refused", () => {
    const { refusedDestroy } = lifeOf(locking);
    expect(refusedDestroy.exitCode).toBe(1);
    expect(refusedDestroy.output).toContain("lifecycle.prevent_destroy");
  });

  test("of two applies at once one is refused, and told who holds the lock", () => {
    const { holder, contender } = lifeOf(locking);
    expect(holder.exitCode).toBe(0);
    expect(contender.exitCode).toBe(1);
    expect(contender.output).toContain("Error acquiring the state lock");
    expect(contender.output).toMatch(/Operation: OperationTypeApply/);
    expect(contender.output).toMatch(/Who: +\S+@\S+/);
  });

  test("the holder's work is in the state", () => {
    expect(lifeOf(locking).hasChangesAfterContention).toBe(false);
  });
});

test("going back to the plain bucket destroys no key, no table and no log", () => {
  const { actions, inventory, hasChangesAfterwards } = retreated;
  expect(actions.filter((action) => action === "delete")).toEqual(["delete"]);
  expect(inventory.tables).toContain("acme-retreat-terraform-locks");
  expect(inventory["key aliases"]).toContain("alias/acme-retreat-tfstate");
  expect(inventory.buckets).toContain(`acme-retreat-tfstate-${account}-${region}-logs`);
  expect(hasChangesAfterwards).toBe(false);
});

test("with its protection lifted first, a destroy leaves nothing", () => {
  const names = Object.values(inventoryAfterRemoval).flat();
  expect(names.filter((name) => /acme-(lockfile|dynamodb|both)/.test(name))).toEqual([]);
  expect(inventoryAfterRemoval.keys).toHaveLength(1);
});
