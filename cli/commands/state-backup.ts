import type { Command } from "commander";
import { keepBackup } from "../backup";
import { CommandError } from "../command-error";
import { commandWith } from "../manual";
import { configuredPlace, readProject } from "../project";
import { type ReportOptions, report } from "../report";
import { readState } from "../state-file";
import { openState } from "../stores/open-state";
import type { Surroundings } from "../surroundings";

/** `hera state backup ENVIRONMENT`. */
export function stateBackupCommand(surroundings: Surroundings): Command {
  return commandWith("backup", {
    summary: "keeps a copy of a state",
    description:
      "Copies the present state of an environment: to backups/<environment>/ in the bucket of a store that keeps no versions (Cloudflare R2), else to the ignored folder state-backups/ of the project. The copy may hold secrets, as the state does.",
    steps: ["Reads the state, and checks that it is one.", "Writes the copy, and says where it is."],
    examples: [["npx hera state backup dev", "a copy of dev's state"]],
  })
    .argument("<environment>", "an environment's name, or bootstrap")
    .option("--json", "print JSON")
    .action(async (environment: string, options: ReportOptions) => {
      const client = openState(
        configuredPlace(readProject(), surroundings.folder, environment),
        surroundings,
      );
      const content = await client.read();
      if (content === undefined) throw noState(client.place);
      const { serial } = readState(content, client.place);
      const copy = await keepBackup(client, environment, content, surroundings);
      report(surroundings, options, { serial, copy }, () => [copy]);
    });
}

/** Where there is nothing to work on. */
export function noState(place: string): CommandError {
  return new CommandError(
    "refused",
    `there is no state at ${place}`,
    "deploy the environment, or say where its state is",
  );
}
