// What the store keeps of a state, shown and restored; and a lock whose holder is gone, or is not.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { hostName } from "../../../scripts/host";
import { exampleProject } from "../../examples";
import { patience } from "../world";
import { bucket, HeraWorld, lockTable } from "./hera-world";

jest.setTimeout(patience);

const historySchema = z.array(
  z.object({
    version: z.string(),
    isCurrent: z.boolean(),
    serial: z.number().nullable(),
    added: z.array(z.string()),
    removed: z.array(z.string()),
    warnings: z.array(z.string()),
  }),
);

const project = exampleProject({ stateBackend: { locking: "both" } });
const key = "dev/dev.tfstate";
const state = z.object({ serial: z.number(), lineage: z.string() });

let world: HeraWorld;
beforeAll(async () => {
  world = await HeraWorld.make();
  world.store(["make-bucket", bucket]);
  world.store(["make-table", lockTable]);
  // Three states: one resource, two, and the second alone.
  for (const values of [["one"], ["one", "two"], ["two"]]) {
    world.describe(project, values);
    await world.terraform("dev").init();
    await world.terraform("dev").apply();
  }
}, patience);
afterAll(() => world.close(), patience);

async function history(): Promise<z.output<typeof historySchema>> {
  const { exitCode, stdout, output } = await world.hera("state", "history", "dev", "--json");
  expect([exitCode, output]).toEqual([0, expect.anything()]);
  return historySchema.parse(JSON.parse(stdout));
}

function pulled(): z.output<typeof state> {
  return state.parse(JSON.parse(world.store(["get", bucket, key])));
}

test("history shows what each version added and removed", async () => {
  const entries = await history();
  expect(entries.map(({ serial }) => serial)).toEqual(
    [...entries.keys()].reverse().map((place) => place + (entries.at(-1)?.serial ?? 0)),
  );
  expect(entries[0]).toMatchObject({ isCurrent: true, removed: ["terraform_data.one"], warnings: [] });
  expect(entries.flatMap(({ added }) => added).sort()).toEqual(["terraform_data.one", "terraform_data.two"]);
  const { stdout } = await world.hera("state", "history", "dev");
  expect(stdout).toMatch(/^version +written +serial +bytes +resources +changes/);
  expect(stdout).toContain("  - terraform_data.one");
});

test("history of an environment that was never deployed is empty", async () => {
  const { exitCode, stdout, output } = await world.hera("state", "history", "prod");
  expect([exitCode, stdout]).toEqual([0, ""]);
  expect(output).toContain("has no version: nothing was deployed yet");
});

test("recover without a terminal shows what differs, and writes nothing", async () => {
  const before = world.store(["get", bucket, key]);
  const { exitCode, output } = await world.hera("state", "recover", "dev");
  expect(exitCode).toBe(5);
  expect(output).toContain("+ terraform_data.one");
  expect(output).toContain("add --force");
  expect(world.store(["get", bucket, key])).toBe(before);
});

test("recover writes the version under a serial of its own, and terraform goes on from it", async () => {
  const before = await history();
  const chosen = before.find(({ added }) => added.includes("terraform_data.two"))?.version ?? "";
  const { exitCode, output } = await world.hera("state", "recover", "dev", "--version", chosen, "--force");
  expect([exitCode, output]).toEqual([0, expect.stringContaining("is restored, with serial")]);
  const after = await history();
  expect(after[0]?.serial).toBe((before[0]?.serial ?? 0) + 1);
  expect(new Set(after.map(({ serial }) => serial)).size).toBe(after.length);
  expect(Object.keys(world.items())).toEqual([`${bucket}/${key}-md5`]);
  world.describe(project, ["one", "two"]);
  await world.terraform("dev").apply();
  expect((await world.terraform("dev").plan()).hasChanges).toBe(false);
});

test("recover mends a state that is no state, and its digest", async () => {
  const { serial } = pulled();
  world.store(["put", bucket, key], "{ not a state");
  const plan = await world.terraform("dev").run("plan", "-input=false");
  expect(plan.exitCode).toBe(1);
  expect((await history())[0]).toMatchObject({ serial: null, warnings: ["not a readable state"] });
  const { exitCode, output } = await world.hera("state", "recover", "dev", "--force");
  expect([exitCode, output]).toEqual([0, expect.stringContaining("current state: not readable")]);
  expect(pulled().serial).toBe(serial + 1);
  expect((await world.terraform("dev").plan()).hasChanges).toBe(false);
});

