import type { Command } from "commander";
import { recoverBootstrap } from "../bootstrap-recovery/recover-bootstrap";
import { confirm } from "../confirm";
import { commandWith } from "../manual";
import { configuredPlace, readProject } from "../project";
import { assertSameLineage, planRecovery, type Recovery, restore } from "../recovery";
import { differenceLines, stateDifference } from "../state-difference";
import { openState } from "../stores/open-state";
import type { Surroundings } from "../surroundings";
import { withLock } from "../with-lock";

interface Options {
  readonly version?: string;
  readonly otherLineage?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

/** `hera state recover ENVIRONMENT`. */
export function stateRecoverCommand(surroundings: Surroundings): Command {
  return commandWith("recover", {
    summary: "restores an earlier version of a state, or all of bootstrap's",
    description:
      "Writes an earlier version of a state as its newest one. No resource is touched: what the restored version doesn't know of, the next plan wants to create again.\n\nbootstrap without --version is another case: no state of it is left. It finds what bootstrap made by the names that the configuration gives, and imports it.",
    steps: [
      "Looks through the state's versions for the one asked for; by default the newest readable one of its lineage that differs from the current.",
      "Shows what differs: + would be in the state again, - would no longer be, ~ would be stored as it was.",
      "Refuses a version of another lineage than the current state's.",
      "Asks for a confirmation.",
      "Takes the lock, and keeps a copy of the present state.",
      "Writes the version under a serial that was never used, reads it back, and frees the lock.",
    ],
    examples: [
      ["npx hera state recover dev --dry-run", "what the version before the current one would change"],
      ["npx hera state recover dev --version 3HL4kqtJlcpXroDTDmJ", "restores one that `history` lists"],
      ["npx hera state recover bootstrap --dry-run", "the import blocks of what bootstrap once made"],
      ["npx hera state recover bootstrap", "imports it, up to a plan without changes"],
    ],
  })
    .argument("<environment>", "an environment's name, or bootstrap")
    .option("--version <id>", "the version to restore, as `hera state history` names it")
    .option("--other-lineage", "restore it though the current state is another stack's")
    .option("--dry-run", "show what differs, and write nothing")
    .option("--force", "do not ask")
    .action((environment: string, options: Options) => recover(environment, options, surroundings));
}

async function recover(environment: string, options: Options, surroundings: Surroundings): Promise<void> {
  if (environment === "bootstrap" && options.version === undefined) {
    await recoverBootstrap(options, surroundings);
    return;
  }
  const client = openState(configuredPlace(readProject(), surroundings.folder, environment), surroundings);
  const recovery = await planRecovery(client, options.version);
  for (const line of summary(recovery)) surroundings.print(line);
  if (options.otherLineage !== true) assertSameLineage(recovery);
  if (options.dryRun === true) return;
  await confirm(surroundings, options, `Replace the state at ${client.place} by this version?`);
  const copy = await withLock(client, "hera state recover", surroundings, (lock) =>
    restore(client, environment, recovery, lock, surroundings),
  );
  if (copy !== undefined) surroundings.tell(`The state before is kept in ${copy}.`);
  surroundings.tell(`${client.place} is restored, with serial ${recovery.serial}.`);
  surroundings.tell(`Next: terraform -chdir=cdktf.out/stacks/${environment} plan`);
}

function summary({ chosen, current, serial }: Recovery): readonly string[] {
  const now = current === undefined ? "deleted" : (current.state?.serial ?? "not readable");
  return [
    `version ${chosen.version.id} of ${chosen.version.modified.toISOString()}, serial ${chosen.state?.serial}, restored with serial ${serial}`,
    `current state: ${typeof now === "number" ? `serial ${now}` : now}`,
    ...differenceLines(stateDifference(current?.state, chosen.state)),
  ];
}
