// `hera`, the command: reads its arguments, runs a sub-command, and ends with an exit code that a script can use.
import { Command, CommanderError } from "commander";
import { clusterCommand } from "./commands/cluster";
import { environmentCommand } from "./commands/environment";
import { platformCommand } from "./commands/platform";
import { stateCommand } from "./commands/state";
import { explain } from "./errors/explain";
import { exitCodes, exitCodesHelp } from "./exit-codes";
import type { Surroundings } from "./surroundings";

/** The command with all its sub-commands. */
export function heraCommand(surroundings: Surroundings): Command {
  const hera = new Command("hera")
    .description(
      "Works on what `cdktf` and `terraform` leave to their user: the state's history, its lock, its move from one store to another, and its loss; makes the secrets of a cluster whose cloud has nowhere to make them; destroys an environment with all that its cluster made; and tells which newer Kubernetes minors and charts there are, and what a minor no longer serves.",
    )
    .helpCommand(false)
    .showHelpAfterError("Run it with --help to see what it takes.")
    .addHelpText("after", exitCodesHelp())
    .addCommand(stateCommand(surroundings))
    .addCommand(clusterCommand(surroundings))
    .addCommand(environmentCommand(surroundings))
    .addCommand(platformCommand(surroundings));
  prepare(hera, surroundings);
  return hera;
}

/** Commander settings are not handed down to commands that were made by themselves. */
function prepare(command: Command, surroundings: Surroundings): void {
  command
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => surroundings.print(text.trimEnd()),
      writeErr: (text) => surroundings.tell(text.trimEnd()),
    });
  for (const one of command.commands) prepare(one, surroundings);
}

/** Runs a command line, without the program's name, and gives the exit code. Nothing is thrown. */
export async function runHera(words: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    await heraCommand(surroundings).parseAsync([...words], { from: "user" });
    return exitCodes.done.code;
  } catch (error) {
    if (error instanceof CommanderError) return commanderCode(error);
    const explained = explain(error);
    if (explained === undefined) {
      surroundings.tell(`hera: this is a defect of hera, please report it.\n${traceOf(error)}`);
      return exitCodes.failed.code;
    }
    surroundings.tell(`hera: ${explained.message}`);
    return exitCodes[explained.reason].code;
  }
}

/** Asking for help is no mistake; whatever else Commander ends at is, and it has said so. */
function commanderCode({ code, exitCode }: CommanderError): number {
  return exitCode === 0 || code === "commander.helpDisplayed" ? exitCodes.done.code : exitCodes.usage.code;
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
