// A bootstrap whose local state is gone, found again by its names: with every locking, and with every option on.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import type { CommandResult } from "../../../scripts/commands";
import { exampleProject } from "../../examples";
import { commandsOf } from "../typed-commands";
import { patience } from "../world";
import { HeraWorld } from "./hera-world";

jest.setTimeout(patience);

/** Every option is on in one of them at least. */
const backends: Readonly<Record<string, Partial<StateBackendInput>>> = {
  lockfile: { locking: "lockfile" },
  dynamodb: { locking: "dynamodb" },
  both: { locking: "both" },
  everything: {
    locking: "both",
    encryption: "customer-key",
    accessLogDays: 30,
    objectLock: { mode: "GOVERNANCE", days: 1 },
  },
};

/** What happens to a bootstrap, and what the command says at each point. */
interface Loss {
  readonly whereNothingExists: CommandResult;
  readonly whereAStateExists: CommandResult;
  readonly dryRun: CommandResult;
  readonly hasStateAfterDryRun: boolean;
  readonly unconfirmed: CommandResult;
  readonly recovery: CommandResult;
  readonly resourcesBefore: readonly string[];
  readonly resourcesAfter: readonly string[];
  readonly files: readonly string[];
  readonly hasChanges: boolean;
}

const recover = ["state", "recover", "bootstrap"] as const;

async function lose(world: HeraWorld, name: string): Promise<Loss> {
  world.describe({ ...exampleProject({ stateBackend: backends[name] ?? {} }), name: `acme-${name}` });
  const state = path.join(world.folder, "bootstrap", "state", "terraform.tfstate");
  const bootstrap = world.terraform("bootstrap");
  const whereNothingExists = await world.hera(...recover, "--force");
  await bootstrap.init();
  await bootstrap.apply();
  const whereAStateExists = await world.hera(...recover, "--force");
  const resourcesBefore = await bootstrap.resources();
  rmSync(path.dirname(state), { recursive: true });
  const dryRun = await world.hera(...recover, "--dry-run");
  const hasStateAfterDryRun = existsSync(state) && readFileSync(state, "utf8").includes('"aws_');
  const unconfirmed = await world.hera(...recover);
  const recovery = await world.hera(...recover, "--force");
  return {
    whereNothingExists,
    whereAStateExists,
    dryRun,
    hasStateAfterDryRun,
    unconfirmed,
    recovery,
    resourcesBefore,
    resourcesAfter: await bootstrap.resources(),
    files: readdirSync(bootstrap.folder).filter((file) => file.startsWith("recover")),
    hasChanges: (await bootstrap.plan()).hasChanges,
  };
}

const worlds: HeraWorld[] = [];
const losses = new Map<string, Loss>();
beforeAll(async () => {
  const live = async (name: string): Promise<void> => {
    const world = await HeraWorld.make();
    worlds.push(world);
    losses.set(name, await lose(world, name));
  };
  await Promise.all(Object.keys(backends).map(live));
}, patience);
// Not before all of them are done: what is closed ends whatever runs.
afterAll(async () => {
  for (const world of worlds) await world.close();
}, patience);

test("the runbook says what was typed here", () => {
  const line = `npx hera ${recover.join(" ")}`;
  expect(commandsOf("docs/runbooks/lost-local-state.md")).toEqual([
    "npm run synth",
    `${line} --dry-run`,
    line,
  ]);
});

describe.each(Object.keys(backends))("%s", (name) => {
  const loss = (): Loss => {
    const found = losses.get(name);
    if (found === undefined) throw new Error(`nothing was recorded for ${name}`);
    return found;
  };

  test("one command ends at the same resources and an empty plan, and leaves no import block", () => {
    const { recovery, resourcesBefore, resourcesAfter, files, hasChanges } = loss();
    expect([recovery.exitCode, recovery.output]).toEqual([
      0,
      expect.stringContaining("bootstrap's state is back, and its plan is empty."),
    ]);
    expect(resourcesAfter).toEqual(resourcesBefore);
    expect(files).toEqual([]);
    expect(hasChanges).toBe(false);
  });

  test("a dry run shows an import block for each resource, and imports none", () => {
    const { dryRun, hasStateAfterDryRun, resourcesBefore } = loss();
    expect(dryRun.exitCode).toBe(0);
    const addresses = [...dryRun.stdout.matchAll(/^ {2}to = (\S+)$/gm)].map(([, address]) => address);
    expect(addresses.sort()).toEqual([...resourcesBefore].sort());
    expect(hasStateAfterDryRun).toBe(false);
  });

  test("it refuses where a state exists, where nothing does, and without a confirmation", () => {
    const { whereNothingExists, whereAStateExists, unconfirmed } = loss();
    expect([whereNothingExists.exitCode, whereNothingExists.output]).toEqual([
      4,
      expect.stringContaining("npx cdktf deploy bootstrap"),
    ]);
    expect([whereAStateExists.exitCode, whereAStateExists.output]).toEqual([
      4,
      expect.stringContaining("bootstrap has a state at"),
    ]);
    expect(unconfirmed.exitCode).toBe(5);
  });
});
