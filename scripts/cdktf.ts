// The real cdktf command, as a user would run it, but with its output in a folder of the caller's.
import path from "node:path";
import { type CommandResult, runCommand } from "./commands";
import { type Environment, projectRoot } from "./host";

/** Where and how cdktf works. */
export interface CdktfOptions {
  /** Its output folder. The bootstrap's local state lies beside it. */
  readonly output: string;
  /**
   * The command that synthesizes.
   * @default the one in cdktf.json
   */
  readonly app?: string | undefined;
  readonly environment: Environment;
  readonly onLine?: (line: string) => void;
  readonly ownProcessGroup?: boolean;
}

/** What cdktf is asked to do with a stack; `diff` leaves its plan in the stack's folder, in the file `plan`. */
export type CdktfCommand = "deploy" | "diff";

/** The caller names one stack at a time, in an order of its own. */
const FLAGS: Readonly<Record<CdktfCommand, readonly string[]>> = {
  deploy: ["--auto-approve", "--ignore-missing-stack-dependencies"],
  diff: [],
};

/** The program, in the version that the project is made for. */
export function cdktfProgram(): string {
  return path.join(projectRoot(), "node_modules", ".bin", "cdktf");
}

/** Runs a cdktf command for one stack. */
export function runCdktf(
  command: CdktfCommand,
  stack: string,
  { output, app, environment, ...options }: CdktfOptions,
): Promise<CommandResult> {
  return runCommand({
    program: cdktfProgram(),
    // Locking for other platforms would download every provider again, also where a mirror holds them.
    arguments: [
      command,
      stack,
      ...FLAGS[command],
      ...(app === undefined ? [] : ["--app", app]),
      "--skip-provider-lock",
      "--no-color",
      "--output",
      output,
    ],
    folder: projectRoot(),
    // Without a terminal, cdktf repaints its status as if there were one; as for CI it prints plain lines.
    environment: { ...environment, CI: "true", FORCE_COLOR: "0" },
    ...options,
  });
}
