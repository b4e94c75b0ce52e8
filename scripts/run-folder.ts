// A folder for one run of the local cloud. A user may have deployed for real from this checkout, so nothing here
// works in the project's own cdktf.out and bootstrap/state.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { workFolder } from "./host";
import type { EnvironmentChanges } from "./local-cloud";
import { listProcesses } from "./process-tree";

const PREFIX = "run-";

/** Removes what failed runs left to be looked at, and makes a folder for this one. */
export function makeRunFolder(): string {
  mkdirSync(workFolder(), { recursive: true });
  const running = new Set(listProcesses().map(({ id }) => `${PREFIX}${id}`));
  const old = readdirSync(workFolder()).filter((name) => name.startsWith(PREFIX) && !running.has(name));
  for (const name of old) removeRunFolder(path.join(workFolder(), name));
  const folder = path.join(workFolder(), `${PREFIX}${process.pid}`);
  removeRunFolder(folder);
  mkdirSync(folder);
  return folder;
}

/** Removes a run's folder. */
export function removeRunFolder(folder: string): void {
  // The providers in it are links, which are removed and not followed.
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
}

/** A file that makes a shell see the local cloud, and no other: what the shell has to `source`. */
export function environmentScript({ set, unset }: EnvironmentChanges): string {
  const quoted = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;
  const exports = Object.entries(set).map(([name, value]) => `export ${name}=${quoted(value)}`);
  return [...unset.map((name) => `unset ${name}`), ...exports, ""].join("\n");
}

/** Writes that file into a folder and gives its path. */
export function writeEnvironmentScript(folder: string, changes: EnvironmentChanges): string {
  const file = path.join(folder, "environment.sh");
  writeFileSync(file, environmentScript(changes), { mode: 0o600 });
  return file;
}
