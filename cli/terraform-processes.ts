import { readlinkSync } from "node:fs";
import { listProcesses } from "../scripts/process-tree";

/** A terraform that runs on this machine. */
export interface TerraformProcess {
  readonly id: number;
  /** Where it works; undefined where that can't be seen: not on Linux, or another user's. */
  readonly folder: string | undefined;
}

/** Every terraform that runs here, as far as this user sees. */
export function terraformProcesses(): readonly TerraformProcess[] {
  return listProcesses()
    .filter(({ program }) => program === "terraform")
    .map(({ id }) => ({ id, folder: workingFolder(id) }));
}

function workingFolder(id: number): string | undefined {
  try {
    return readlinkSync(`/proc/${id}/cwd`);
  } catch {
    return undefined;
  }
}
