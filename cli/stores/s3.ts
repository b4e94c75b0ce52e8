import path from "node:path";
import type { S3BackendConfig } from "../../constructs/contract/backend-block";
import type { Surroundings } from "../surroundings";
import { LockItems } from "./dynamodb";
import { connectS3 } from "./s3-connection";
import { lockfile } from "./s3-lockfile";
import { S3Objects } from "./s3-objects";
import { LockHeldError, NoHistoryError, type StateClient, type StateVersion } from "./state-client";
import { firstHolder, freeAll, type StateLock, takeAll } from "./state-lock";

/** Where copies of states are kept in a bucket without versions. */
const copies = "backups/";

/** A state in S3, or in a store that speaks like it, by the protocol of Terraform's s3 backend. */
export function openS3State(config: S3BackendConfig, surroundings: Surroundings): StateClient {
  const { bucket, key, use_lockfile: usesLockfile = false, dynamodb_table: table = "" } = config;
  const { s3, dynamodb } = connectS3(config, surroundings);
  const objects = new S3Objects(s3, config);
  const items = table === "" ? undefined : new LockItems(dynamodb, table, `${bucket}/${key}`);
  // In Terraform's order: two runs of different programs then meet at the same one.
  const locks: readonly StateLock[] = [
    ...(usesLockfile ? [lockfile(objects, key)] : []),
    ...(items === undefined ? [] : [items]),
  ];
  const place = objects.place(key);
  const beside = (name: string) => path.posix.join(path.posix.dirname(key), name);
  return {
    place,
    read: async () => {
      const content = await objects.get(key);
      if (content === undefined || content.length === 0) return undefined;
      await items?.verifyDigest(content);
      return content;
    },
    versions: async () => (await ownVersions(objects, key)) ?? (await keptCopies(objects, key)),
    readVersion: async (id) =>
      (await (id.startsWith(copies) ? objects.get(id) : objects.get(key, id))) ?? Buffer.of(),
    keepCopy: async (name, content) => {
      if ((await ownVersions(objects, key)) !== undefined) return undefined;
      await objects.put(`${copies}${name}`, content);
      return objects.place(`${copies}${name}`);
    },
    holder: () => firstHolder(locks),
    lock: async (asked) => {
      const info = { ...asked, Path: `${bucket}/${key}` };
      await takeAll(locks, info);
      return { info, release: () => freeAll(locks, info) };
    },
    breakLock: (info) => freeAll(locks, info),
    write: async (content, { info }) => {
      // S3 would take the write of a holder that lost its lock, so the lock is looked at once more.
      const holder = await firstHolder(locks);
      if (locks.length > 0 && holder?.ID !== info.ID) throw new LockHeldError(place, holder);
      await objects.put(key, content);
      await items?.recordDigest(content);
    },
    conditionalWrites: {
      create: (name, content) => objects.create(beside(name), content),
      remove: (name) => objects.remove(beside(name)),
    },
  };
}

/** The versions of a state; undefined where its bucket keeps none. */
async function ownVersions(objects: S3Objects, key: string): Promise<readonly StateVersion[] | undefined> {
  try {
    return await objects.versions(key);
  } catch (error) {
    if (error instanceof NoHistoryError) return undefined;
    throw error;
  }
}

async function keptCopies(objects: S3Objects, key: string): Promise<readonly StateVersion[]> {
  const kept = await objects.copies(`${copies}${path.posix.dirname(key)}/`);
  if (kept.length > 0) return kept;
  throw new NoHistoryError(
    objects.place(key),
    "its bucket keeps no versions, and holds no copy by `npx hera state backup`",
  );
}
