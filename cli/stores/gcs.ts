import type { GcsBackendConfig } from "../../constructs/contract/backend-block";
import type { Environment } from "../../scripts/host";
import { CommandError } from "../command-error";
import { connectGcs } from "./gcs-connection";
import { absent, GcsObjects } from "./gcs-objects";
import { type HeldLock, LockHeldError, type LockInfo, type StateClient } from "./state-client";
import { parseLockInfo } from "./state-lock";

/**
 * A state in Cloud Storage, by the protocol of Terraform's gcs backend: the lock is an object that is created where
 * there is none, and its generation is the lock's id. Terraform writes its state whoever holds the lock; this client
 * writes it only over the one that it saw when it took the lock.
 */
export function openGcsState(
  { bucket, prefix, impersonate_service_account: impersonated }: GcsBackendConfig,
  { environment }: { readonly environment: Environment },
): StateClient {
  if (impersonated !== undefined) {
    throw new CommandError(
      "usage",
      `hera can't impersonate ${impersonated}`,
      "sign in as it, and leave it out of the backend",
    );
  }
  const objects = new GcsObjects(connectGcs(environment), bucket);
  const state = `${prefix}/default.tfstate`;
  const lock = `${prefix}/default.tflock`;
  const place = objects.place(state);
  const replaces = new WeakMap<HeldLock, string>();

  const holder = async (): Promise<LockInfo | undefined> => {
    const found = await objects.get(lock);
    if (found === undefined) return undefined;
    // What it says of its id was written before it had one.
    return { ...parseLockInfo(found.content.toString()), ID: found.generation };
  };
  const breakLock = async ({ ID }: LockInfo): Promise<void> => {
    if (!(await objects.remove(lock, ID))) throw new LockHeldError(place, await holder());
  };
  return {
    place,
    holder,
    breakLock,
    read: async () => (await objects.get(state))?.content,
    versions: async () =>
      (await objects.generations(state)).map(({ generation: id, created: modified, size, isCurrent }) => ({
        id,
        modified,
        size,
        isCurrent,
      })),
    readVersion: async (id) => {
      const found = await objects.get(state, id);
      if (found === undefined) throw new Error(`${place} has no version ${id}`);
      return found.content;
    },
    lock: async (asked) => {
      const info = { ...asked, Path: objects.place(lock) };
      const id = await objects.put(lock, JSON.stringify(info), absent);
      if (id === undefined) throw new LockHeldError(place, await holder());
      const taken = { ...info, ID: id };
      const held: HeldLock = { info: taken, release: () => breakLock(taken) };
      replaces.set(held, (await objects.generation(state)) ?? absent);
      return held;
    },
    write: async (content, held) => {
      const found = await holder();
      if (found?.ID !== held.info.ID) throw new LockHeldError(place, found);
      const written = await objects.put(state, content, replaces.get(held) ?? absent);
      if (written === undefined) throw new LockHeldError(place, await holder());
      replaces.set(held, written);
    },
    conditionalWrites: {
      create: async (name, content) =>
        (await objects.put(`${prefix}/${name}`, content, absent)) !== undefined,
      remove: async (name) => {
        const generation = await objects.generation(`${prefix}/${name}`);
        if (generation !== undefined) await objects.remove(`${prefix}/${name}`, generation);
      },
    },
  };
}
