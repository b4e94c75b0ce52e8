// What `npm start` does, step by step.
import path from "node:path";
import { recordedPlace } from "../cli/backend-record";
import type { CloudName } from "../constructs/contract/project";
import { dev } from "../envs/dev";
import { project } from "../envs/project";
import { runCdktf } from "./cdktf";
import { type Environment, projectRoot } from "./host";
import { prepareCharts } from "./local-charts";
import { type LocalCloud, startLocalCloud } from "./local-cloud";
import type { Progress } from "./progress";
import { exampleZone } from "./start-edge";
import { administrator, clusterLines } from "./start-platform";
import { outputLines, resourceLines, type StoredState, stateAddress, stateLines } from "./start-summary";
import { Terraform } from "./terraform";
import { TerraformLines } from "./terraform-lines";
import { prepareProviders } from "./terraform-providers";

/** How many steps there are, for the headings. */
export function stepCount({ edge, platform }: Pick<Run, "edge" | "platform">): number {
  return 6 + (edge ? 1 : 0) + (platform ? 2 : 0);
}

/** The stacks in the order in which they are made. */
const STACKS: readonly string[] = ["bootstrap", "dev"];
const EDGE_STACKS = ["edge", "dev-edge"] as const;

/** The last parts of the addresses of each cloud's providers. */
const PROVIDERS: Readonly<Record<CloudName, readonly string[]>> = {
  aws: ["aws"],
  azure: ["azurerm"],
  gcp: ["google"],
  // Object Storage is reached by the provider of the cloud whose protocol it speaks.
  hetzner: ["hcloud", "aws"],
};

/** The command that synthesizes dev as it was asked for; cdktf.json's own where envs/ decides. */
export function appFor({ cloud, edge }: Pick<Run, "cloud" | "edge">): string | undefined {
  if (cloud === undefined && !edge) return undefined;
  return `node scripts/run.cjs scripts/start-app.ts ${cloud ?? dev.cloud}${edge ? " edge" : ""}`;
}

/** One run, in a folder of its own. */
export interface Run {
  readonly folder: string;
  /** The cloud that dev is to be on; where envs/ says if undefined. */
  readonly cloud: CloudName | undefined;
  /** Whether Cloudflare is in front of dev. */
  readonly edge: boolean;
  /** Whether dev's cluster gets its platform. */
  readonly platform: boolean;
  readonly progress: Progress;
  /** Is aborted when the user wants to stop. */
  readonly stop: AbortSignal;
}

/** What a run leaves to work with until it is removed. */
export interface Result {
  readonly cloud: LocalCloud;
  /** cdktf's output folder. */
  readonly output: string;
}

async function deployStack(
  run: Run,
  { cloud, output }: Result,
  stack: string,
  environment: Environment = cloud.environment,
): Promise<void> {
  const { progress, stop } = run;
  const lines = new TerraformLines(stack);
  const { exitCode } = await runCdktf("deploy", stack, {
    output,
    app: appFor(run),
    environment,
    ownProcessGroup: true,
    onLine: (line) => {
      const shown = lines.shown(line);
      // What Terraform has to say about being interrupted is no news for who interrupted it.
      if (shown === undefined || stop.aborted) progress.log(line);
      else progress.detail(shown);
    },
  });
  if (exitCode !== 0) throw new Error(`cdktf deploy ${stack} ended with status ${exitCode}`);
}

async function planStack({ progress }: Run, stack: string, terraform: Terraform): Promise<void> {
  const plan = await terraform.plan();
  progress.log(plan.output);
  if (plan.hasChanges) throw new Error(`${stack}: a second plan would change something:\n${plan.output}`);
  progress.detail(`${stack}: nothing would change`);
}

/** A part of what is said at the end. */
interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

async function describe({ folder }: Run, stacks: ReadonlyMap<string, Terraform>): Promise<Section[]> {
  const resources = new Map<string, readonly string[]>();
  for (const [stack, terraform] of stacks) resources.set(stack, await terraform.resources());
  const outputs = (await stacks.get("dev")?.output()) ?? {};
  const stored = await Promise.all(
    [...stacks]
      .filter(([stack]) => stack !== "bootstrap")
      .map(([stack, terraform]) => storedState(stack, terraform)),
  );
  const localState = path.relative(
    projectRoot(),
    path.join(folder, "bootstrap", "state", "terraform.tfstate"),
  );
  return [
    { title: "Outputs of dev", lines: outputLines(outputs) },
    { title: "What now exists", lines: resourceLines(resources) },
    { title: "Where the state is", lines: stateLines(localState, stored) },
  ];
}

