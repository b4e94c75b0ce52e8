// A state on its way between files, lockings and buckets, interrupted at every step, and refused where it must be.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { runCommand } from "../../../scripts/commands";
import { projectRoot } from "../../../scripts/host";
import { exampleProject } from "../../examples";
import { patience } from "../world";
import { account, bucket, HeraWorld, lockTable, region } from "./hera-world";

jest.setTimeout(patience);

const key = "dev/dev.tfstate";
const values = ["one", "two", "three"];
/** The same project under another name has its state in another bucket. */
const otherBucket = `other-tfstate-${account}-${region}`;
const stateSchema = z.object({ serial: z.number(), lineage: z.string() });

let world: HeraWorld;
beforeAll(async () => {
  world = await HeraWorld.make();
  world.store(["make-bucket", bucket]);
  world.store(["make-bucket", otherBucket]);
  world.store(["make-table", lockTable]);
  world.describe(exampleProject(), values);
  await world.terraform("dev").init();
  await world.terraform("dev").apply();
}, patience);
afterAll(() => world.close(), patience);

function stateIn(name: string): z.output<typeof stateSchema> {
  return stateSchema.parse(JSON.parse(world.store(["get", name, key])));
}

/** After an edit: what the user types, and what Terraform then has to say. */
async function migrateAfter(project: Parameters<HeraWorld["describe"]>[0]): Promise<string> {
  world.describe(project, values);
  const { exitCode, output } = await world.hera("state", "migrate", "dev");
  if (exitCode !== 0) throw new Error(output);
  await world.terraform("dev").init("-reconfigure");
  expect((await world.terraform("dev").plan()).hasChanges).toBe(false);
  return output;
}

test("an edit of the locking keeps the table's digest in line with the state, there and back", async () => {
  expect(await migrateAfter(exampleProject({ stateBackend: { locking: "both" } }))).toContain(
    `went from locked by lockfile to locked by lockfile and table ${lockTable}`,
  );
  expect(world.items()).toEqual({ [`${bucket}/${key}-md5`]: expect.stringMatching(/^[0-9a-f]{32}$/) });
  await migrateAfter(exampleProject({ stateBackend: { locking: "dynamodb" } }));
  await migrateAfter(exampleProject({ stateBackend: { locking: "lockfile" } }));
  expect(world.items()).toEqual({});
  // A digest that had stayed would make the way back fail.
  await migrateAfter(exampleProject({ stateBackend: { locking: "dynamodb" } }));
  await migrateAfter(exampleProject());
  expect(world.keys()).not.toContain(`${key}.tflock`);
});

test("another bucket gets the same bytes, and the way back works, too", async () => {
  const before = stateIn(bucket);
  const output = await migrateAfter({ ...exampleProject(), name: "other" });
  expect(output).toContain(`${values.length} resources`);
  expect(world.store(["get", otherBucket, key])).toBe(world.store(["get", bucket, key]));
  world.describe({ ...exampleProject(), name: "other" }, [...values, "four"]);
  await world.terraform("dev").apply();
  values.push("four");
  await migrateAfter(exampleProject());
  expect(stateIn(bucket)).toEqual({ lineage: before.lineage, serial: before.serial + 1 });
  expect(
    world
      .keys(bucket)
      .concat(world.keys(otherBucket))
      .filter((name) => name.endsWith(".tflock")),
  ).toEqual([]);
});

test("a file and back", async () => {
  const file = path.join(world.folder, "elsewhere", "dev.tfstate");
  const out = await world.hera("state", "migrate", "dev", "--to", `local:${file}`);
  expect([out.exitCode, out.output]).toEqual([0, expect.stringContaining("holds the state of")]);
  expect(readFileSync(file, "utf8")).toBe(world.store(["get", bucket, key]));
  const { serial } = stateIn(bucket);
  const newer = readFileSync(file, "utf8").replace(`"serial": ${serial}`, `"serial": ${serial + 5}`);
  writeFileSync(file, newer);
  const rehearsed = await world.hera("state", "migrate", "dev", "--from", file, "--dry-run");
  expect([rehearsed.exitCode, rehearsed.output]).toEqual([0, expect.stringContaining("Would copy")]);
  expect(stateIn(bucket).serial).toBe(serial);
  const back = await world.hera("state", "migrate", "dev", "--from", file);
  expect([back.exitCode, stateIn(bucket).serial]).toEqual([0, serial + 5]);
  const again = await world.hera("state", "migrate", "dev", "--from", file);
  expect([again.exitCode, again.output]).toEqual([0, expect.stringContaining("holds that state already")]);
  expect((await world.terraform("dev").plan()).hasChanges).toBe(false);
});

