// Runs what the runbooks tell a user to type, in order, each after the accident that it is for.
import { readdirSync } from "node:fs";
import path from "node:path";
import { exampleProject } from "../../examples";
import { commandsOf } from "../typed-commands";
import { patience } from "../world";
import { account, bucket, HeraWorld, region } from "./hera-world";

jest.setTimeout(patience);

const values = ["one", "two"];
const key = "dev/dev.tfstate";
const seeded = exampleProject({ stateBackend: { bootstrapState: "seed" } });

let world: HeraWorld;
beforeAll(async () => {
  world = await HeraWorld.make();
  world.describeForCdktf(seeded, values);
  // The way there, as the help of `hera state seed` has it.
  for (const command of ["npx hera state seed", "npx cdktf deploy bootstrap", "npx cdktf deploy dev"]) {
    await typed(command);
  }
}, patience);
afterAll(() => world.close(), patience);

async function typed(command: string, variables?: Readonly<Record<string, string>>): Promise<string> {
  const { exitCode, output } = await world.type(command, variables);
  if (exitCode !== 0) throw new Error(`${command}\nended with status ${exitCode}:\n${output}`);
  return output;
}

async function typedAll(
  commands: readonly string[],
  variables?: Readonly<Record<string, string>>,
): Promise<string> {
  const outputs: string[] = [];
  for (const command of commands) outputs.push(await typed(command, variables));
  return outputs.join("\n");
}

test("a lock that stays", async () => {
  const commands = commandsOf("docs/runbooks/stuck-lock.md");
  const [see = "", free = "", plan = "", ...others] = commands;
  expect(others).toEqual([]);
  const info = { ID: "x", Operation: "OperationTypeApply", Info: "", Who: "alice@laptop", Version: "1.11.4" };
  world.store(["put", bucket, `${key}.tflock`], JSON.stringify({ ...info, Created: "now", Path: "" }));
  expect((await world.type(plan)).output).toContain("Error acquiring the state lock");
  expect(await typed(see)).toContain("holder: alice@laptop");
  expect(await typed(free)).toContain("is free");
  expect(await typed(plan)).toContain("No changes.");
});

test("a broken state", async () => {
  world.store(["put", bucket, key], "{ broken");
  const output = await typedAll(commandsOf("docs/runbooks/corrupt-state.md"));
  expect(output).toContain("WARNING: not a readable state");
  expect(output).toContain("is restored");
  expect(output).toContain("No changes.");
});

test("a deleted bucket", async () => {
  const commands = commandsOf("docs/runbooks/deleted-bucket.md");
  const copy = (await world.hera("state", "backup", "dev")).stdout;
  expect(commands.at(-1)).toBe("npx hera state backup dev");
  world.store(["remove-bucket", bucket]);
  expect((await world.hera("state", "history", "dev")).output).toContain("the bucket doesn't exist");
  expect(await typedAll(commands, { COPY: copy })).toContain("No changes.");
  expect(readdirSync(path.join(world.folder, "state-backups", "dev")).length).toBeGreaterThan(1);
});

test("bootstrap's own state, from the seed to the file", async () => {
  world.describeForCdktf(exampleProject(), values);
  expect(await typedAll(commandsOf("docs/runbooks/moving-stores.md", "Bootstrap's own state"))).toContain(
    "No changes.",
  );
});

test("another locking", async () => {
  const commands = commandsOf("docs/runbooks/moving-stores.md", "To another locking");
  world.describeForCdktf(exampleProject({ stateBackend: { locking: "both" } }), values);
  expect(await typedAll(commands)).toContain("No changes.");
});

test("another region", async () => {
  const [keep = "", ...commands] = commandsOf("docs/runbooks/moving-stores.md", "To another place");
  await typed(keep);
  world.describeForCdktf(exampleProject({ stateBackend: { location: "eu-central-1" } }), values);
  expect(await typedAll(commands)).toContain("No changes.");
  expect(world.keys(bucket.replace(region, "eu-central-1"))).toEqual([key]);
  expect(world.keys(`acme-tfstate-${account}-${region}`)).toContain(key);
});
