// The s3 backend on stores that aren't AWS, with nothing exported but keys.
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CommandResult } from "../../../scripts/commands";
import { exampleProject } from "../../examples";
import { addContendedStack, contendedStack, release, untilHolding } from "../contended-stack";
import { patience, World } from "../world";
import { describeUse } from "./describe-use";
import { hetzner, makeBucket, r2 } from "./hand-made-bucket";
import { type BackendUse, useBackend } from "./store-life";

const stores = { hetzner, r2 };
const names = ["hetzner", "r2"] as const;

let world: World;
const uses = new Map<string, BackendUse>();
const withoutChecksumFile = new Map<string, CommandResult>();

/** An apply whose generated file says nothing of checksums. */
async function applyWithoutChecksums(name: (typeof names)[number]): Promise<CommandResult> {
  const project = { ...exampleProject({ stateBackend: stores[name].stateBackend }), name: `bare-${name}` };
  const meeting = path.join(world.folder, `bare-${name}`);
  makeBucket(world, stores[name], project.name);
  const folder = world.synthesize(project.name, project, [], (app, checked) =>
    addContendedStack(app, checked, meeting),
  );
  release(meeting);
  const stack = world.terraform(folder, contendedStack);
  writeFileSync(path.join(stack.folder, "s3-checksums.ini"), "");
  await stack.init();
  return stack.run("apply", "-auto-approve", "-input=false");
}

beforeAll(async () => {
  world = await World.withCloud("111122223333");
  for (const name of names) {
    const project = `acme-${name}`;
    makeBucket(world, stores[name], project);
    uses.set(name, await useBackend(world, { name: project, stateBackend: stores[name].stateBackend }));
    withoutChecksumFile.set(name, await applyWithoutChecksums(name));
  }
}, patience);
afterAll(() => world.close(), patience);

describe.each(names)("%s", (name) => {
  describeUse(() => {
    const use = uses.get(name);
    if (use === undefined) throw new Error(`nothing was seen of ${name}`);
    return use;
  }, false);

  test("no variable speaks of checksums, and without the generated file the lock can't be taken", () => {
    expect(Object.keys(world.environment).filter((variable) => variable.includes("CHECKSUM"))).toEqual([]);
    const refused = withoutChecksumFile.get(name);
    expect(refused?.exitCode).toBe(1);
    expect(refused?.output).toContain(
      name === "r2" ? "STREAMING-UNSIGNED-PAYLOAD-TRAILER not implemented" : "XAmzContentSHA256Mismatch",
    );
  });
});

test(
  "on a store that ignores conditional writes both of two applies run, and the work of one is lost",
  async () => {
    const host = new URL(hetzner.endpoint).host;
    const careless = await World.withCloud("111122223333", { ignoringConditionalWrites: [host] });
    try {
      const project = { ...exampleProject({ stateBackend: hetzner.stateBackend }), name: "careless" };
      const meeting = path.join(careless.folder, "meeting");
      makeBucket(careless, hetzner, project.name);
      const folder = careless.synthesize(project.name, project, [], (app, checked) =>
        addContendedStack(app, checked, meeting),
      );
      const stack = careless.terraform(folder, contendedStack);
      await stack.init();
      const first = stack.start("apply", "-auto-approve", "-input=false");
      await untilHolding(meeting, first);
      rmSync(path.join(meeting, "holding"));
      const second = stack.start("apply", "-auto-approve", "-input=false");
      await untilHolding(meeting, second);
      release(meeting);
      const made = [await first.result, await second.result].map(
        ({ output }) => /terraform_data\.wait: Creation complete .*\[id=(\S+)\]/.exec(output)?.[1],
      );
      expect(new Set(made).size).toBe(2);
      expect(made).not.toContain(undefined);
      const { stdout } = await stack.run("state", "pull");
      expect(made.filter((id) => id !== undefined && stdout.includes(id))).toHaveLength(1);
    } finally {
      await careless.close();
    }
  },
  patience,
);
