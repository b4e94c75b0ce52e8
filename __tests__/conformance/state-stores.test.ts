// Every store in every locking and every layout that it has: one place for each state, and the place that bootstrap makes.
import { stateLayouts, stateStoreNames } from "../../constructs/contract/state-backend";
import { stateStores } from "../../constructs/state-stores";
import { exampleEnvironment, exampleProject } from "../examples";
import { type SynthesizedStack, stackOf, synthesize } from "../synthesized";
import { storeReadings } from "./readings/readings";

const environments = ["dev", "prod"];
const cases = stateStoreNames.flatMap((store) =>
  stateStores[store].capabilities.lockings.flatMap((locking) =>
    stateLayouts.map((layout) => ({ store, locking, layout })),
  ),
);

/** The bucket or container, and the key or prefix within it. */
function placeOf({ backend: { settings } }: SynthesizedStack): readonly [string, string] {
  return [String(settings.bucket ?? settings.container_name), String(settings.key ?? settings.prefix)];
}

function made(bootstrap: SynthesizedStack, one: string, each: string, environment: string): unknown {
  const ofEach = bootstrap.outputs[each];
  const own = typeof ofEach === "object" && ofEach !== null ? Reflect.get(ofEach, environment) : undefined;
  return own ?? bootstrap.outputs[one];
}

describe.each(cases)("$store, $locking, $layout", ({ store, locking, layout }) => {
  const read = storeReadings[store];
  const project = exampleProject({ stateBackend: { ...read.stateBackend, locking, layout } });
  const app = synthesize(
    project,
    environments.map((name) => exampleEnvironment(name)),
  );
  const bootstrap = stackOf(app, "bootstrap");
  const [dev, prod] = [stackOf(app, "dev"), stackOf(app, "prod")];

  test.each([dev, prod])("the state of $name is where bootstrap makes room for it", (stack) => {
    const [bucket, key] = placeOf(stack);
    expect(bucket).toBe(made(bootstrap, "bucket", "environmentBuckets", stack.name));
    expect(key.startsWith(`${stack.name}/${stack.name}`)).toBe(true);
    expect(bootstrap.text).toContain(JSON.stringify(bucket));
  });

  test("no two environments share a place, and only the layout shared shares a bucket", () => {
    expect(placeOf(dev)).not.toEqual(placeOf(prod));
    expect(placeOf(dev)[0] === placeOf(prod)[0]).toBe(layout === "shared");
  });

  test("each locking that was asked for is in the backend, and no other", () => {
    expect(read.isLocked(dev)).toBe(true);
    const { dynamodb_table: table, use_lockfile: usesLockfile = false } = dev.backend.settings;
    const hasTable = locking !== "lockfile";
    expect(table).toBe(hasTable ? made(bootstrap, "lockTable", "environmentLockTables", "dev") : undefined);
    expect(usesLockfile).toBe(read.backend === "s3" && locking !== "dynamodb");
  });

  test("nothing that holds state can be destroyed by accident", () => {
    const unprotected = stackOf(
      synthesize(
        exampleProject({
          stateBackend: { ...read.stateBackend, locking, layout, deletionProtection: false },
        }),
        environments.map((name) => exampleEnvironment(name)),
      ),
      "bootstrap",
    );
    const protections = (stack: SynthesizedStack) => stack.text.split('"prevent_destroy": true').length - 1;
    expect(protections(bootstrap)).toBeGreaterThanOrEqual(layout === "shared" ? 1 : environments.length);
    expect(protections(unprotected)).toBe(0);
  });
});
