// The arguments of `npm start`.
import { parseArgs } from "node:util";
import { type CloudName, cloudNames } from "../constructs/contract/project";

/** How to use the command. */
export const USAGE = `usage: npm start [-- [--cloud ${cloudNames.join("|")}] [--edge] [--platform] [--keep]]

Creates the state backend and the dev environment on the local cloud, shows what they are, and removes everything.

  --cloud     have dev on this cloud, and its state in that cloud's own store, instead of where envs/ says
  --edge      put Cloudflare in front of dev, too; on hetzner it always is
  --platform  put Argo CD, and what leads it to Git, into dev's cluster, too
  --keep      keep the local cloud running until Ctrl-C, and print how to work with it
  --help      print this`;

/** What the user wants. */
export interface StartOptions {
  /** Undefined where envs/ decides. */
  readonly cloud: CloudName | undefined;
  /** Whether Cloudflare is in front of dev. */
  readonly edge: boolean;
  /** Whether dev's cluster gets its platform. */
  readonly platform: boolean;
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
        edge: { type: "boolean", default: false },
        platform: { type: "boolean", default: false },
        keep: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const cloud = cloudNames.find((name) => name === values.cloud);
    if (cloud !== values.cloud) throw new Error(`'${values.cloud}' is none of ${cloudNames.join(", ")}`);
    const { edge = false, platform = false, keep = false, help = false } = values;
    return { cloud, edge: edge || cloud === "hetzner", platform, keep, help };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
