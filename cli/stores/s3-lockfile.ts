import type { S3Objects } from "./s3-objects";
import { LockHeldError, type LockInfo } from "./state-client";
import { assertSameLock, parseLockInfo, type StateLock } from "./state-lock";

/** The lock of `use_lockfile`: an object beside the state that is written only where there is none. */
export function lockfile(objects: S3Objects, key: string): StateLock {
  const name = `${key}.tflock`;
  const holder = async (): Promise<LockInfo | undefined> => {
    const content = await objects.get(name);
    return content === undefined ? undefined : parseLockInfo(content.toString());
  };
  return {
    holder,
    take: async (info) => {
      if (await objects.create(name, JSON.stringify(info))) return;
      const found = await holder();
      // A request whose answer was lost is sent again, and then meets itself.
      if (found?.ID !== info.ID) throw new LockHeldError(objects.place(key), found);
    },
    free: async (info) => {
      const found = await holder();
      if (found === undefined) return;
      assertSameLock(objects.place(key), found, info);
      await objects.remove(name);
    },
  };
}
