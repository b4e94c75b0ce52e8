import type { Command } from "commander";
import { confirm } from "../confirm";
import { assertGone, lookForHolder } from "../lock-holder";
import { commandWith } from "../manual";
import { configuredPlace, readProject } from "../project";
import { type ReportOptions, report } from "../report";
import { openState } from "../stores/open-state";
import type { LockInfo } from "../stores/state-client";
import type { Surroundings } from "../surroundings";

interface Options extends ReportOptions {
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
      "Refuses while the holder may be alive on this host: a hera by its process, a terraform by working on this state. A holder on another host can't be seen from here; ask whom the lock names.",
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
    .option("--force", "do not ask; a holder that may be alive is refused all the same")
    .option("--json", "print who holds it as JSON")
    .action((environment: string, options: Options) => unlock(environment, options, surroundings));
}

async function unlock(environment: string, options: Options, surroundings: Surroundings): Promise<void> {
  const place = configuredPlace(readProject(), surroundings.folder, environment);
  const client = openState(place, surroundings);
  const holder = await client.holder();
  if (holder === undefined) {
    surroundings.tell(`${client.place} is not locked.`);
    if (options.json === true) surroundings.print(JSON.stringify({ place: client.place, holder: null }));
    return;
  }
  const sight = lookForHolder(holder, place);
  report(surroundings, options, { place: client.place, holder, ...sight }, () => [
    ...holderLines(holder),
    sight.verdict,
  ]);
  assertGone(sight, client.place);
  if (options.dryRun === true) return;
  await confirm(surroundings, options, `Free the lock of ${client.place}?`);
  await client.breakLock(holder);
  surroundings.tell(`${client.place} is free.`);
}

function holderLines({ ID, Who, Operation, Created, Info }: LockInfo): string[] {
  const fields = { id: ID, holder: Who, operation: Operation, since: Created, info: Info };
  return Object.entries(fields).flatMap(([name, value]) => (value === "" ? [] : [`${name}: ${value}`]));
}
