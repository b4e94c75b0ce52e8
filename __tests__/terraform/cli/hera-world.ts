// A copy of the project with a description of its own, the real `hera` and the real `terraform` in it, on a local cloud.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { EnvironmentInput } from "../../../constructs/contract/environment";
import type { ProjectInput } from "../../../constructs/contract/project";
import { type CommandResult, type RunningCommand, runCommand, startCommand } from "../../../scripts/commands";
import { type Environment, localCloudPython, projectRoot } from "../../../scripts/host";
import { Terraform } from "../../../scripts/terraform";
import { exampleEnvironment } from "../../examples";
import { answered } from "../typed-commands";
import { type CloudOptions, type Inventory, World } from "../world";
import { synthesizeLightApp } from "./light-app";

/** What the example project of `__tests__/examples.ts` is in. */
export const account = "111122223333";
export const region = "eu-west-1";
export const bucket = `acme-tfstate-${account}-${region}`;
export const lockTable = "acme-terraform-locks";

/** The environments of the copy where a test needs no others; their stacks hold nothing but what a test puts there. */
const usualEnvironments = [exampleEnvironment("dev"), exampleEnvironment("prod")];

/** Files and folders that a running `hera` needs of the project. */
const parts = ["package.json", "cdktf.json", ".gen", "cli", "scripts", "constructs"];

export class HeraWorld {
  private constructor(
    private readonly world: World,
    /** The copy of the project. */
    readonly folder: string,
    private readonly environments: readonly EnvironmentInput[],
  ) {}

  static async make(
    environments: readonly EnvironmentInput[] = usualEnvironments,
    options: CloudOptions = {},
  ): Promise<HeraWorld> {
    const world = await World.withCloud(account, options);
    const folder = path.join(world.folder, "copy");
    for (const part of parts)
      cpSync(path.join(projectRoot(), part), path.join(folder, part), { recursive: true });
    symlinkSync(path.join(projectRoot(), "node_modules"), path.join(folder, "node_modules"));
    return new HeraWorld(world, folder, environments);
  }

  get environment(): Environment {
    return { ...this.world.environment, AWS_REGION: region };
  }

  /** Describes the project anew, and synthesizes it: bootstrap, and a stack of plain data for each environment. */
  describe(project: ProjectInput, values: readonly string[] = []): void {
    this.writeDescription(project);
    synthesizeLightApp(path.join(this.folder, "cdktf.out"), project, this.environments, values);
  }

  /** Describes it, and has the copy's own main.ts synthesize all of it. */
  async describeWhole(project: ProjectInput): Promise<void> {
    for (const part of ["main.ts", "bootstrap/bootstrap-stack.ts", "k8s"]) {
      cpSync(path.join(projectRoot(), part), path.join(this.folder, part), { recursive: true });
    }
    this.writeDescription(project);
    const { exitCode, output } = await runCommand({
      program: process.execPath,
      arguments: ["scripts/run.cjs", "main.ts"],
      folder: this.folder,
      environment: { ...this.environment, CDKTF_OUTDIR: "cdktf.out" },
    });
    if (exitCode !== 0) throw new Error(output);
  }

  private writeDescription(project: ProjectInput): void {
    const envs = path.join(this.folder, "envs");
    mkdirSync(envs, { recursive: true });
    writeFileSync(
      path.join(envs, "project.ts"),
      `export const project = ${JSON.stringify(project)} as const;\n`,
    );
    writeFileSync(
      path.join(envs, "environments.ts"),
      `export const environments = ${JSON.stringify(this.environments)} as const;\n`,
    );
  }

  /** Describes it for commands that synthesize by themselves: the copy's main.ts builds the same app. */
  describeForCdktf(project: ProjectInput, values: readonly string[]): void {
    this.describe(project, values);
    for (const part of ["bootstrap/bootstrap-stack.ts", "__tests__/terraform/cli/light-app.ts"]) {
      cpSync(path.join(projectRoot(), part), path.join(this.folder, part));
    }
    writeFileSync(
      path.join(this.folder, "main.ts"),
      `import { synthesizeLightApp } from "./__tests__/terraform/cli/light-app";
import { environments } from "./envs/environments";
import { project } from "./envs/project";
synthesizeLightApp(undefined, project, environments, ${JSON.stringify(values)});
`,
    );
  }

  /** Types a command of a document, in the copy. */
  type(command: string, variables: Environment = {}): Promise<CommandResult> {
    return runCommand({
      program: "bash",
      arguments: ["-c", answered(command)],
      folder: this.folder,
      environment: { ...this.environment, ...variables, CI: "true" },
    });
  }

  /** Runs `hera` to its end. There is no terminal. */
  hera(...words: readonly string[]): Promise<CommandResult> {
    return this.heraIn(this.environment, ...words);
  }

  /** Likewise, with other environment variables. */
  heraIn(environment: Environment, ...words: readonly string[]): Promise<CommandResult> {
    return runCommand(this.command(environment, words));
  }

  /** Likewise, but starts it and returns at once. */
  startHeraIn(
    environment: Environment,
    onLine: (line: string) => void,
    ...words: readonly string[]
  ): RunningCommand {
    return startCommand({ ...this.command(environment, words), onLine, ownProcessGroup: true });
  }

  private command(environment: Environment, words: readonly string[]) {
    return {
      program: process.execPath,
      arguments: [path.join(this.folder, "cli", "hera.cjs"), ...words],
      folder: this.folder,
      environment,
    };
  }

  terraform(stack: string, environment: Environment = this.environment): Terraform {
    return new Terraform(path.join(this.folder, "cdktf.out", "stacks", stack), environment);
  }

  /** Forgets where a stack's state was, as a fresh checkout does. */
  forget(stack: string): void {
    rmSync(path.join(this.folder, "cdktf.out", "stacks", stack, ".terraform"), {
      recursive: true,
      force: true,
    });
  }

  /** One of the operations of store.py. */
  store(words: readonly string[], input = ""): string {
    return execFileSync(localCloudPython(), [path.join(__dirname, "store.py"), ...words], {
      env: { ...this.environment, AWS_DEFAULT_REGION: region },
      input,
      encoding: "utf8",
    });
  }

  /** All that exists in the project's region. */
  inventory(): Inventory {
    return this.world.inventory(region);
  }

  /** The keys of all objects of a bucket. */
  keys(name = bucket): readonly string[] {
    return z.array(z.string()).parse(JSON.parse(this.store(["keys", name])));
  }

  /** The items of a lock table with their digests. */
  items(name = lockTable): Readonly<Record<string, string>> {
    return z.record(z.string(), z.string()).parse(JSON.parse(this.store(["items", name])));
  }

  close(): Promise<void> {
    return this.world.close();
  }
}
