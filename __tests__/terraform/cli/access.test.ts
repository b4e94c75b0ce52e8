// What keeps `hera` from a store, each with a text and an exit code of its own.
import { symlinkSync } from "node:fs";
import path from "node:path";
import { runCommand } from "../../../scripts/commands";
import { projectRoot } from "../../../scripts/host";
import { exampleProject } from "../../examples";
import { patience } from "../world";
import { bucket, HeraWorld } from "./hera-world";

jest.setTimeout(patience);

let world: HeraWorld;
beforeAll(async () => {
  world = await HeraWorld.make();
  world.describe(exampleProject());
}, patience);
afterAll(() => world.close(), patience);

/** Every command that goes to the store. */
const commands: readonly (readonly string[])[] = [
  ["probe", "dev"],
  ["history", "dev"],
  ["backup", "dev"],
  ["recover", "dev", "--force"],
  ["unlock", "dev", "--force"],
  ["migrate", "dev", "--from", "local:present.tfstate"],
];

test.each(commands)("hera state %s: a missing bucket", async (...words) => {
  const { exitCode, output } = await world.hera("state", ...words);
  expect([exitCode, output]).toEqual([4, expect.stringContaining("the bucket doesn't exist")]);
  expect(output).not.toMatch(/\n +at /);
});

test("no credentials", async () => {
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...environment } = world.environment;
  const { exitCode, output } = await world.heraIn(environment, "state", "history", "dev");
  expect([exitCode, output]).toEqual([6, expect.stringContaining("no credentials were found")]);
});

test("no network", async () => {
  const nowhere = "http://127.0.0.1:9";
  const environment = { ...world.environment, HTTPS_PROXY: nowhere, https_proxy: nowhere };
  const { exitCode, output } = await world.heraIn(environment, "state", "history", "dev");
  expect([exitCode, output]).toEqual([7, expect.stringContaining("the store can't be reached")]);
});

test("a certificate that nobody vouches for", async () => {
  const { AWS_CA_BUNDLE: _, NODE_EXTRA_CA_CERTS: __, ...environment } = world.environment;
  const { exitCode, output } = await world.heraIn(environment, "state", "history", "dev");
  expect([exitCode, output]).toEqual([7, expect.stringContaining("certificate is not trusted")]);
});

test("a bucket without versions has no history, and its probe is passed", async () => {
  world.store(["make-bucket", bucket, "unversioned"]);
  world.store(["put", bucket, "dev/dev.tfstate"], '{"version":4,"serial":1,"lineage":"a","resources":[]}');
  const none = await world.hera("state", "history", "dev");
  expect([none.exitCode, none.output]).toEqual([4, expect.stringContaining("keeps no versions")]);

  const backup = await world.hera("state", "backup", "dev");
  expect([backup.exitCode, backup.stdout]).toEqual([
    0,
    expect.stringMatching(new RegExp(`^s3://${bucket}/backups/dev/dev-1-.*\\.tfstate$`)),
  ]);
  world.store(["put", bucket, "dev/dev.tfstate"], '{"version":4,"serial":2,"lineage":"a","resources":[]}');
  const kept = await world.hera("state", "recover", "dev", "--force");
  expect([kept.exitCode, kept.output]).toEqual([0, expect.stringContaining("is restored, with serial 3")]);

  const probe = await world.hera("state", "probe", "--json");
  expect([probe.exitCode, JSON.parse(probe.stdout)]).toEqual([0, expect.any(Array)]);
  const scratch = await world.hera("state", "probe", "--bucket", bucket);
  expect([scratch.exitCode, scratch.stdout]).toEqual([0, expect.stringContaining(`s3://${bucket}/dev/`)]);
  expect(world.keys().filter((name) => name.includes("hera-probe"))).toEqual([]);
});

test("npx hera runs in the checkout, and knows its environments", async () => {
  symlinkSync(path.join(projectRoot(), "package-lock.json"), path.join(world.folder, "package-lock.json"));
  const { exitCode, output } = await runCommand({
    program: "npx",
    arguments: ["--no", "hera", "state", "history", "devv"],
    folder: world.folder,
    environment: world.environment,
  });
  expect([exitCode, output]).toEqual([2, expect.stringContaining('did you mean "dev"?')]);
});
