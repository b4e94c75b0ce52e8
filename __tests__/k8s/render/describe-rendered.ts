import { missingPrograms } from "../../../scripts/render/programs";

/** `describe`, where the programs are on this machine; on others the tests are skipped, and it is said why. */
export function describeRendered(title: string, tests: () => void): void {
  const missing = missingPrograms().join("; ");
  if (missing === "") {
    describe(title, tests);
    return;
  }
  console.warn(`SKIPPED: ${title}: ${missing}`);
  describe.skip(`${title} (SKIPPED: ${missing})`, tests);
}
