import { keepBackup } from "../backup";
import { CommandError } from "../command-error";
import { readState, type StateFile } from "../state-file";
import { Steps } from "../steps";
import type { HeldLock, StateClient } from "../stores/state-client";
import type { Surroundings } from "../surroundings";
import { withLock } from "../with-lock";
import { assertArrived, judgeTarget, type TargetSituation } from "./comparison";

/** A state to move. */
export interface Migration {
  /** Whose state it is. */
  readonly environment: string;
  readonly source: StateClient;
  readonly target: StateClient;
}

/** What a migration found. */
export interface MigrationOutcome {
  readonly situation: TargetSituation;
  readonly serial: number;
  readonly resources: number;
}

/**
 * Copies a state from one place to another. The source stays as it is, so whenever this is interrupted, all is in the
 * source; run again, it goes on: the same bytes are written under the same serial, or are found there already.
 */
export function migrate(migration: Migration, surroundings: Surroundings): Promise<MigrationOutcome> {
  const { source, target } = migration;
  const steps = new Steps(surroundings);
  const operation = "hera state migrate";
  return steps.step(`locking ${source.place}`, () =>
    withLock(source, operation, surroundings, () =>
      steps.step(`locking ${target.place}`, () =>
        withLock(target, operation, surroundings, (lock) => move(migration, lock, steps, surroundings)),
      ),
    ),
  );
}

/** What a migration would do; nothing is locked or written. */
export async function rehearse({ source, target }: Migration): Promise<MigrationOutcome> {
  const { content, state } = await readSource(source);
  const situation = judgeTarget(state, content, await target.read(), target.place);
  return { situation, serial: state.serial, resources: state.resources.size };
}

async function move(
  { environment, source, target }: Migration,
  lock: HeldLock,
  steps: Steps,
  surroundings: Surroundings,
): Promise<MigrationOutcome> {
  const { content, state } = await steps.step(`reading ${source.place}`, () => readSource(source));
  steps.detail(`lineage ${state.lineage}, serial ${state.serial}, ${state.resources.size} resources`);
  const present = await steps.step(`looking at ${target.place}`, () => target.read());
  const situation = judgeTarget(state, content, present, target.place);
  const outcome = { situation, serial: state.serial, resources: state.resources.size };
  await steps.step("keeping a copy", async () => {
    steps.detail(await keepBackup(source, environment, content, surroundings));
    if (situation === "older" && present !== undefined) {
      steps.detail(await keepBackup(target, environment, present, surroundings));
    }
  });
  if (situation !== "moved") {
    await steps.step(`writing ${target.place}`, () => target.write(content, lock));
  }
  await steps.step("comparing lineage, serial and every resource", async () =>
    assertArrived(state, await target.read(), target.place),
  );
  return outcome;
}

async function readSource(
  source: StateClient,
): Promise<{ readonly content: Buffer; readonly state: StateFile }> {
  const content = await source.read();
  if (content !== undefined) return { content, state: readState(content, source.place) };
  throw new CommandError(
    "refused",
    `there is no state at ${source.place}`,
    "name where it is by --from; if there never was one, there is nothing to migrate",
  );
}