test("recover brings back a deleted state", async () => {
  const { serial } = pulled();
  world.store(["remove", bucket, key]);
  const { exitCode, output } = await world.hera("state", "recover", "dev", "--force");
  expect([exitCode, output]).toEqual([0, expect.stringContaining("current state: deleted")]);
  expect(pulled().serial).toBe(serial + 1);
  expect((await world.terraform("dev").plan()).hasChanges).toBe(false);
});

test("recover refuses another lineage, a version that isn't there, and a state that never was", async () => {
  const good = world.store(["get", bucket, key]);
  const { lineage } = pulled();
  world.store(["put", bucket, key], good.replace(lineage, "00000000-aaaa-bbbb-cccc-000000000000"));
  const stranger = await world.hera("state", "recover", "dev", "--force");
  expect([stranger.exitCode, stranger.output]).toEqual([4, expect.stringContaining("another stack's")]);
  const mended = await world.hera("state", "recover", "dev", "--force", "--other-lineage");
  expect([mended.exitCode, pulled().lineage]).toEqual([0, lineage]);

  const unknown = await world.hera("state", "recover", "dev", "--version", "nothing");
  expect([unknown.exitCode, unknown.output]).toEqual([4, expect.stringContaining("version")]);
  const never = await world.hera("state", "recover", "prod");
  expect([never.exitCode, never.output]).toEqual([4, expect.stringContaining("has no earlier version")]);
});

/** Leaves a lock as a terraform of this host does that is killed. */
function leaveLock(who: string, id = "11111111-2222-3333-4444-555555555555"): string {
  const info = {
    ID: id,
    Operation: "OperationTypeApply",
    Info: "",
    Who: who,
    Version: "1.11.4",
    Created: "2026-11-20T08:15:30Z",
    Path: `${bucket}/${key}`,
  };
  world.store(["put", bucket, `${key}.tflock`], JSON.stringify(info));
  return id;
}

test("unlock says who holds the lock, and frees it with --force alone", async () => {
  leaveLock("alice@laptop");
  const asked = await world.hera("state", "unlock", "dev");
  expect(asked.exitCode).toBe(5);
  expect(asked.output).toContain("holder: alice@laptop");
  expect(asked.output).toContain("since: 2026-11-20T08:15:30Z");
  expect(asked.output).toContain(`on laptop, and this is ${hostName()}`);
  expect(world.keys()).toContain(`${key}.tflock`);
  expect((await world.hera("state", "unlock", "dev", "--dry-run", "--force")).exitCode).toBe(0);
  expect(world.keys()).toContain(`${key}.tflock`);

  const freed = await world.hera("state", "unlock", "dev", "--force");
  expect([freed.exitCode, freed.output]).toEqual([0, expect.stringContaining("is free")]);
  expect(world.keys()).not.toContain(`${key}.tflock`);
  const again = await world.hera("state", "unlock", "dev");
  expect([again.exitCode, again.output]).toEqual([0, expect.stringContaining("is not locked")]);
});

test("unlock refuses while a terraform of this host works on the state, with --force too", async () => {
  const release = path.join(world.folder, "release");
  const waiting = {
    provisioner: [{ "local-exec": { command: `until [ -e '${release}' ]; do sleep 0.1; done` } }],
  };
  writeFileSync(
    path.join(world.folder, "cdktf.out", "stacks", "dev", "wait.tf.json"),
    JSON.stringify({ resource: { terraform_data: { wait: waiting } } }),
  );
  const apply = world.terraform("dev").start("apply", "-auto-approve", "-input=false");
  while (!world.keys().includes(`${key}.tflock`)) await new Promise((resolve) => setTimeout(resolve, 200));
  const refused = await world.hera("state", "unlock", "dev", "--force");
  const recovery = await world.hera("state", "recover", "dev", "--force");
  writeFileSync(release, "");
  expect((await apply.result).exitCode).toBe(0);
  expect([refused.exitCode, refused.output]).toEqual([
    3,
    expect.stringMatching(/may be alive on this host: terraform, process \d+/),
  ]);
  expect([recovery.exitCode, recovery.output]).toEqual([3, expect.stringContaining("is locked by")]);
});
