// The roles of each environment, through the real terraform and by direct calls, on a cloud that enforces IAM.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { tokenFile } from "../../../constructs/state-backend/aws/aws-backend-block";
import type { CommandResult } from "../../../scripts/commands";
import { localCloudPython } from "../../../scripts/host";
import { Terraform } from "../../../scripts/terraform";
import { exampleEnvironment, exampleProject } from "../../examples";
import { patience, type SynthesizedFolder, World } from "../world";

const account = "111122223333";
const bucket = `acme-roles-tfstate-${account}-eu-west-1`;
const job = { issuer: "https://token.example.com", subject: "repo:acme/infrastructure:environment:prod" };
const project = {
  ...exampleProject({
    stateBackend: {
      locking: "both",
      encryption: "customer-key",
      authorizedCidrs: ["127.0.0.1/32"],
      access: {
        dev: { plan: [account], apply: [account] },
        prod: { plan: [], apply: [job] },
      },
    },
  }),
  name: "acme-roles",
};

/** The sentence that nothing here can be seen of: no client of today speaks TLS before 1.2. */
const notCovered = ["policy of the bucket: DenyOldTls"];

const trialsSchema = z.object({
  wrong: z.array(z.string()),
  mutations: z.array(z.object({ policy: z.string(), statement: z.string(), seen: z.string().nullable() })),
});

let world: World;
let folder: SynthesizedFolder;

/** A configuration of a team's own, which `init` points at an environment's state with one of the files. */
async function configuration(name: string, environment: string, word: string): Promise<Terraform> {
  const own = path.join(world.folder, name);
  mkdirSync(own, { recursive: true });
  cpSync(path.join(folder.outdir, "backend-config", environment), own, {
    recursive: true,
    filter: (file) => !file.endsWith(".tf.json"),
  });
  writeFileSync(
    path.join(own, "main.tf"),
    `terraform {\n  backend "s3" {}\n}\nresource "terraform_data" "word" {\n  input = "${word}"\n}\n`,
  );
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...withoutKeys } = world.environment;
  if (environment !== "prod") return new Terraform(own, world.environment);
  const claims = { iss: job.issuer, sub: job.subject, aud: "sts.amazonaws.com" };
  writeFileSync(path.join(own, tokenFile), unsignedToken(claims));
  return new Terraform(own, withoutKeys);
}

const seen: Record<string, CommandResult> = {};
let plannedEmpty = false;
let trials: z.output<typeof trialsSchema>;

beforeAll(async () => {
  world = await World.withCloud(account);
  folder = world.synthesize("roles", project, [exampleEnvironment("dev"), exampleEnvironment("prod")]);
  const bootstrap = world.terraform(folder, "bootstrap");
  await bootstrap.init();
  await bootstrap.apply();
  plannedEmpty = !(await bootstrap.plan()).hasChanges;

  const applier = await configuration("applier", "dev", "first");
  seen.applyInit = await applier.run("init", "-input=false", "-backend-config=apply.tfbackend");
  seen.apply = await applier.run("apply", "-input=false", "-auto-approve");
  const planner = await configuration("planner", "dev", "second");
  seen.planInit = await planner.run("init", "-input=false", "-backend-config=plan.tfbackend");
  seen.plan = await planner.run("plan", "-input=false");
  seen.applyAsPlanner = await planner.run("apply", "-input=false", "-auto-approve");
  const jobs = await configuration("job", "prod", "third");
  seen.jobInit = await jobs.run("init", "-input=false", "-backend-config=apply.tfbackend");
  seen.jobApply = await jobs.run("apply", "-input=false", "-auto-approve");
  const stranger = await configuration("stranger", "dev", "fourth");
  seen.otherState = await stranger.run(
    "init",
    "-input=false",
    "-backend-config=apply.tfbackend",
    "-backend-config=key=prod/prod.tfstate",
  );
  trials = tryRoles();
}, patience);
afterAll(() => world.close(), patience);

function tryRoles(): z.output<typeof trialsSchema> {
  const script = path.join(__dirname, "role_trials.py");
  const names = [
    "eu-west-1",
    bucket,
    "acme-roles-terraform-locks",
    "alias/acme-roles-tfstate",
    "acme-roles-tfstate",
  ];
  const printed = execFileSync(localCloudPython(), [script, ...names], {
    env: { ...world.environment },
    encoding: "utf8",
  });
  return trialsSchema.parse(JSON.parse(printed));
}

function unsignedToken(claims: Readonly<Record<string, string>>): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${part({ alg: "none" })}.${part(claims)}.`;
}

function outcome(name: string): CommandResult {
  const result = seen[name];
  if (result === undefined) throw new Error(`${name} was not run`);
  return result;
}

test("the backend with its roles is planned empty", () => {
  expect(plannedEmpty).toBe(true);
});

test.each(["applyInit", "apply", "planInit", "plan", "jobInit", "jobApply"])(
  "%s does its whole job",
  (name) => {
    const { exitCode, output } = outcome(name);
    expect(exitCode === 0 ? "" : output).toBe("");
  },
);

test("who may plan can't write the state", () => {
  expect(outcome("applyAsPlanner").exitCode).toBe(1);
  expect(outcome("applyAsPlanner").output).toMatch(/Failed to save state[\s\S]*AccessDenied/);
});

test("another environment's state is refused", () => {
  expect(outcome("otherState").exitCode).toBe(1);
  expect(outcome("otherState").output).toMatch(/Forbidden|AccessDenied/);
});

test("every role is let do what it must, and refused all else, whatever it is given beside", () => {
  expect(trials.wrong).toEqual([]);
});

test("each statement of the policies is needed: without it something goes otherwise", () => {
  const unseen = trials.mutations.filter((one) => one.seen === null);
  process.stdout.write(
    `removed in turn: ${trials.mutations.length} statements, seen: ${trials.mutations.length - unseen.length}\n`,
  );
  expect(trials.mutations.length).toBeGreaterThan(40);
  expect(unseen.map(({ policy, statement }) => `${policy}: ${statement}`)).toEqual(notCovered);
});
