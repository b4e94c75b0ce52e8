import path from "node:path";
import { parseState } from "./state-file";
import { replaceFile } from "./stores/replace-file";
import type { StateClient } from "./stores/state-client";
import type { Surroundings } from "./surroundings";

/**
 * Keeps a copy of a state before it is replaced: in the bucket of a store that keeps no versions, else in the ignored
 * folder `state-backups/` of the project.
 *
 * @returns where the copy is.
 */
export async function keepBackup(
  client: StateClient,
  environment: string,
  content: Buffer,
  { folder, now }: Surroundings,
): Promise<string> {
  const serial = parseState(content)?.serial ?? "unreadable";
  const time = now().toISOString().replaceAll(/[:.]/g, "-");
  const name = `${environment}-${serial}-${time}.tfstate`;
  const inStore = await client.keepCopy?.(`${environment}/${name}`, content);
  if (inStore !== undefined) return inStore;
  const file = path.join(folder, "state-backups", environment, name);
  replaceFile(file, content);
  return path.relative(folder, file);
}
