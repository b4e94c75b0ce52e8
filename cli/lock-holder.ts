import { hostName } from "../scripts/host";
import { recordedPlace } from "./backend-record";
import { CommandError } from "./command-error";
import { isMarkedProcessAlive } from "./process-mark";
import { stateObject } from "./stores/same-place";
import type { LockInfo } from "./stores/state-client";
import type { StatePlace } from "./stores/state-place";
import { type TerraformProcess, terraformProcesses } from "./terraform-processes";

/** What can be said of a lock's holder from this machine. */
export interface HolderSight {
  /** Processes that hold the lock, or may. */
  readonly suspects: readonly string[];
  /** A sentence for the user. */
  readonly verdict: string;
}

/**
 * Looks whether the holder of a lock may be alive here. A lock names a user and a host, and no process: so every
 * terraform that works on this state is suspected, and every one whose folder can't be seen.
 */
export function lookForHolder(
  holder: LockInfo,
  place: StatePlace,
  processes: readonly TerraformProcess[] = terraformProcesses(),
): HolderSight {
  const host = holder.Who.slice(holder.Who.lastIndexOf("@") + 1);
  if (host !== hostName()) {
    const where = host === "" ? "on a host that it doesn't name" : `on ${host}, and this is ${hostName()}`;
    return { suspects: [], verdict: `The holder ran ${where}: whether it is alive can't be seen from here.` };
  }
  const isAlive = isMarkedProcessAlive(holder.Info);
  if (isAlive !== undefined) {
    return isAlive
      ? { suspects: [`hera (${holder.Operation})`], verdict: "The holder is alive on this host." }
      : { suspects: [], verdict: "The holder was a hera on this host, which is gone." };
  }
  const suspects = processes.filter(({ folder }) => mayWorkOn(place, folder)).map(describe);
  return {
    suspects,
    verdict:
      suspects.length > 0
        ? `On this host, the holder's, there runs ${suspects.join(", ")}.`
        : "The holder ran on this host, where no terraform works on this state now.",
  };
}

/** @throws CommandError where the holder may be alive here. */
export function assertGone({ suspects }: HolderSight, place: string): void {
  if (suspects.length === 0) return;
  throw new CommandError(
    "locked",
    `the holder of ${place}'s lock may be alive on this host: ${suspects.join(", ")}`,
    "wait for it or end it (once by Ctrl-C or SIGTERM, so that it saves its state), then run the command again",
  );
}

function mayWorkOn(place: StatePlace, folder: string | undefined): boolean {
  if (folder === undefined) return true;
  try {
    const recorded = recordedPlace(folder);
    return recorded !== undefined && stateObject(recorded) === stateObject(place);
  } catch {
    return true;
  }
}

function describe({ id, folder }: TerraformProcess): string {
  return `terraform, process ${id}, in ${folder ?? "a folder that can't be seen"}`;
}
