// A folder, a local cloud and the real terraform: what the tests in this folder run against.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { App, type TerraformStack } from "cdktf";
import { z } from "zod";
import { BootstrapStack } from "../../bootstrap/bootstrap-stack";
import { readConfiguration } from "../../constructs/configuration/configuration";
import type { EnvironmentInput } from "../../constructs/contract/environment";
import type { Project, ProjectInput } from "../../constructs/contract/project";
import { addEdgeStacks } from "../../constructs/edge-stacks";
import { addEnvironmentStacks } from "../../constructs/environment-stacks";
import { endAllCommands } from "../../scripts/commands";
import { type Environment, localCloudPython, temporaryFolder } from "../../scripts/host";
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from "../../scripts/local-cloud";
import { Terraform } from "../../scripts/terraform";
import { prepareProviders } from "../../scripts/terraform-providers";

/** A test waits for providers, which wait for their cloud: minutes, not seconds. */
export const patience = 15 * 60_000;

/** Builds further stacks into an app. */
export type FurtherStacks = (app: App, project: Project) => void;

/** What exists on the local cloud, by kind. */
export const inventorySchema = z.record(z.string(), z.array(z.string()));
export type Inventory = z.output<typeof inventorySchema>;

/** What sets a test's local cloud apart. */
export type CloudOptions = Pick<
  LocalCloudOptions,
  "ignoringConditionalWrites" | "cloudflareZones" | "chartArchive"
>;

/** A folder of its own, with a local cloud of its own where one was started. */
export class World {
  private constructor(
    readonly folder: string,
    readonly environment: Environment,
    private readonly cloud?: LocalCloud,
  ) {}

  /** The providers, and no cloud: for what needs none. */
  static async withoutCloud(): Promise<World> {
    const folder = mkdtempSync(path.join(temporaryFolder(), "hera-terraform-"));
    const { environment } = await prepareProviders(folder);
    return new World(folder, environment);
  }

  /** A local cloud whose default credentials belong to `awsAccount`. */
  static async withCloud(awsAccount: string, options: CloudOptions = {}): Promise<World> {
    const { folder, environment } = await World.withoutCloud();
    const cloud = await startLocalCloud({ awsAccount, environment, ...options });
    return new World(folder, cloud.environment, cloud);
  }

  /** Writes the stacks that main.ts would write of a configuration; `name` sets one app apart from another. */
  synthesize(
    name: string,
    projectInput: ProjectInput,
    environmentInputs: readonly EnvironmentInput[] = [],
    further: FurtherStacks = () => undefined,
  ): SynthesizedFolder {
    const outdir = path.join(this.folder, name, "cdktf.out");
    const { project, environments } = readConfiguration(projectInput, environmentInputs);
    mkdirSync(outdir, { recursive: true });
    const app = new App({ outdir });
    new BootstrapStack(app, project);
    addEnvironmentStacks(app, project, environments);
    addEdgeStacks(app, project, environments);
    further(app, project);
    app.synth();
    return { outdir, stacks: app.node.children.map((stack) => stack.node.id) };
  }

  /** The terraform command in a stack's folder. */
  terraform(
    { outdir }: SynthesizedFolder,
    stack: TerraformStack["node"]["id"],
    environment?: Environment,
  ): Terraform {
    return new Terraform(path.join(outdir, "stacks", stack), environment ?? this.environment);
  }

  /** All that exists in a region, asked of the local cloud itself; what the account had from the start is left out. */
  inventory(region: string, environment: Environment = this.environment): Inventory {
    const script = path.join(__dirname, "aws_inventory.py");
    const printed = execFileSync(localCloudPython(), [script, region], {
      env: { ...environment },
      encoding: "utf8",
    });
    return inventorySchema.parse(JSON.parse(printed));
  }

  /** Ends what a failed test left running, stops the cloud and removes the folder. */
  async close(): Promise<void> {
    await endAllCommands();
    await this.cloud?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Where an app was written, and its stacks' names. */
export interface SynthesizedFolder {
  readonly outdir: string;
  readonly stacks: readonly string[];
}
