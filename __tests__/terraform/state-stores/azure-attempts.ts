// What several principals try on the states of two environments in Blob Storage, and what comes of it.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type App, DataResource } from "cdktf";
import { readConfiguration } from "../../../constructs/configuration/configuration";
import type { Project } from "../../../constructs/contract/project";
import type { StateLayout } from "../../../constructs/contract/state-backend";
import { HeraStack } from "../../../constructs/hera-stack";
import { attachStateBackend } from "../../../constructs/state-attachment";
import { azureBackendBlock } from "../../../constructs/state-backend/azure/azure-backend-block";
import { type CommandResult, startCommand } from "../../../scripts/commands";
import { type Environment, projectRoot } from "../../../scripts/host";
import { exampleEnvironment, exampleProject } from "../../examples";
import { azurePlace } from "../../state-backend/azure/azure-place";
import type { SynthesizedFolder, World } from "../world";

const environments = ["dev", "prod"] as const;
type Name = (typeof environments)[number];

const job = { issuer: "https://ci.example", subject: "job:dev" };
const stranger = "cccccccc-0000-4000-8000-000000000001";
const readers = { dev: "aaaaaaaa-0000-4000-8000-000000000001", prod: "aaaaaaaa-0000-4000-8000-000000000002" };
const writers = { dev: "bbbbbbbb-0000-4000-8000-000000000001", prod: "bbbbbbbb-0000-4000-8000-000000000002" };
const access = {
  dev: { plan: [readers.dev], apply: [writers.dev, job] },
  prod: { plan: [readers.prod], apply: [writers.prod] },
};

const denied = "AuthorizationPermissionMismatch";

/** How an attempt ended, and what was said. */
type Outcome = Pick<CommandResult, "exitCode" | "output">;

/** What each attempt must come to: nothing where it is granted, the reason where it is refused. */
export const expected: Readonly<Record<string, string | undefined>> = {
  "writer of dev applies dev": undefined,
  "writer of prod applies prod": undefined,
  "job of dev applies dev": undefined,
  "reader of dev plans dev": undefined,
  "writer of dev applies prod": denied,
  "writer of dev lists prod's blobs": denied,
  "writer of dev reads prod's blob": denied,
  "writer of dev leases prod's blob": denied,
  "job of dev applies prod": denied,
  "another job applies dev": "401",
  "reader of dev applies dev": denied,
  "reader of dev plans prod": denied,
  "stranger plans dev": denied,
  "writer of dev destroys the store": "AuthorizationFailed",
};

/** The attempts whose outcome is another one than it must be. */
export function surprises(results: ReadonlyMap<string, Outcome>): string[] {
  return Object.entries(expected).flatMap(([fact, reason]) => {
    const { exitCode, output } = results.get(fact) ?? { exitCode: undefined, output: "" };
    const isAsExpected = reason === undefined ? exitCode === 0 : exitCode === 1 && output.includes(reason);
    return isAsExpected ? [] : [fact];
  });
}

/** Adds a stack for each environment that has something to write. */
function addStacks(app: App, { stateBackend }: Project): void {
  for (const name of environments) {
    const stack = new HeraStack(app, `app-${name}`);
    attachStateBackend(stack, stateBackend, { environment: name, stack: `app-${name}` });
    new DataResource(stack, "one", { input: { name } });
  }
}

const apply = ["apply", "-auto-approve", "-input=false", "-replace=terraform_data.one"] as const;
const plan = ["plan", "-input=false", "-lock=false"] as const;

/** What somebody's `init`, and then a command, came to. */
async function attempt(
  world: World,
  folder: SynthesizedFolder,
  who: Environment,
  where: Name,
  command: readonly [string, ...string[]],
): Promise<Outcome> {
  const terraform = world.terraform(folder, `app-${where}`, { ...world.environment, ...who });
  const init = await terraform.run("init", "-reconfigure", "-input=false");
  return init.exitCode === 0 ? terraform.run(...command) : init;
}

