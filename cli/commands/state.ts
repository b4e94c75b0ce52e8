import { Command } from "commander";
import type { Surroundings } from "../surroundings";
import { stateBackupCommand } from "./state-backup";
import { stateHistoryCommand } from "./state-history";
import { stateMigrateCommand } from "./state-migrate";
import { stateOrphansCommand } from "./state-orphans";
import { stateProbeCommand } from "./state-probe";
import { stateRecoverCommand } from "./state-recover";
import { stateSeedCommand } from "./state-seed";
import { stateUnlockCommand } from "./state-unlock";

/** `hera state`: a sub-command a file beside this one, each added here. */
export function stateCommand(surroundings: Surroundings): Command {
  return new Command("state")
    .summary("the state of an environment or of bootstrap: its history, its lock, its place")
    .description(
      "Works on the state of one environment, or of bootstrap. What changes something says so, and asks first.",
    )
    .helpCommand(false)
    .addCommand(stateProbeCommand(surroundings))
    .addCommand(stateSeedCommand(surroundings))
    .addCommand(stateMigrateCommand(surroundings))
    .addCommand(stateHistoryCommand(surroundings))
    .addCommand(stateBackupCommand(surroundings))
    .addCommand(stateRecoverCommand(surroundings))
    .addCommand(stateOrphansCommand(surroundings))
    .addCommand(stateUnlockCommand(surroundings));
}
