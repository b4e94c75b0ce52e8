import { z } from "zod";
import { LockHeldError, type LockInfo } from "./state-client";

/** One object or item that is a lock, in the words of Terraform's backends. */
export interface StateLock {
  /** Who holds it; undefined where nobody does. */
  holder(): Promise<LockInfo | undefined>;
  /** @throws LockHeldError where somebody else holds it. */
  take(info: LockInfo): Promise<void>;
  /** Frees it where it is still this one, and does nothing where it is free. @throws LockHeldError otherwise. */
  free(info: LockInfo): Promise<void>;
}

const lockInfoSchema = z.object({
  ID: z.string(),
  Operation: z.string().default(""),
  Info: z.string().default(""),
  Who: z.string().default(""),
  Version: z.string().default(""),
  Created: z.string().default(""),
  Path: z.string().default(""),
});

/** What a lock says of its holder. Whatever else stands there is a lock, too, of a holder that nobody can name. */
export function parseLockInfo(text: string): LockInfo {
  try {
    return lockInfoSchema.parse(JSON.parse(text));
  } catch {
    return { ID: "", Operation: "", Info: text.slice(0, 200), Who: "", Version: "", Created: "", Path: "" };
  }
}

/** Takes several locks as one: all of them in their order, or none. */
export async function takeAll(locks: readonly StateLock[], info: LockInfo): Promise<void> {
  const taken: StateLock[] = [];
  try {
    for (const lock of locks) {
      await lock.take(info);
      taken.push(lock);
    }
  } catch (error) {
    for (const lock of taken.reverse()) await lock.free(info);
    throw error;
  }
}

/** Frees all, also where one of them was freed before. */
export async function freeAll(locks: readonly StateLock[], info: LockInfo): Promise<void> {
  for (const lock of locks) await lock.free(info);
}

/** The first holder among several locks. */
export async function firstHolder(locks: readonly StateLock[]): Promise<LockInfo | undefined> {
  for (const lock of locks) {
    const holder = await lock.holder();
    if (holder !== undefined) return holder;
  }
  return undefined;
}

/** Refuses to go on where the lock is not the one that was meant. */
export function assertSameLock(place: string, found: LockInfo, meant: LockInfo): void {
  if (found.ID !== meant.ID) throw new LockHeldError(place, found);
}
