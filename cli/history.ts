import { type StateDifference, stateDifference } from "./state-difference";
import { parseState, type StateFile } from "./state-file";
import type { StateClient, StateVersion } from "./stores/state-client";

/** One version of a state, and what it changed. */
export interface HistoryEntry {
  readonly version: StateVersion;
  readonly content: Buffer;
  /** Undefined where the version is no readable state. */
  readonly state: StateFile | undefined;
  /** What it has that the version before it has not. */
  readonly difference: StateDifference;
  /** What is wrong with it, for people; empty where nothing is. */
  readonly warnings: readonly string[];
}

/** The newest versions of a state, the newest first. */
export async function readHistory(client: StateClient, limit: number): Promise<readonly HistoryEntry[]> {
  const versions = await client.versions();
  // One more than is shown: the oldest shown is compared with it.
  const read = await Promise.all(
    versions.slice(0, limit + 1).map(async (version) => {
      const content = await client.readVersion(version.id);
      return { version, content, state: parseState(content) };
    }),
  );
  return read.slice(0, limit).map((entry, place) => {
    const earlier = read.slice(place + 1);
    const before = earlier.find(({ state }) => state !== undefined);
    return {
      ...entry,
      difference: stateDifference(before?.state, entry.state),
      warnings: warningsOf(entry, earlier),
    };
  });
}

type ReadVersion = Pick<HistoryEntry, "content" | "state">;

function warningsOf({ state, content }: ReadVersion, earlier: readonly ReadVersion[]): string[] {
  if (state === undefined) return ["not a readable state"];
  const before = earlier.find((one) => one.state !== undefined)?.state;
  // An empty state is what `terraform init` leaves on some stores, with a lineage of its own.
  const isOther = before !== undefined && !before.isEmpty && before.lineage !== state.lineage;
  const isTwice = earlier.some(
    (one) =>
      one.state?.serial === state.serial &&
      one.state.lineage === state.lineage &&
      !one.content.equals(content),
  );
  return [
    ...(isOther ? ["another lineage than before"] : []),
    ...(isTwice ? ["a serial that was written before, with other content"] : []),
  ];
}
