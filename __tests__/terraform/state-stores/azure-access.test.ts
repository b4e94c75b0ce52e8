// Least privilege in Blob Storage: each role does its whole job through the real terraform, and nothing beyond it.
import { type App, DataResource } from "cdktf";
import type { Project } from "../../../constructs/contract/project";
import { type StateLayout, stateLayouts } from "../../../constructs/contract/state-backend";
import { HeraStack } from "../../../constructs/hera-stack";
import { attachStateBackend } from "../../../constructs/state-attachment";
import type { CommandResult } from "../../../scripts/commands";
import type { Environment } from "../../../scripts/host";
import { exampleEnvironment, exampleProject } from "../../examples";
import { azurePlace } from "../../state-backend/azure/azure-place";
import { describeWithProvider } from "../provider-probe";
import { patience, type SynthesizedFolder, World } from "../world";

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

/** Adds a stack for each environment that has something to write. */
function addStacks(app: App, { stateBackend }: Project): void {
  for (const name of environments) {
    const stack = new HeraStack(app, `app-${name}`);
    attachStateBackend(stack, stateBackend, { environment: name, stack: `app-${name}` });
    new DataResource(stack, "one", { input: { name } });
  }
}

/** What somebody's `init`, and then a command, came to. */
async function attempt(
  world: World,
  folder: SynthesizedFolder,
  who: Environment,
  where: Name,
  ...command: readonly [string, ...string[]]
): Promise<CommandResult> {
  const terraform = world.terraform(folder, `app-${where}`, { ...world.environment, ...who });
  const init = await terraform.run("init", "-reconfigure", "-input=false");
  return init.exitCode === 0 ? terraform.run(...command) : init;
}

const apply = ["apply", "-auto-approve", "-input=false", "-replace=terraform_data.one"] as const;
const plan = ["plan", "-input=false", "-lock=false"] as const;
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

/** The attempts of one layout, by what they show. */
async function attempts(world: World, layout: StateLayout): Promise<Map<string, CommandResult>> {
  const stateBackend = {
    store: "azure",
    ...azurePlace,
    layout,
    access,
    deletionProtection: false,
  } as const;
  const name = `acme-${layout.slice(0, 6)}`;
  const project = { ...exampleProject({ stateBackend }), name };
  const inputs = environments.map((one) => exampleEnvironment(one));
  const folder = world.synthesize(name, project, inputs, addStacks);
  const bootstrap = world.terraform(folder, "bootstrap");
  await bootstrap.init();
  await bootstrap.apply();
  const outputs = await bootstrap.output();
  const clientId = Object(outputs.applyRoles).dev;
  const results = new Map<string, CommandResult>();
  const note = async (fact: string, who: Environment, where: Name, what: readonly [string, ...string[]]) => {
    results.set(fact, await attempt(world, folder, who, where, ...what));
  };
  await note("writer of dev applies dev", principal(writers.dev), "dev", apply);
  await note("writer of prod applies prod", principal(writers.prod), "prod", apply);
  await note("job of dev applies dev", signedIn(clientId, job.subject), "dev", apply);
  await note("reader of dev plans dev", principal(readers.dev), "dev", plan);
  await note("writer of dev applies prod", principal(writers.dev), "prod", apply);
  await note("writer of dev plans prod", principal(writers.dev), "prod", plan);
  await note("job of dev applies prod", signedIn(clientId, job.subject), "prod", apply);
  await note("another job applies dev", signedIn(clientId, "job:prod"), "dev", apply);
  await note("reader of dev applies dev", principal(readers.dev), "dev", apply);
  await note("reader of dev plans prod", principal(readers.dev), "prod", plan);
  await note("stranger plans dev", principal(stranger), "dev", plan);
  const taken = world.terraform(folder, "bootstrap", { ...world.environment, ...principal(writers.dev) });
  results.set(
    "writer of dev destroys the store",
    await taken.run("destroy", "-auto-approve", "-input=false"),
  );
  return results;
}

describeWithProvider("azurerm", "roles in Blob Storage", () => {
  let world: World;
  const seen = new Map<StateLayout, Map<string, CommandResult>>();
  beforeAll(async () => {
    world = await World.withCloud("111122223333");
    await Promise.all(stateLayouts.map(async (layout) => seen.set(layout, await attempts(world, layout))));
  }, patience);
  afterAll(() => world.close(), patience);

  describe.each(stateLayouts)("in the layout %s", (layout) => {
    const result = (fact: string) => seen.get(layout)?.get(fact);

    test.each([
      "writer of dev applies dev",
      "writer of prod applies prod",
      "job of dev applies dev",
      "reader of dev plans dev",
    ])("%s", (fact) => {
      expect(result(fact)).toMatchObject({ exitCode: 0 });
    });

    test.each([
      ["writer of dev applies prod", "AuthorizationPermissionMismatch"],
      ["writer of dev plans prod", "AuthorizationPermissionMismatch"],
      ["job of dev applies prod", "AuthorizationPermissionMismatch"],
      ["another job applies dev", "401"],
      ["reader of dev applies dev", "AuthorizationPermissionMismatch"],
      ["reader of dev plans prod", "AuthorizationPermissionMismatch"],
      ["stranger plans dev", "AuthorizationPermissionMismatch"],
      ["writer of dev destroys the store", "AuthorizationFailed"],
    ])("refused: %s", (fact, reason) => {
      expect(result(fact)).toMatchObject({ exitCode: 1, output: expect.stringContaining(reason) });
    });
  });
});
