// What each role of an environment can do on Google Cloud, by the real terraform and with its own token.
import path from "node:path";
import type { StateAccessInput } from "../../../constructs/contract/state-access";
import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import type { CommandResult } from "../../../scripts/commands";
import { exampleEnvironment, exampleProject } from "../../examples";
import { addContendedStack, contendedStack, release } from "../contended-stack";
import { callStorage, signedInAs } from "../google-api";
import { describeWithProvider } from "../provider-probe";
import { patience, type SynthesizedFolder, World } from "../world";
import { removableParts, type StatePolicy, without } from "./gcp-policy";

const account = "acme-state-1";
const planner = "user:planner@acme.test";
const applier = "user:applier@acme.test";
const access: Readonly<Record<string, StateAccessInput>> = {
  dev: { plan: [planner], apply: [applier] },
  prod: { plan: ["user:prod-planner@acme.test"], apply: ["user:prod-applier@acme.test"] },
};

/** What each role could and couldn't do; all of them true where the policy is right. */
type Findings = Readonly<Record<string, boolean>>;

describeWithProvider("google", "roles on Google Cloud", () => {
  describe.each(["shared", "per-environment"] as const)("in the layout %s", (layout) => {
    let world: World;
    let folder: SynthesizedFolder;
    const bucket = layout === "shared" ? `acme-tfstate-${account}` : `dev-tfstate-${account}`;
    const otherBucket = layout === "shared" ? bucket : `prod-tfstate-${account}`;

    beforeAll(async () => {
      world = await World.withCloud("111122223333");
      folder = write(world, layout);
      const bootstrap = world.terraform(folder, "bootstrap");
      await bootstrap.init();
      await bootstrap.apply();
      release(path.join(world.folder, "meeting"));
      await world.terraform(folder, contendedStack).init();
    }, patience);
    afterAll(() => world.close(), patience);

    test(
      "each role does its whole job, and nothing of another environment's or of the bucket's",
      async () => {
        const findings = await tryAll(world, folder, bucket, otherBucket);
        expect(Object.entries(findings).filter(([, isRight]) => !isRight)).toEqual([]);
      },
      patience,
    );

    test(
      "removing any one grant or condition shows",
      async () => {
        const policy = readPolicy(world, bucket);
        const unnoticed: string[] = [];
        const parts = removableParts(policy, [planner, applier]);
        expect(parts).toHaveLength(layout === "shared" ? 12 : 4);
        for (const part of parts) {
          setPolicy(world, bucket, without(policy, part));
          const findings = await tryAll(world, folder, bucket, otherBucket);
          if (Object.values(findings).every((isRight) => isRight)) unnoticed.push(part.name);
          setPolicy(world, bucket, policy);
        }
        expect(unnoticed).toEqual([]);
      },
      patience,
    );
  });
});

function write(world: World, layout: StateBackendInput["layout"] & string): SynthesizedFolder {
  const stateBackend = { store: "gcp", account, location: "europe-west4", layout, access } as const;
  return world.synthesize(
    layout,
    exampleProject({ stateBackend }),
    [exampleEnvironment("dev"), exampleEnvironment("prod")],
    (app, project) => addContendedStack(app, project, path.join(world.folder, "meeting"), "dev"),
  );
}

async function tryAll(
  world: World,
  folder: SynthesizedFolder,
  bucket: string,
  otherBucket: string,
): Promise<Findings> {
  const as = (member: string) => world.terraform(folder, contendedStack, signedInAs(world, member));
  const inits = [
    await as(planner).run("init", "-reconfigure", "-input=false"),
    await as(applier).run("init", "-reconfigure", "-input=false"),
  ];
  const apply = await as(applier).run(
    "apply",
    "-auto-approve",
    "-input=false",
    "-replace=terraform_data.wait",
  );
  const plan = await as(planner).run("plan", "-input=false");
  const push = await as(planner).run(
    "apply",
    "-auto-approve",
    "-input=false",
    "-replace=terraform_data.wait",
  );
  const state = `o/${encodeURIComponent(`dev/${contendedStack}/default.tfstate`)}`;
  const other = `o/${encodeURIComponent("prod/other/default.tfstate")}`;
  const status = (member: string, method: "GET" | "DELETE" | "PATCH", resource: string) =>
    callStorage(world, { method, resource, as: member, ...(method === "PATCH" ? { body: "{}" } : {}) })
      .status;
  return {
    "both find their state": inits.every(succeeded),
    "apply applies": succeeded(apply),
    "plan plans, under the lock": succeeded(plan),
    "plan writes no state": !succeeded(push),
    ...(await afterRepair(world, folder)),
    "plan reads no other state": status(planner, "GET", `b/${otherBucket}/${other}`) === 403,
    "apply reads no other state": status(applier, "GET", `b/${otherBucket}/${other}`) === 403,
    "apply deletes no other state": status(applier, "DELETE", `b/${otherBucket}/${other}`) === 403,
    "plan locks no other state": status(planner, "DELETE", `b/${otherBucket}/${lockOf(other)}`) === 403,
    "plan deletes no state": status(planner, "DELETE", `b/${bucket}/${state}`) === 403,
    "apply changes no setting": status(applier, "PATCH", `b/${bucket}`) === 403,
    "apply deletes no bucket": status(applier, "DELETE", `b/${bucket}`) === 403,
    "plan changes no setting": status(planner, "PATCH", `b/${bucket}`) === 403,
  };
}

/** A state that a role could delete is there again, and no lock is left, before the next trial. */
async function afterRepair(world: World, folder: SynthesizedFolder): Promise<Findings> {
  const owner = world.terraform(folder, contendedStack);
  const applied = await owner.run("apply", "-auto-approve", "-input=false", "-replace=terraform_data.wait");
  return { "the owner can go on": succeeded(applied) };
}

function lockOf(object: string): string {
  return object.replace(".tfstate", ".tflock");
}

function succeeded({ exitCode }: CommandResult): boolean {
  return exitCode === 0;
}

function readPolicy(world: World, bucket: string): StatePolicy {
  const resource = `b/${bucket}/iam?optionsRequestedPolicyVersion=3`;
  return JSON.parse(callStorage(world, { method: "GET", resource }).text);
}

/** Whatever was set in the meantime. */
function setPolicy(world: World, bucket: string, { bindings }: StatePolicy): void {
  const body = JSON.stringify({ version: 3, bindings });
  const { status, text } = callStorage(world, { method: "PUT", resource: `b/${bucket}/iam`, body });
  if (status !== 200) throw new Error(text);
}
