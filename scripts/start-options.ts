// The arguments of `npm start`.
import { parseArgs } from "node:util";

/** How to use the command. */
export const USAGE = `usage: npm start [-- --keep]

Creates the state backend and the dev environment on the local cloud, shows what they are, and removes everything.

  --keep   keep the local cloud running until Ctrl-C, and print how to work with it
  --help   print this`;

/** What the user wants. */
export interface StartOptions {
  readonly keep: boolean;
  readonly help: boolean;
}

/** Arguments that nobody can have meant. */
export class UsageError extends Error {}

/** Reads the arguments; an unknown one is a {@link UsageError}. */
export function readStartOptions(commandArguments: readonly string[]): StartOptions {
  try {
    const { values } = parseArgs({
      args: [...commandArguments],
      options: { keep: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
    });
    return { keep: values.keep ?? false, help: values.help ?? false };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
