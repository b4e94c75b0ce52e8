import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { replaceFile } from "./replace-file";
import { LockHeldError, type LockInfo, NoHistoryError, type StateClient } from "./state-client";
import { assertSameLock, parseLockInfo } from "./state-lock";

/** Begins the operation of every lock that `hera` takes. */
const ours = "hera ";

/**
 * A state in a file. Terraform's lock is one of the kernel's on that file, which ends with its process and which Node
 * can't take; the file `.<name>.lock.info` beside it only says whose it is. So a run of Terraform is respected where
 * the kernel shows its lock (Linux), `hera` keeps others of its kind out by that file, and no Terraform is kept out.
 */
export function openLocalState(file: string): StateClient {
  const infoFile = path.join(path.dirname(file), `.${path.basename(file).replace(/^\./, "")}.lock.info`);
  const beside = (name: string): string => path.join(path.dirname(file), name);

  const holder = (): LockInfo | undefined => {
    const info = existsSync(infoFile) ? parseLockInfo(readFileSync(infoFile, "utf8")) : undefined;
    if (isKernelLocked(file)) return info ?? parseLockInfo("");
    // What a killed Terraform leaves there is no lock: Terraform itself passes over it.
    return info?.Operation.startsWith(ours) === true ? info : undefined;
  };
  const free = (info: LockInfo): void => {
    const found = holder();
    if (found === undefined) return;
    assertSameLock(file, found, info);
    rmSync(infoFile, { force: true });
  };
  return {
    place: file,
    read: async () => {
      const content = existsSync(file) ? readFileSync(file) : Buffer.of();
      return content.length === 0 ? undefined : content;
    },
    versions: async () => {
      throw new NoHistoryError(file, "a file keeps no versions");
    },
    readVersion: async () => {
      throw new NoHistoryError(file, "a file keeps no versions");
    },
    holder: async () => holder(),
    lock: async (asked) => {
      const info = { ...asked, Path: file };
      const found = holder();
      if (found !== undefined) throw new LockHeldError(file, found);
      mkdirSync(path.dirname(file), { recursive: true });
      rmSync(infoFile, { force: true });
      if (!create(infoFile, JSON.stringify(info))) throw new LockHeldError(file, holder());
      return { info, release: async () => free(info) };
    },
    breakLock: async (info) => free(info),
    write: async (content, { info }) => {
      const found = holder();
      if (found?.ID !== info.ID) throw new LockHeldError(file, found);
      replaceFile(file, content);
    },
    conditionalWrites: {
      create: async (name, content) => create(beside(name), content),
      remove: async (name) => rmSync(beside(name), { force: true }),
    },
  };
}

function create(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Whether a process holds a lock of the kernel's on a file: https://man7.org/linux/man-pages/man5/proc_locks.5.html */
function isKernelLocked(file: string): boolean {
  if (!existsSync(file) || !existsSync("/proc/locks")) return false;
  const inode = statSync(file).ino;
  const locks = readFileSync("/proc/locks", "utf8").split("\n");
  return locks.some((line) => / (POSIX|OFDLCK) /.test(line) && line.includes(`:${inode} `));
}
