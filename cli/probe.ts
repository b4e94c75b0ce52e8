import { randomUUID } from "node:crypto";
import type { ConditionalWrites } from "./stores/state-client";

/** One thing that a lock rests on, and whether the store does it. */
export interface ProbedRule {
  readonly rule: string;
  readonly isKept: boolean;
}

/** As many as contend for one lock in a probe. */
const contenders = 12;

/**
 * Tries whether a store refuses to create what exists. A store that ignores the condition answers as if all were
 * well, and two applies then write one state: so it is tried before anything relies on it. Leaves nothing behind.
 */
export async function probeConditionalWrites(writes: ConditionalWrites): Promise<readonly ProbedRule[]> {
  const name = `hera-probe-${randomUUID()}.tflock`;
  const meeting = `hera-probe-${randomUUID()}.tflock`;
  try {
    const first = await writes.create(name, "first");
    const second = await writes.create(name, "second");
    await writes.remove(name);
    const third = await writes.create(name, "third");
    const together = await Promise.all(
      Array.from({ length: contenders }, (_, place) => writes.create(meeting, `contender ${place}`)),
    );
    return [
      { rule: "an object that is not there can be created", isKept: first },
      { rule: "one that is there can not be created again", isKept: !second },
      { rule: "one that was removed can be created again", isKept: third },
      {
        rule: `of ${contenders} that create one at once, one succeeds`,
        isKept: together.filter((isCreated) => isCreated).length === 1,
      },
    ];
  } finally {
    await Promise.all([writes.remove(name), writes.remove(meeting)]);
  }
}
