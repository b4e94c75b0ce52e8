// The terraform command in one stack's folder.
import { z } from "zod";
import { type CommandResult, type RunningCommand, startCommand } from "./commands";
import type { Environment } from "./host";

/** What Terraform says of a failure: all from its first error on, and not the long plan before it. */
export function failureIn(output: string): string {
  const lines = output.split("\n");
  const first = lines.findIndex((line) => /^(│ )?Error: /.test(line));
  return lines.slice(first === -1 ? -40 : first).join("\n");
}

/** A terraform command that did not end as it should. The message holds what it says of that. */
export class TerraformError extends Error {
  constructor(command: string, { exitCode, output }: CommandResult) {
    super(`\`terraform ${command}\` ended with status ${exitCode}:\n${failureIn(output)}`);
    this.name = "TerraformError";
  }
}

/** What a plan says. */
export interface Plan {
  readonly hasChanges: boolean;
  readonly output: string;
}

/** What `terraform output -json` prints. */
const printedOutputs = z.record(z.string(), z.object({ value: z.unknown() }));

/** How the commands of a folder run. */
export interface TerraformOptions {
  readonly onLine?: (line: string) => void;
  readonly ownProcessGroup?: boolean;
}

/** The terraform command in one folder, with one environment. */
export class Terraform {
  constructor(
    readonly folder: string,
    private readonly environment: Environment,
    private readonly options: TerraformOptions = {},
  ) {}

  /** Starts any command and returns at once. Colours are left out, the rest is as given. */
  start(command: string, ...further: readonly string[]): RunningCommand {
    const all = [command, ...further];
    // The commands that print JSON and those without colours do not know the flag.
    const takesFlag = ["init", "validate", "plan", "apply", "destroy"].includes(command);
    return startCommand({
      program: "terraform",
      arguments: takesFlag ? [command, "-no-color", ...further] : all,
      folder: this.folder,
      environment: this.environment,
      ...this.options,
    });
  }

  /** Runs any command to its end; a failure is in the result. */
  run(command: string, ...further: readonly string[]): Promise<CommandResult> {
    return this.start(command, ...further).result;
  }

  private async expect(
    statuses: readonly number[],
    command: string,
    further: readonly string[],
  ): Promise<CommandResult> {
    const result = await this.run(command, ...further);
    if (!statuses.includes(result.exitCode))
      throw new TerraformError([command, ...further].join(" "), result);
    return result;
  }

  /** Prepares the folder; `-backend=false` among the arguments leaves the state's place alone. */
  init(...further: readonly string[]): Promise<CommandResult> {
    return this.expect([0], "init", ["-input=false", ...further]);
  }

  /** Has the providers check the configuration. */
  validate(): Promise<CommandResult> {
    return this.expect([0], "validate", []);
  }

  /** Says whether anything would change. */
  async plan(...further: readonly string[]): Promise<Plan> {
    const result = await this.expect([0, 2], "plan", ["-input=false", "-detailed-exitcode", ...further]);
    return { hasChanges: result.exitCode === 2, output: result.output };
  }

  /** Makes everything so. */
  apply(...further: readonly string[]): Promise<CommandResult> {
    return this.expect([0], "apply", ["-input=false", "-auto-approve", ...further]);
  }

  /** Removes everything. */
  destroy(...further: readonly string[]): Promise<CommandResult> {
    return this.expect([0], "destroy", ["-input=false", "-auto-approve", ...further]);
  }

  /** The stack's outputs by name. */
  async output(): Promise<Readonly<Record<string, unknown>>> {
    const { stdout } = await this.expect([0], "output", ["-json"]);
    return Object.fromEntries(
      Object.entries(printedOutputs.parse(JSON.parse(stdout))).map(([name, { value }]) => [name, value]),
    );
  }

  /** The state, or a plan's file, as `terraform show -json` gives it. */
  async show(...further: readonly string[]): Promise<unknown> {
    const { stdout } = await this.expect([0], "show", ["-json", ...further]);
    return JSON.parse(stdout);
  }

  /** The addresses of the resources in the state; what is only read is left out. */
  async resources(): Promise<readonly string[]> {
    const { stdout } = await this.expect([0], "state", ["list"]);
    return stdout.split("\n").filter((address) => address !== "" && !/(^|\.)data\./.test(address));
  }
}
