import { randomUUID } from "node:crypto";
import { hostName, userName } from "../scripts/host";
import { isMarkedProcessAlive, ownMark } from "./process-mark";
import { type HeldLock, LockHeldError, type LockInfo, type StateClient } from "./stores/state-client";
import type { Surroundings } from "./surroundings";

/** A lock of this process. */
export function lockInfo(operation: string, { now }: Surroundings): LockInfo {
  return {
    ID: randomUUID(),
    Operation: operation,
    Info: ownMark(),
    Who: `${userName()}@${hostName()}`,
    // Terraform shows it as its own; a name says more than a number that is none of Terraform's.
    Version: "hera",
    Created: now().toISOString(),
    Path: "",
  };
}

/**
 * Does something under the lock of a state. What a `hera` that was killed on this machine left locked is freed first:
 * its process is known to be gone.
 *
 * @throws LockHeldError where somebody else holds it.
 */
export async function withLock<Result>(
  client: StateClient,
  operation: string,
  surroundings: Surroundings,
  work: (lock: HeldLock) => Promise<Result>,
): Promise<Result> {
  const lock = await takeLock(client, operation, surroundings);
  const stay = (): void =>
    surroundings.tell(`Finishing, to free the lock of ${client.place}; once more ends it at once.`);
  process.once("SIGINT", stay);
  process.once("SIGTERM", stay);
  try {
    return await work(lock);
  } finally {
    process.off("SIGINT", stay);
    process.off("SIGTERM", stay);
    await lock.release();
  }
}

async function takeLock(
  client: StateClient,
  operation: string,
  surroundings: Surroundings,
): Promise<HeldLock> {
  const info = lockInfo(operation, surroundings);
  try {
    return await client.lock(info);
  } catch (error) {
    if (!(error instanceof LockHeldError) || error.holder === undefined) throw error;
    if (isMarkedProcessAlive(error.holder.Info) !== false) throw error;
    surroundings.tell(
      `Freeing the lock of ${client.place} that an interrupted ${error.holder.Operation} left: its process is gone.`,
    );
    await client.breakLock(error.holder);
    return await client.lock(info);
  }
}
