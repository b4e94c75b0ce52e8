// Tests that need programs which can't be had everywhere.
import { spawnSync } from "node:child_process";

/** `describe`, where all of the programs are on this machine; elsewhere it is skipped, and said aloud. */
export function describeWithPrograms(programs: readonly string[], title: string, tests: () => void): void {
  const absent = programs.filter((program) => spawnSync(program, ["--help"]).error !== undefined);
  if (absent.length === 0) {
    describe(title, tests);
    return;
  }
  console.warn(`SKIPPED: ${title} is NOT tested, because ${absent.join(" and ")} can't be run here`);
  describe.skip(`${title} (SKIPPED: without ${absent.join(", ")})`, tests);
}
