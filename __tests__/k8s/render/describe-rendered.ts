import { missingPrograms } from "../../../scripts/render/programs";

/** `describe`, where the programs are on this machine; on others the tests are skipped, and it is said why. */
export function describeRendered(title: string, tests: () => void): void {
  if (missingPrograms.length === 0) {
    describe(title, tests);
    return;
  }
  console.warn(`SKIPPED: ${title}: ${missingPrograms.join("; ")}`);
  describe.skip(`${title} (SKIPPED: ${missingPrograms.join("; ")})`, tests);
}
