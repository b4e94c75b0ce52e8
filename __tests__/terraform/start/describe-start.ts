// `npm start -- --cloud …`, as it is typed.
import type { CloudName } from "../../../constructs/contract/project";
import { type CommandResult, runCommand } from "../../../scripts/commands";
import { hostEnvironment, projectRoot } from "../../../scripts/host";

const patience = 25 * 60_000;

/** Runs the command for a cloud, to its end. */
export function describeStart(
  cloud: CloudName,
  stateAddress: RegExp,
  stacks: readonly string[] = ["bootstrap", "dev"],
): void {
  let result: CommandResult;
  beforeAll(async () => {
    result = await runCommand({
      program: "npm",
      arguments: ["start", "--", "--cloud", cloud],
      folder: projectRoot(),
      environment: hostEnvironment(),
    });
  }, patience);

  test(`applies ${stacks.join(", ")}, and a second plan of each is empty`, () => {
    for (const stack of stacks) expect(result.output).toContain(`${stack}: nothing would change`);
  });

  test("says what the outputs are, and where the state is", () => {
    expect(result.output).toMatch(/clusterName +hera-dev/);
    expect(result.output).toMatch(stateAddress);
  });

  test("leaves nothing behind", () => {
    expect(result.output).toContain("Nothing is left behind.");
    expect(result.exitCode).toBe(0);
  });
}