/** One call to a blob of prod's, without all that Terraform asks before it. */
async function call(world: World, project: Project, who: Environment, step: string): Promise<Outcome> {
  const block = azureBackendBlock(project.stateBackend, { environment: "prod", stack: "app-prod" });
  const script = path.join(__dirname, "azurerm-client-step.ts");
  const words = [path.join(projectRoot(), "scripts", "run.cjs"), script, JSON.stringify(block.config), step];
  return startCommand({
    program: process.execPath,
    arguments: words,
    folder: world.folder,
    environment: { ...world.environment, ...who },
  }).result;
}

const principal = (id: string): Environment => ({ ARM_CLIENT_ID: id });

/** The token that the CI service gives to its job. */
function signedIn(clientId: string, subject: string): Environment {
  const claims = { iss: job.issuer, sub: subject, aud: "api://AzureADTokenExchange" };
  const [head, body] = [{ alg: "none" }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const token = `${head}.${body}.unsigned`;
  return { ARM_CLIENT_ID: clientId, ARM_CLIENT_SECRET: "", ARM_USE_OIDC: "true", ARM_OIDC_TOKEN: token };
}

/**
 * Makes a store and has everybody try.
 *
 * @param name names its project, at most 12 characters.
 * @param mutate changes the bootstrap stack as it was written.
 */
export async function attempts(
  world: World,
  name: string,
  layout: StateLayout,
  mutate: (text: string) => string = (text) => text,
): Promise<ReadonlyMap<string, Outcome>> {
  const settings = { ...azurePlace, layout, access, deletionProtection: false } as const;
  const project = { ...exampleProject({ stateBackend: { store: "azure", ...settings } }), name };
  const inputs = environments.map((one) => exampleEnvironment(one));
  const folder = world.synthesize(name, project, inputs, addStacks);
  const checked = readConfiguration(project, inputs).project;
  const file = path.join(folder.outdir, "stacks", "bootstrap", "cdk.tf.json");
  writeFileSync(file, mutate(readFileSync(file, "utf8")));
  const bootstrap = world.terraform(folder, "bootstrap");
  await bootstrap.init();
  await bootstrap.apply();
  const clientId = Object((await bootstrap.output()).applyRoles).dev;
  const results = new Map<string, Outcome>();
  const note = async (fact: string, who: Environment, where: Name, what: readonly [string, ...string[]]) => {
    results.set(fact, await attempt(world, folder, who, where, what));
  };
  await note("writer of dev applies dev", principal(writers.dev), "dev", apply);
  await note("writer of prod applies prod", principal(writers.prod), "prod", apply);
  await note("job of dev applies dev", signedIn(clientId, job.subject), "dev", apply);
  await note("reader of dev plans dev", principal(readers.dev), "dev", plan);
  await note("writer of dev applies prod", principal(writers.dev), "prod", apply);
  results.set(
    "writer of dev lists prod's blobs",
    await call(world, checked, principal(writers.dev), "count"),
  );
  results.set(
    "writer of dev reads prod's blob",
    await call(world, checked, principal(writers.dev), "holder"),
  );
  await note("job of dev applies prod", signedIn(clientId, job.subject), "prod", apply);
  await note("another job applies dev", signedIn(clientId, "job:prod"), "dev", apply);
  await note("reader of dev applies dev", principal(readers.dev), "dev", apply);
  await note("reader of dev plans prod", principal(readers.dev), "prod", plan);
  await note("stranger plans dev", principal(stranger), "dev", plan);
  const leased = await call(world, checked, principal(writers.dev), "leaseWithoutInfo");
  results.set("writer of dev leases prod's blob", leased);
  const taken = world.terraform(folder, "bootstrap", { ...world.environment, ...principal(writers.dev) });
  results.set(
    "writer of dev destroys the store",
    await taken.run("destroy", "-auto-approve", "-input=false"),
  );
  return results;
}
