import fc from "fast-check";
import { readConfiguration } from "../../constructs/configuration/configuration";
import { ConfigurationError } from "../../constructs/contract/problem";
import { type Changes, changed, dev, existingNetwork, project } from "./valid-configuration";

/** What JavaScript can hold, among it what no JSON can. */
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  maxDepth: 2,
});

/** Every path of a value, itself excluded. */
function pathsOf(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]) => {
    const own = path === "" ? field : `${path}.${field}`;
    return [own, ...pathsOf(inner, own)];
  });
}

/** Reads a configuration whatever it is; only a ConfigurationError may come of it. */
function problemsIn(projectInput: unknown, environments: readonly unknown[]): number {
  const inputs = { project, environments: [dev] };
  Reflect.set(inputs, "project", projectInput);
  Reflect.set(inputs, "environments", environments);
  try {
    readConfiguration(inputs.project, inputs.environments);
    return 0;
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.length;
    throw error;
  }
}

test("whatever stands in place of the project is refused", () => {
  fc.assert(
    fc.property(anything, (value) => {
      expect(problemsIn(value, [dev])).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test("whatever stands in place of an environment is refused", () => {
  fc.assert(
    fc.property(anything, (value) => {
      expect(problemsIn(project, [dev, value])).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

const withExisting = changed(dev, { network: existingNetwork });
const full = {
  project: changed(project, {
    "stateBackend.objectLock": { mode: "GOVERNANCE", days: 7 },
    "stateBackend.retention": { noncurrentDays: 30, noncurrentVersions: 3 },
    "clouds.aws.environments": { dev: { adminPrincipals: ["arn:aws:iam::123456789012:user/ann"] } },
  }),
  dev: changed(dev, {
    tags: { team: "a" },
    "kubernetesCluster.nodePools.1.labels": { team: "a" },
    "kubernetesCluster.nodePools.1.taints": [{ key: "a", value: "b", effect: "NoSchedule" }],
    "kubernetesCluster.nodePools.1.zones": [1],
  }),
};

/** Some fields, and what stands there instead. */
function someOf(paths: readonly string[]): fc.Arbitrary<Changes> {
  const change = fc.tuple(fc.constantFrom(...paths), anything);
  // The longest path first, so that no change removes another one's place.
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) => Object.fromEntries(changes.sort(([a], [b]) => b.length - a.length)));
}

test("whatever stands in place of some of a project's fields leads to no other error", () => {
  fc.assert(
    fc.property(someOf(pathsOf(full.project)), (changes) => {
      problemsIn(changed(full.project, changes), [full.dev]);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["an environment's", full.dev],
  ["an existing network's", withExisting],
])("whatever stands in place of some of %s fields leads to no other error", (_, environment) => {
  fc.assert(
    fc.property(someOf(pathsOf(environment)), (changes) => {
      problemsIn(full.project, [changed(environment, changes)]);
    }),
    { numRuns: 1000 },
  );
});

test("a value that holds itself is refused all the same", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  expect(problemsIn(project, [changed(dev, { zones: circle })])).toBe(1);
});
