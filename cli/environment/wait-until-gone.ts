import { setTimeout as wait } from "node:timers/promises";
import type { Steps } from "../steps";
import type { Surroundings } from "../surroundings";

/** How long to wait, and how to tell of it. */
export interface Patience {
  readonly surroundings: Pick<Surroundings, "now">;
  readonly steps: Steps;
  /** In minutes. */
  readonly minutes: number;
}

const PAUSE_MILLISECONDS = 3_000;

/**
 * Looks again and again for what is there, tells of it whenever that changes, and gives what is left when nothing is, or
 * the time is over.
 *
 * @param look does what has to be done, and names what is still there.
 */
export async function waitUntilGone(
  { surroundings: { now }, steps, minutes }: Patience,
  look: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const end = now().getTime() + minutes * 60_000;
  let told = "";
  for (;;) {
    const left = await look();
    if (left.length === 0) return left;
    const line = `waiting for ${left.join(", ")}`;
    if (line !== told) steps.detail(line);
    told = line;
    if (now().getTime() >= end) return left;
    await wait(PAUSE_MILLISECONDS);
  }
}
