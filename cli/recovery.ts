import { keepBackup } from "./backup";
import { CommandError } from "./command-error";
import { type HistoryEntry, readHistory } from "./history";
import { parseState, readState, type StateFile, withSerial } from "./state-file";
import type { HeldLock, StateClient } from "./stores/state-client";
import type { Surroundings } from "./surroundings";

/** As many versions as are looked through for one to restore. */
const furthest = 1000;

/** A version to restore, and what it would replace. */
export interface Recovery {
  readonly chosen: HistoryEntry;
  /** Undefined where the state was deleted. */
  readonly current: { readonly content: Buffer; readonly state: StateFile | undefined } | undefined;
  /** What it is written under: one that no version has. */
  readonly serial: number;
}

/**
 * Finds the version to restore.
 *
 * @param version by the store's name of it; else the newest readable one that differs from the current, of the same
 * lineage where there is one.
 */
export async function planRecovery(client: StateClient, version: string | undefined): Promise<Recovery> {
  const entries = await readHistory(client, furthest);
  const content = await currentContent(client);
  const current = content === undefined ? undefined : { content, state: parseState(content) };
  const others = entries.filter(
    (entry) => entry.state !== undefined && content?.equals(entry.content) !== true,
  );
  const chosen =
    version === undefined
      ? (others.find(({ state }) => state?.lineage === current?.state?.lineage) ?? others[0])
      : entries.find((entry) => entry.version.id === version);
  if (chosen === undefined) {
    throw new CommandError(
      "refused",
      version === undefined
        ? `${client.place} has no earlier version to restore`
        : `${client.place} has no version ${version}`,
      "look at `npx hera state history`",
    );
  }
  const { lineage } = readState(chosen.content, `version ${chosen.version.id} of ${client.place}`);
  const known = [...entries.map(({ state }) => state), current?.state];
  const serials = known.flatMap((state) => (state?.lineage === lineage ? [state.serial] : []));
  return { chosen, current, serial: Math.max(...serials) + 1 };
}

/** What is there now, be it a state or not: `read` would refuse what the lock table's digest doesn't fit. */
async function currentContent(client: StateClient): Promise<Buffer | undefined> {
  const versions = await client.versions();
  const current = versions.find(({ isCurrent }) => isCurrent);
  if (current !== undefined) return await client.readVersion(current.id);
  // Copies are all older than what is there; of real versions none being current means that it was deleted.
  return await client.read();
}

/** Refuses to replace the state of something else, unless that is what was asked for. */
export function assertSameLineage({ chosen, current }: Recovery): void {
  const [wanted, present] = [chosen.state?.lineage, current?.state];
  if (present === undefined || present.isEmpty || present.lineage === wanted) return;
  throw new CommandError(
    "refused",
    `version ${chosen.version.id} has the lineage ${wanted}, and the current state ${present.lineage}: one of them is another stack's`,
    "choose another version, or add --other-lineage if the current one is the stranger",
  );
}

/**
 * Writes the chosen version as the newest one, under a lock of ours.
 *
 * @returns where a copy of the replaced state is; undefined where there was none.
 */
export async function restore(
  client: StateClient,
  environment: string,
  { chosen, current, serial }: Recovery,
  lock: HeldLock,
  surroundings: Surroundings,
): Promise<string | undefined> {
  const now = (await currentContent(client)) ?? Buffer.of();
  if (!now.equals(current?.content ?? Buffer.of())) {
    throw new CommandError(
      "refused",
      `${client.place} was written by somebody else meanwhile`,
      "run the command again to see what differs now",
    );
  }
  const copy =
    current === undefined ? undefined : await keepBackup(client, environment, current.content, surroundings);
  const content = withSerial(chosen.content, serial);
  await client.write(content, lock);
  const written = await client.read();
  if (written === undefined || !written.equals(content) || parseState(written)?.serial !== serial) {
    throw new CommandError(
      "failed",
      `${client.place} doesn't hold what was written`,
      `run the command again; the state before is ${copy ?? "none"}`,
    );
  }
  return copy;
}
