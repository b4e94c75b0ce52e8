import { Command } from "commander";
import type { Surroundings } from "../surroundings";
import { stateUnlockCommand } from "./state-unlock";

/** `hera state`: a sub-command a file beside this one, each added here. */
export function stateCommand(surroundings: Surroundings): Command {
  return new Command("state")
    .summary("the state of an environment or of bootstrap: its history, its lock, its place")
    .description(
      "Works on the state of one environment, or of bootstrap. What changes something says so, and asks first.",
    )
    .helpCommand(false)
    .addCommand(stateUnlockCommand(surroundings));
}
