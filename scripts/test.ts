// `npm test`: Jest for the project, pytest for the local cloud, and one line that sums both up. Further arguments
// are Jest's.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { endOnRequest, runCommand } from "./commands";
import { hostEnvironment, localCloudPython, processorCount, projectRoot, workFolder } from "./host";
import { jestTotals, NO_REPORT, pytestTotals, sumOf, type Totals, totalsLine } from "./test-totals";

/** A test program and how its report is read. */
interface TestProgram {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly report: string;
  readonly read: (report: string) => Totals;
}

async function run({ report, read, ...command }: TestProgram, onLine?: (line: string) => void) {
  const environment = hostEnvironment();
  const { output, exitCode } = await runCommand({ ...command, environment, ...(onLine && { onLine }) });
  const counted = existsSync(report) ? read(readFileSync(report, "utf8")) : NO_REPORT;
  // Whatever the program is unhappy with beside its tests must not get lost.
  const totals = exitCode !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  return { output, totals };
}

function jest(folder: string, further: readonly string[]): TestProgram {
  const report = path.join(folder, "jest.json");
  // The tests with Terraform mostly wait for it, so there is work for more of them than there are processors.
  const workers = Math.max(4, processorCount());
  return {
    program: path.join(projectRoot(), "node_modules", ".bin", "jest"),
    arguments: ["--json", `--outputFile=${report}`, `--maxWorkers=${workers}`, ...further],
    folder: projectRoot(),
    report,
    read: jestTotals,
  };
}

function pytest(folder: string): TestProgram {
  const report = path.join(folder, "pytest.xml");
  return {
    program: localCloudPython(),
    arguments: ["-m", "pytest", "-q", `--junitxml=${report}`],
    folder: path.join(projectRoot(), "local-cloud"),
    report,
    read: pytestTotals,
  };
}

async function main(further: readonly string[]): Promise<void> {
  mkdirSync(workFolder(), { recursive: true });
  const folder = mkdtempSync(path.join(workFolder(), "test-"));
  const cleanUp = (): void => rmSync(folder, { recursive: true, force: true });
  endOnRequest(cleanUp);
  try {
    // Side by side; what pytest says is printed in one piece after Jest's lines.
    const [ofJest, ofPytest] = await Promise.all([
      run(jest(folder, further), console.log),
      run(pytest(folder)),
    ]);
    console.log(`\nThe local cloud's own tests:\n${ofPytest.output}\n`);
    const totals = sumOf([ofJest.totals, ofPytest.totals]);
    console.log(totalsLine(totals));
    process.exitCode = totals.failed === 0 ? 0 : 1;
  } finally {
    cleanUp();
  }
}

void main(process.argv.slice(2));
