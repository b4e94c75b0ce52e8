import type { Command } from "commander";
import { confirm } from "../confirm";
import { commandWith } from "../manual";
import { configuredPlace, readProject } from "../project";
import { openState } from "../stores/open-state";
import type { LockInfo } from "../stores/state-client";
import type { Surroundings } from "../surroundings";

interface Options {
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

/** `hera state unlock ENVIRONMENT`. */
export function stateUnlockCommand(surroundings: Surroundings): Command {
  return commandWith("unlock", {
    summary: "frees the lock that a broken run left",
    description:
      "Frees the lock of a state whose holder is gone. A lock never expires by itself: it stays after a crash, a kill -9 or a lost machine.",
    steps: [
      "Reads the lock, and says who holds it, since when, from which host, and at what.",
      "Refuses while the holder may be alive on this host.",
      "Asks for a confirmation.",
      "Frees the lock if it is still the same one.",
    ],
    examples: [
      ["npx hera state unlock dev", "asks before it frees the lock of dev"],
      ["npx hera state unlock dev --dry-run", "only says who holds it"],
    ],
  })
    .argument("<environment>", "an environment's name, or bootstrap")
    .option("--dry-run", "say who holds it, and free nothing")
    .option("--force", "do not ask")
    .action((environment: string, options: Options) => unlock(environment, options, surroundings));
}

async function unlock(environment: string, options: Options, surroundings: Surroundings): Promise<void> {
  const client = openState(configuredPlace(readProject(), surroundings.folder, environment), surroundings);
  const holder = await client.holder();
  if (holder === undefined) {
    surroundings.tell(`${client.place} is not locked.`);
    return;
  }
  for (const line of holderLines(holder)) surroundings.tell(line);
  if (options.dryRun === true) return;
  await confirm(surroundings, options, `Free the lock of ${client.place}?`);
  await client.breakLock(holder);
  surroundings.tell(`${client.place} is free.`);
}

function holderLines({ ID, Who, Operation, Created, Info }: LockInfo): string[] {
  const fields = { id: ID, holder: Who, operation: Operation, since: Created, info: Info };
  return Object.entries(fields).flatMap(([name, value]) => (value === "" ? [] : [`${name}: ${value}`]));
}
