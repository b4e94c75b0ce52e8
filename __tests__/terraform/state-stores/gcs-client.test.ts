// The hera command's client for Cloud Storage, beside the real terraform on the same state.
import path from "node:path";
import { openGcsState } from "../../../cli/stores/gcs";
import { LockHeldError, type LockInfo, type StateClient } from "../../../cli/stores/state-client";
import type { Terraform } from "../../../scripts/terraform";
import { exampleEnvironment, exampleProject } from "../../examples";
import { addContendedStack, contendedStack, release, untilHolding } from "../contended-stack";
import { callStorage, signedInAs } from "../google-api";
import { patience, World } from "../world";
import { lockIdIn } from "./store-life";

const account = "acme-state-1";
const bucket = `acme-tfstate-${account}`;
const asked: LockInfo = {
  ID: "",
  Operation: "hera state migrate",
  Info: "",
  Who: "ann@laptop",
  Version: "1.11.4",
  Created: "2026-01-01T00:00:00Z",
  Path: "",
};

let world: World;
let terraform: Terraform;
let client: StateClient;

beforeAll(async () => {
  world = await World.withCloud("111122223333");
  const body = JSON.stringify({ name: bucket, location: "EUROPE-WEST4", versioning: { enabled: true } });
  callStorage(world, { method: "POST", resource: `b?project=${account}`, body });
  const stateBackend = { store: "gcp", account, location: "europe-west4" } as const;
  const folder = world.synthesize(
    "app",
    exampleProject({ stateBackend }),
    [exampleEnvironment("dev")],
    (app, project) => addContendedStack(app, project, path.join(world.folder, "meeting"), "dev"),
  );
  terraform = world.terraform(folder, contendedStack);
  client = openGcsState({ bucket, prefix: `dev/${contendedStack}` }, world);
}, patience);
afterAll(() => world.close(), patience);

test("where nothing was deployed there is no state, no version and no lock", async () => {
  expect(await client.read()).toBeUndefined();
  expect(await client.versions()).toEqual([]);
  expect(await client.holder()).toBeUndefined();
});

test(
  "it sees the lock that terraform holds, and is refused by it",
  async () => {
    await terraform.init();
    const apply = terraform.start("apply", "-auto-approve", "-input=false");
    await untilHolding(path.join(world.folder, "meeting"), apply);
    const holder = await client.holder();
    expect(holder).toMatchObject({ Operation: "OperationTypeApply", Version: "1.11.4" });
    expect(holder?.ID).toBe(lockIdIn((await terraform.run("plan", "-input=false")).output));
    await expect(client.lock(asked)).rejects.toThrow(LockHeldError);
    await expect(client.lock(asked)).rejects.toThrow(holder?.Who);
    release(path.join(world.folder, "meeting"));
    expect((await apply.result).exitCode).toBe(0);
    expect(await client.holder()).toBeUndefined();
  },
  patience,
);

test(
  "terraform sees its lock, and is refused by it",
  async () => {
    const held = await client.lock(asked);
    const refused = await terraform.run("plan", "-input=false");
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain("ann@laptop");
    expect(lockIdIn(refused.output)).toBe(held.info.ID);
    await held.release();
    await held.release();
    expect((await terraform.run("plan", "-input=false")).exitCode).toBe(0);
  },
  patience,
);

test(
  "it writes what terraform reads, and keeps what stood there before",
  async () => {
    const before = (await client.read())?.toString() ?? "";
    const serial = Number(/"serial": (\d+)/.exec(before)?.[1]);
    const held = await client.lock(asked);
    await client.write(Buffer.from(before.replace(`"serial": ${serial}`, `"serial": ${serial + 1}`)), held);
    await held.release();
    expect((await terraform.run("state", "pull")).stdout).toContain(`"serial": ${serial + 1}`);
    const [current, earlier] = await client.versions();
    expect(current?.isCurrent).toBe(true);
    expect(earlier?.isCurrent).toBe(false);
    expect((await client.readVersion(earlier?.id ?? "")).toString()).toBe(before);
    expect(earlier?.size).toBe(before.length);
  },
  patience,
);

test("a lock is broken while it is the one that was looked at, and no other", async () => {
  const held = await client.lock(asked);
  await expect(client.breakLock({ ...held.info, ID: "1" })).rejects.toThrow(LockHeldError);
  await client.breakLock(held.info);
  await client.breakLock(held.info);
  expect(await client.holder()).toBeUndefined();
});

test("who lost the lock writes no more, even when nobody has it", async () => {
  const robbed = await client.lock(asked);
  await client.breakLock(robbed.info);
  const before = await client.read();
  await expect(client.write(Buffer.from("{}"), robbed)).rejects.toThrow(LockHeldError);
  const next = await client.lock(asked);
  await expect(client.write(Buffer.from("{}"), robbed)).rejects.toThrow(LockHeldError);
  await next.release();
  expect(await client.read()).toEqual(before);
});

test("a state that somebody wrote without the lock is not written over", async () => {
  const held = await client.lock(asked);
  const resource = `o/${encodeURIComponent(`dev/${contendedStack}/default.tfstate`)}`;
  callStorage(world, { method: "DELETE", resource: `b/${bucket}/${resource}` });
  await expect(client.write(Buffer.from("{}"), held)).rejects.toThrow(LockHeldError);
  await held.release();
});

test("an object is created once, until it is removed", async () => {
  const { create, remove } = client.conditionalWrites;
  const both = await Promise.all([create("probe", "a"), create("probe", "b")]);
  expect(both.sort()).toEqual([false, true]);
  await remove("probe");
  await remove("probe");
  expect(await create("probe", "c")).toBe(true);
});

test("a refusal is told in Google's words, with the place", async () => {
  const stranger = openGcsState(
    { bucket, prefix: "dev/dev" },
    { environment: signedInAs(world, "user:nobody@acme.test") },
  );
  await expect(stranger.read()).rejects.toThrow(
    /^gs:\/\/acme-tfstate-acme-state-1\/dev\/dev\/default\.tfstate: nobody@acme\.test does not have storage\.objects\.get/,
  );
});