/** Where a stack's state really is, and how large: what Terraform itself recorded and reads. */
async function storedState(stack: string, terraform: Terraform): Promise<StoredState> {
  const place = recordedPlace(terraform.folder);
  if (place === undefined) throw new Error(`${terraform.folder} has no record of where its state is`);
  const { stdout } = await terraform.run("state", "pull");
  return { stack, address: stateAddress(place), bytes: Buffer.byteLength(stdout) };
}

/** Is rejected when the local cloud ends though nobody asked it to. */
async function untilLost(cloud: LocalCloud): Promise<never> {
  const { exitCode, output } = await cloud.ended;
  throw new Error(`the local cloud ended by itself with status ${exitCode}:\n${output}`);
}

/** Creates everything and says what there is. */
export async function createAll(run: Run): Promise<Result> {
  const { progress, stop, folder } = run;
  const providers = await progress.step("Finding the Terraform providers", async () => {
    const needed = [
      ...PROVIDERS[run.cloud ?? dev.cloud],
      ...(run.edge ? ["cloudflare"] : []),
      ...(run.platform ? ["helm", "kubernetes"] : []),
    ];
    const found = await prepareProviders(folder, { needed, report: (message) => progress.detail(message) });
    progress.detail(found.description);
    return found;
  });
  stop.throwIfAborted();
  const cloud = await progress.step("Starting the local cloud", async () => {
    const awsAccount = project.clouds.aws?.account;
    const { environment } = providers;
    const charts = run.platform ? await prepareCharts(path.join(folder, "charts")) : undefined;
    if (charts !== undefined) progress.detail(charts.description);
    const started = await startLocalCloud({
      awsAccount,
      ...(run.edge && { cloudflareZones: [exampleZone] }),
      ...(charts && { chartArchive: charts.folder }),
      environment,
      folder: path.join(folder, "cloud"),
      ownProcessGroup: true,
    });
    progress.detail(`it listens on 127.0.0.1:${started.port}; its AWS account is ${awsAccount ?? "its own"}`);
    return started;
  });
  const result: Result = { cloud, output: path.join(folder, "cdktf.out") };
  await Promise.race([createStacks(run, result), untilLost(cloud)]);
  return result;
}

async function createStacks(run: Run, result: Result): Promise<void> {
  const { progress, stop } = run;
  const step = <Value>(title: string, work: () => Promise<Value>): Promise<Value> => {
    stop.throwIfAborted();
    return progress.step(title, work);
  };
  await step("cdktf deploy bootstrap: phase one makes the state backend", () =>
    deployStack(run, result, "bootstrap"),
  );
  await step("cdktf deploy dev: phase two makes the environment, with its state in that backend", () =>
    deployStack(run, result, "dev"),
  );
  if (run.edge) {
    await step("cdktf deploy edge dev-edge: Cloudflare in front of it", async () => {
      for (const stack of EDGE_STACKS) await deployStack(run, result, stack);
    });
  }
  const terraform = (stack: string, environment: Environment = result.cloud.environment): Terraform =>
    new Terraform(path.join(result.output, "stacks", stack), environment, { ownProcessGroup: true });
  const stacks = new Map(
    [...STACKS, ...(run.edge ? EDGE_STACKS : [])].map((stack) => [stack, terraform(stack)] as const),
  );
  if (run.platform) {
    const admin = await administrator(run, result.cloud.environment);
    await step("cdktf deploy dev-platform: Argo CD in the cluster, and what leads it to Git", () =>
      deployStack(run, result, "dev-platform", admin),
    );
    stacks.set("dev-platform", terraform("dev-platform", admin));
    await step("kubectl get: what the cluster says of it", async () => {
      for (const line of await clusterLines(await terraform("dev").output(), admin)) progress.detail(line);
    });
  }
  await step("terraform plan of all, once more", async () => {
    await Promise.all([...stacks].map(([stack, terraform]) => planStack(run, stack, terraform)));
  });
  const sections = await step("Looking at what is there", () => describe(run, stacks));
  for (const { title, lines } of sections) {
    progress.say(`\n${title}`);
    for (const line of lines) progress.say(`  ${line}`);
  }
}
