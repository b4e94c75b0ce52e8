import { jestTotals, pytestTotals, sumOf, totalsLine } from "../../scripts/test-totals";

const report = {
  success: true,
  numPassedTests: 10,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 2,
  numRuntimeErrorTestSuites: 0,
};
const ofJest = (changes: Partial<typeof report>) => jestTotals(JSON.stringify({ ...report, ...changes }));

describe("Jest's report", () => {
  test("counts tests", () => {
    expect(ofJest({})).toEqual({ passed: 10, failed: 0, skipped: 3 });
    expect(ofJest({ success: false, numFailedTests: 2 })).toEqual({ passed: 10, failed: 2, skipped: 3 });
  });

  test("counts a file that could not be run", () => {
    expect(ofJest({ success: false, numRuntimeErrorTestSuites: 1 }).failed).toBe(1);
  });

  test("counts any other unhappiness", () => {
    expect(ofJest({ success: false }).failed).toBe(1);
  });
});

describe("pytest's report", () => {
  test("counts failures, and errors outside of tests", () => {
    const report = `<?xml version="1.0"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1"
      failures="2" skipped="3" tests="10" time="0.1"><testcase name="a"/></testsuite></testsuites>`;
    expect(pytestTotals(report)).toEqual({ passed: 4, failed: 3, skipped: 3 });
  });
});

describe("the last line", () => {
  test("sums up", () => {
    const totals = sumOf([
      { passed: 1, failed: 2, skipped: 0 },
      { passed: 10, failed: 20, skipped: 0 },
    ]);
    expect(totalsLine(totals)).toBe("11 passed, 22 failed");
  });

  test("says so where tests were skipped", () => {
    expect(totalsLine({ passed: 1, failed: 0, skipped: 1 })).toBe("1 passed, 0 failed, 1 skipped");
  });
});
