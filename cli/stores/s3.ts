import path from "node:path";
import type { S3BackendConfig } from "../../constructs/contract/backend-block";
import type { Surroundings } from "../surroundings";
import { LockItems } from "./dynamodb";
import { connectS3 } from "./s3-connection";
import { lockfile } from "./s3-lockfile";
import { S3Objects } from "./s3-objects";
import { LockHeldError, type StateClient } from "./state-client";
import { firstHolder, freeAll, type StateLock, takeAll } from "./state-lock";

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
    versions: () => objects.versions(key),
    readVersion: async (id) => (await objects.get(key, id)) ?? Buffer.of(),
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
