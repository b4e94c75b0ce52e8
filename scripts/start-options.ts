// The arguments of `npm start`.
import { parseArgs } from "node:util";
import { type CloudName, cloudNames } from "../constructs/contract/project";

/** How to use the command. */
export const USAGE = `usage: npm start [-- [--cloud ${cloudNames.join("|")}] [--keep]]

Creates the state backend and the dev environment on the local cloud, shows what they are, and removes everything.

  --cloud  have dev on this cloud, and its state in that cloud's own store, instead of where envs/ says
  --keep   keep the local cloud running until Ctrl-C, and print how to work with it
  --help   print this`;

/** What the user wants. */
export interface StartOptions {
  /** Undefined where envs/ decides. */
  readonly cloud: CloudName | undefined;
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
      options: {
        cloud: { type: "string" },
        keep: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const cloud = cloudNames.find((name) => name === values.cloud);
    if (cloud !== values.cloud) throw new Error(`'${values.cloud}' is none of ${cloudNames.join(", ")}`);
    return { cloud, keep: values.keep ?? false, help: values.help ?? false };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
