import type { Command } from "commander";
import { CommandError } from "../command-error";
import { confirm } from "../confirm";
import { commandWith } from "../manual";
import { readProject } from "../project";
import { type ReportOptions, report } from "../report";
import type { SeedPart } from "../seeds/seed-store";
import { seedStores } from "../seeds/seed-stores";
import { Steps } from "../steps";
import type { Surroundings } from "../surroundings";

interface Options extends ReportOptions {
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

interface PartReport {
  readonly part: string;
  /** `is there`, `made`, or `missing` in a dry run. */
  readonly status: "is there" | "made" | "missing";
}

/** `hera state seed`. */
export function stateSeedCommand(surroundings: Surroundings): Command {
  return commandWith("seed", {
    summary: "makes the bucket for bootstrap's own state, without Terraform",
    description:
      'Makes the seed: a versioned, encrypted bucket that is closed to the public and takes TLS alone, and a lock table where `locking` asks for one. With bootstrapState: "seed" bootstrap keeps its own state there, and can bring a deleted backend back from anywhere. Named <project>-tfseed-<account>-<region>. Run again, it makes what is missing and leaves the rest alone.',
    steps: [
      "Looks whether the credentials belong to the state backend's account.",
      "Refuses a bucket of that name that is somebody else's.",
      "Asks for a confirmation if anything is missing.",
      "Makes each part that is missing, in order; an interrupted run is finished by the next.",
    ],
    examples: [
      ["npx hera state seed --dry-run", "what is there, and what would be made"],
      ["npx hera state seed", "makes what is missing"],
      ["npx hera state probe bootstrap", "then tries whether it can be used for locking"],
      ["npx hera state migrate bootstrap", "then moves bootstrap's state there, if it was elsewhere"],
    ],
  })
    .option("--dry-run", "say what is missing, and make nothing")
    .option("--force", "do not ask")
    .option("--json", "print JSON")
    .action((options: Options) => seed(options, surroundings));
}

async function seed(options: Options, surroundings: Surroundings): Promise<void> {
  const { stateBackend } = readProject();
  const store = seedStores[stateBackend.store];
  if (store === undefined) {
    throw new CommandError(
      "usage",
      `the store ${stateBackend.store} has no seed`,
      'keep bootstrap\'s own state in the backend that it makes: bootstrapState: "backend", then `npx hera state migrate bootstrap`',
    );
  }
  const parts = store.parts(stateBackend, surroundings);
  const found = await lookAt(parts);
  if (options.dryRun !== true && found.some(({ status }) => status === "missing")) {
    await confirm(surroundings, options, `Make the missing parts in the account ${stateBackend.account}?`);
  }
  const reported = options.dryRun === true ? found : await makeMissing(parts, surroundings);
  report(surroundings, options, reported, () =>
    reported.map(({ part, status }) => `${status.padEnd(8)}  ${part}`),
  );
}

async function lookAt(parts: readonly SeedPart[]): Promise<readonly PartReport[]> {
  const found: PartReport[] = [];
  for (const { name, within, isThere } of parts) {
    // What isn't there can't be asked for its settings.
    const isOutside = found.some(({ part, status }) => part === within && status === "missing");
    found.push({ part: name, status: !isOutside && (await isThere()) ? "is there" : "missing" });
  }
  return found;
}

async function makeMissing(
  parts: readonly SeedPart[],
  surroundings: Surroundings,
): Promise<readonly PartReport[]> {
  const steps = new Steps(surroundings);
  const made: PartReport[] = [];
  for (const { name, isThere, make } of parts) {
    const isIn = await isThere();
    if (!isIn) await steps.step(`making ${name}`, make);
    made.push({ part: name, status: isIn ? "is there" : "made" });
  }
  return made;
}
