// Many trials side by side in one local cloud: they mostly wait, each in an account of its own.
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { LocalCloud } from "../local-cloud";
import { faults as allFaults, type Fault } from "./faults";
import { runTrial, type TrialOutcome } from "./trial";

/** How trials are run. */
export interface TrialsOptions {
  readonly trials: number;
  readonly seed: number;
  readonly sideBySide: number;
  /** Only faults whose names hold this. */
  readonly only?: string;
  readonly cloud: LocalCloud;
  readonly folder: string;
  readonly onOutcome?: (outcome: TrialOutcome) => void;
}

/** The faults of a run, each as often as its share of it, at least once while there is room; in a mixed order. */
export function plannedFaults(trials: number, only = ""): readonly Fault[] {
  const faults = allFaults.filter(({ name }) => name.includes(only));
  const whole = faults.reduce((sum, { share }) => sum + share, 0);
  const places = faults.flatMap((fault) =>
    Array.from({ length: fault.share }, (_, place) => ({ fault, at: (place + 0.5) / fault.share })),
  );
  const ordered = places.sort((one, other) => one.at - other.at).map(({ fault }) => fault);
  const chosen = trials < whole ? [...faults, ...ordered] : ordered;
  return Array.from({ length: trials }, (_, place) => chosen[place % chosen.length]).filter(
    (fault) => fault !== undefined,
  );
}

/** Runs them all; a trial that fails by itself is an outcome with a loss. */
export async function runTrials(options: TrialsOptions): Promise<readonly TrialOutcome[]> {
  const { seed, cloud, sideBySide } = options;
  const folder = path.join(options.folder, "trials");
  mkdirSync(folder, { recursive: true });
  const waiting = plannedFaults(options.trials, options.only).map((fault, number) => ({ fault, number }));
  const outcomes: TrialOutcome[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const own = { ...next, seed: seed + next.number, cloud, folder };
      const outcome = await runTrial(own).catch((error) => failed(own.fault, own.seed, error));
      outcomes.push(outcome);
      options.onOutcome?.(outcome);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, work));
  return outcomes;
}

function failed({ name: fault }: Fault, seed: number, error: unknown): TrialOutcome {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const nothing = { created: 0, inState: 0, inErroredState: 0, orphans: 0, wasLocked: false };
  return { fault, seed, ...nothing, losses: [text] };
}
