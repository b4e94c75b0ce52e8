// The sums of what the test programs report.
import { z } from "zod";

/** Numbers of tests. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A program that left no report did not test anything, and that is a failure. */
export const NO_REPORT: Totals = { passed: 0, failed: 1, skipped: 0 };

/** The part of Jest's report that is counted. */
const jestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
});

/** Counts a report of `jest --json`; a file that could not be run at all counts as one failure. */
export function jestTotals(report: string): Totals {
  const read = jestReport.parse(JSON.parse(report));
  const failed = read.numFailedTests + read.numRuntimeErrorTestSuites;
  return {
    passed: read.numPassedTests,
    // Jest can be unhappy without a failed test, for example where no test was found.
    failed: failed === 0 && !read.success ? 1 : failed,
    skipped: read.numPendingTests + read.numTodoTests,
  };
}

/** Counts a report of `pytest --junitxml`; an error outside of a test counts as one failure. */
export function pytestTotals(report: string): Totals {
  const sum = (name: string): number => {
    const suites = [...report.matchAll(/<testsuite\s[^>]*>/g)].map(([suite]) => suite);
    return suites.reduce(
      (total, suite) => total + Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0),
      0,
    );
  };
  const [failed, skipped, all] = [sum("failures") + sum("errors"), sum("skipped"), sum("tests")];
  return { passed: all - failed - skipped, failed, skipped };
}

/** The sum of several totals. */
export function sumOf(totals: readonly Totals[]): Totals {
  const add = (name: keyof Totals): number => totals.reduce((sum, each) => sum + each[name], 0);
  return { passed: add("passed"), failed: add("failed"), skipped: add("skipped") };
}

/** The line that ends `npm test`. */
export function totalsLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