test("the backend's file that is synthesized names a place", async () => {
  const file = path.join(world.folder, "cdktf.out", "backend-config", "dev", "backend.tfbackend");
  expect(existsSync(file)).toBe(true);
  const same = await world.hera("state", "migrate", "dev", "--from", file);
  expect([same.exitCode, same.output]).toEqual([4, expect.stringContaining("both ends are the same")]);
});

describe("is refused", () => {
  async function refusal(...words: readonly string[]): Promise<readonly [number, string]> {
    const before = world.store(["get", bucket, key]);
    const { exitCode, output } = await world.hera("state", "migrate", ...words);
    expect(world.store(["get", bucket, key])).toBe(before);
    return [exitCode, output];
  }

  test("where both ends are the same", async () => {
    expect(await refusal("dev")).toEqual([4, expect.stringContaining("both ends are the same")]);
  });

  test("where nothing is at the source", async () => {
    expect(await refusal("dev", "--from", "nothing.tfstate")).toEqual([
      4,
      expect.stringContaining("there is no state at"),
    ]);
  });

  test("where nothing says what the source is", async () => {
    expect(await refusal("prod")).toEqual([2, expect.stringContaining("name the source by --from")]);
  });

  test("where the source is no place of a state", async () => {
    expect(await refusal("dev", "--from", "s3://bucket")).toEqual([
      2,
      expect.stringContaining("is no place of a state"),
    ]);
  });

  test("where the target holds a newer serial, another lineage, or no state", async () => {
    const text = world.store(["get", bucket, key]);
    const { serial, lineage } = stateIn(bucket);
    const file = path.join(world.folder, "stale.tfstate");
    writeFileSync(file, text.replace(`"serial": ${serial}`, `"serial": ${serial - 1}`));
    expect(await refusal("dev", "--from", file)).toEqual([
      4,
      expect.stringContaining(`its state has serial ${serial}, and the one to move ${serial - 1}`),
    ]);
    writeFileSync(file, text.replace(lineage, "00000000-aaaa-bbbb-cccc-000000000000"));
    expect(await refusal("dev", "--from", file)).toEqual([4, expect.stringContaining("another stack's")]);
    writeFileSync(file, "precious");
    expect(await refusal("dev", "--to", file)).toEqual([
      4,
      expect.stringContaining("it holds something that is no state"),
    ]);
  });

  test.each([bucket, otherBucket])("where %s is locked", async (locked) => {
    const info = {
      ID: "x",
      Operation: "OperationTypeApply",
      Info: "",
      Who: "alice@laptop",
      Version: "1.11.4",
    };
    world.store(["put", locked, `${key}.tflock`], JSON.stringify({ ...info, Created: "now", Path: "" }));
    world.describe({ ...exampleProject(), name: "other" }, values);
    expect(await refusal("dev")).toEqual([3, expect.stringContaining("is locked by alice@laptop")]);
    world.describe(exampleProject(), values);
    world.store(["remove", locked, `${key}.tflock`]);
  });

  test("where the target's bucket doesn't exist", async () => {
    world.describe({ ...exampleProject(), name: "absent" }, values);
    expect(await refusal("dev")).toEqual([4, expect.stringContaining("the bucket doesn't exist")]);
    world.describe(exampleProject(), values);
  });
});

test("killed before and after every call to either store, it ends with the whole state, and no lock", async () => {
  const text = world.store(["get", bucket, key]);
  const script = path.join(__dirname, "killed-migration.ts");
  const file = path.join(world.folder, "killed.tfstate");
  const kills: number[] = [];
  for (let moment = 1; ; moment += 1) {
    const { exitCode, output } = await runCommand({
      program: process.execPath,
      arguments: [path.join(projectRoot(), "scripts", "run.cjs"), script, bucket, key, file, String(moment)],
      folder: world.folder,
      environment: world.environment,
    });
    if (exitCode === 0) break;
    if (exitCode !== 137) throw new Error(output);
    kills.push(moment);
    // What the next run copies is what the killed one left at the source.
    const next = await world.hera("state", "migrate", "dev", "--to", `local:${file}`);
    expect([moment, next.exitCode, next.output]).toEqual([moment, 0, expect.anything()]);
    expect(readFileSync(file, "utf8")).toBe(text);
    rmSync(file);
  }
  // Two locks, three reads, a write, two releases: a moment before and one after each.
  expect(kills).toHaveLength(16);
  expect(world.store(["get", bucket, key])).toBe(text);
  expect(world.keys()).not.toContain(`${key}.tflock`);
});
