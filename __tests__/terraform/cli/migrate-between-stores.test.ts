// A state on its way through every kind of store and back, read at each by the real terraform.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import { startCommand } from "../../../scripts/commands";
import { exampleProject } from "../../examples";
import { accountName, azurePlace } from "../../state-backend/azure/azure-place";
import { makeContainer } from "../azure-api";
import { callStorage } from "../google-api";
import { hetzner, makeBucket } from "../state-stores/hand-made-bucket";
import { patience } from "../world";
import { bucket, HeraWorld, lockTable } from "./hera-world";

jest.setTimeout(patience);

const gcp = { store: "gcp", account: "acme-state-1", location: "europe-west4" } as const;
const backends = {
  s3: { store: "aws" },
  gcs: gcp,
  azurerm: { store: "azure", ...azurePlace },
  hetzner: hetzner.stateBackend,
  dynamodb: { store: "aws", locking: "dynamodb" },
} satisfies Record<string, Partial<StateBackendInput>>;
type Store = keyof typeof backends;

/** The way there, where each end is refused first what must be, and a way back. */
const wayOut: readonly Store[] = ["s3", "gcs", "azurerm", "hetzner", "dynamodb"];
const wayBack: readonly Store[] = ["gcs", "s3"];

const stateSchema = z.object({
  serial: z.number(),
  lineage: z.string(),
  resources: z.array(z.object({ name: z.string() })),
});
type State = z.output<typeof stateSchema>;

const values = ["one"];
let world: HeraWorld;
let state: State;

beforeAll(async () => {
  world = await HeraWorld.make();
  world.store(["make-bucket", bucket]);
  world.store(["make-table", lockTable]);
  const body = JSON.stringify({ name: `acme-tfstate-${gcp.account}`, location: "EUROPE-WEST4" });
  callStorage(world, { method: "POST", resource: `b?project=${gcp.account}`, body });
  makeBucket(world, hetzner, "acme");
  const group = `/subscriptions/${azurePlace.account}/resourceGroups/acme-tfstate`;
  makeContainer(world, group, accountName, "tfstate");
  describeAt("s3");
  await world.terraform("dev").init();
  await world.terraform("dev").apply();
  state = await pulled();
}, patience);
afterAll(() => world.close(), patience);

function describeAt(store: Store): void {
  world.describe(exampleProject({ stateBackend: backends[store] }), values);
}

/** The state as terraform reads it where the stack's folder points at. */
async function pulled(): Promise<State> {
  return stateSchema.parse(JSON.parse((await world.terraform("dev").run("state", "pull")).stdout));
}

/** What the user types after the edit of the store, what arrived, and a further apply there. */
async function move(to: Store): Promise<void> {
  describeAt(to);
  const { exitCode, output } = await world.hera("state", "migrate", "dev");
  expect([exitCode, output]).toEqual([0, expect.stringContaining("holds the state of")]);
  await world.terraform("dev").init("-reconfigure");
  const { hasChanges } = await world.terraform("dev").plan();
  expect({ hasChanges, arrived: await pulled() }).toEqual({ hasChanges: false, arrived: state });
  expect(state.resources.map(({ name }) => name).sort()).toEqual([...values].sort());
  values.push(`value-${values.length}`);
  describeAt(to);
  await world.terraform("dev").apply();
  const { lineage, serial } = state;
  state = await pulled();
  expect(state).toMatchObject({ lineage, serial: serial + 1 });
}

/** An apply that waits for its confirmation meanwhile, and gets none. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  const { folder } = world.terraform("dev");
  const end = path.join(folder, `end-${values.length}`);
  const apply = "apply -input=true -replace=terraform_data.one";
  let ask = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  const waiting = startCommand({
    program: "bash",
    arguments: ["-c", `until [ -e ${end} ]; do sleep 0.2; done | terraform -chdir=${folder} ${apply}`],
    folder,
    environment: world.environment,
    onLine: (line) => {
      if (line.includes("Only 'yes' will be accepted")) ask();
    },
  });
  try {
    const ended = waiting.result.then(({ output }) => {
      throw new Error(`it never asked: ${output}`);
    });
    await Promise.race([asked, ended]);
    ended.catch(() => undefined);
    await work();
  } finally {
    writeFileSync(end, "");
    await waiting.result;
  }
}

test.each(wayOut.slice(1).map((to, place) => [wayOut[place] ?? "s3", to] as const))(
  "%s to %s, once nobody works at the source and no other state is at the target",
  async (from, to) => {
    await whileLocked(async () => {
      describeAt(to);
      const { exitCode, output } = await world.hera("state", "migrate", "dev");
      expect([exitCode, output]).toEqual([3, expect.stringContaining("is locked by")]);
      describeAt(from);
    });
    await move(to);
    const other = path.join(world.folder, "other.tfstate");
    writeFileSync(
      other,
      JSON.stringify({ version: 4, ...state, serial: 99, lineage: "another", outputs: {}, resources: [] }),
    );
    const { exitCode, output } = await world.hera("state", "migrate", "dev", "--from", other);
    expect([exitCode, output]).toEqual([4, expect.stringContaining("is not empty")]);
    expect(await pulled()).toEqual(state);
  },
);

test("and back, over what was left there", async () => {
  for (const to of wayBack) await move(to);
});
