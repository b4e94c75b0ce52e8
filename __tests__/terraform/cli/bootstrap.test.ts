// Bootstrap's own state: local, in the backend that bootstrap makes, in the seed, and back. And the seed itself.
import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { BootstrapState } from "../../../constructs/contract/state-backend";
import { exampleProject } from "../../examples";
import { patience } from "../world";
import { account, bucket, HeraWorld, region } from "./hera-world";

jest.setTimeout(patience);

const seedBucket = `acme-tfseed-${account}-${region}`;
const key = "bootstrap/bootstrap.tfstate";
const reportSchema = z.array(z.object({ part: z.string(), status: z.string() }));

function described(bootstrapState: BootstrapState) {
  return exampleProject({ stateBackend: { bootstrapState, locking: "both" } });
}

let world: HeraWorld;
beforeAll(async () => {
  world = await HeraWorld.make();
}, patience);
afterAll(() => world.close(), patience);

async function seed(...words: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { exitCode, stdout, output } = await world.hera("state", "seed", "--json", ...words);
  if (exitCode !== 0) throw new Error(output);
  return Object.fromEntries(reportSchema.parse(JSON.parse(stdout)).map(({ part, status }) => [part, status]));
}

test("a seed is made whole, made once, and mended where a part of it is missing", async () => {
  world.describe(described("seed"));
  const rehearsed = await seed("--dry-run");
  expect(rehearsed).toEqual({
    [`account ${account}`]: "is there",
    [`bucket ${seedBucket}`]: "missing",
    versioning: "missing",
    encryption: "missing",
    "no public access": "missing",
    "owner's rights alone": "missing",
    "TLS only": "missing",
    "lock table acme-terraform-seed-locks": "missing",
  });
  const unconfirmed = await world.hera("state", "seed");
  expect([unconfirmed.exitCode, unconfirmed.output]).toEqual([5, expect.stringContaining("add --force")]);
  expect(new Set(Object.values(await seed("--dry-run")))).toEqual(new Set(["is there", "missing"]));

  expect(Object.values(await seed("--force")).slice(1)).not.toContain("missing");
  const again = await seed();
  expect(new Set(Object.values(again))).toEqual(new Set(["is there"]));
  const probe = await world.hera("state", "probe", "bootstrap");
  expect([probe.exitCode, probe.stdout]).toEqual([0, expect.not.stringContaining("NO ")]);
  expect(world.keys(seedBucket)).toEqual([]);

  world.store(["remove-bucket", seedBucket]);
  const mended = await seed("--force");
  expect(mended).toMatchObject({
    [`bucket ${seedBucket}`]: "made",
    "lock table acme-terraform-seed-locks": "is there",
  });
});

test("a seed in another account than the configured one is refused, and so is somebody else's bucket", async () => {
  const stranger = { ...world.environment, AWS_ACCESS_KEY_ID: "999988887777" };
  const wrongAccount = await world.heraIn(stranger, "state", "seed", "--force");
  expect([wrongAccount.exitCode, wrongAccount.output]).toEqual([
    4,
    expect.stringContaining("the credentials belong to the account 999988887777"),
  ]);
  const project = described("seed");
  world.describe({
    ...project,
    stateBackend: { ...project.stateBackend, account: "999988887777" },
    name: "acme",
  });
  const squatted = seedBucket.replace(account, "999988887777");
  world.store(["make-bucket", squatted]);
  const refused = await world.heraIn(stranger, "state", "seed", "--force");
  expect([refused.exitCode, refused.output]).toEqual([
    4,
    expect.stringContaining("is not the account 999988887777's"),
  ]);
});

test("bootstrap's state goes from the file to the backend, to the seed, and back, each time to an empty plan", async () => {
  world.describe(described("local"));
  const bootstrap = world.terraform("bootstrap");
  await bootstrap.init();
  await bootstrap.apply();
  const resources = (await bootstrap.resources()).length;
  expect(resources).toBeGreaterThan(5);
  expect(existsSync(path.join(world.folder, "bootstrap", "state", "terraform.tfstate"))).toBe(true);

  for (const next of ["backend", "seed", "backend", "local", "seed", "local"] as const) {
    world.describe(described(next));
    const { exitCode, output } = await world.hera("state", "migrate", "bootstrap");
    expect([exitCode, output]).toEqual([0, expect.stringMatching(/holds (that|the) state/)]);
    await bootstrap.init("-reconfigure");
    expect((await bootstrap.plan()).hasChanges).toBe(false);
    expect((await bootstrap.resources()).length).toBe(resources);
  }
  for (const name of [bucket, seedBucket]) expect(world.keys(name)).toEqual([key]);
});
