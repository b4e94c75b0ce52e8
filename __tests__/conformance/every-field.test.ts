// No field of the contract is dropped in silence: another value in it changes what Terraform reads, or is refused with
// the field's name, on every cloud.
import fc from "fast-check";
import { cloudNames } from "../../constructs/contract/project";
import type { Changes } from "../configuration/valid-configuration";
import { wishOn } from "./wishes/arbitraries";
import { changesByField } from "./wishes/changes";
import { contractFields, fieldsOn } from "./wishes/fields";
import { isAbout, outcomeOf } from "./wishes/outcome";
import { subjectOf } from "./wishes/subject";
import { read, type Synthesized, synthesized, type Wish } from "./wishes/wish";

/** Wishes in which each field is changed and synthesized, on each cloud. */
const trialsPerField = 3;

test("another value is known for each field of the contract, and for nothing else", () => {
  expect(Object.keys(changesByField).sort()).toEqual(contractFields().sort());
});

test.each([
  ["environment.network.natMode", "dev.network.natMode", true],
  ["environment.network.natMode", "dev.network", false],
  ["environment.network.natMode", "dev.network.cidr", false],
  ["environment.network.natMode", "prod.network.natMode", false],
  ["environment.kubernetesCluster.maintenanceWindow.day", "dev.kubernetesCluster.maintenanceWindow", true],
  ["environment.kubernetesCluster.nodePools.*.size", "dev.kubernetesCluster.nodePools.a.size", true],
  ["environment.kubernetesCluster.nodePools.*.size", "dev.kubernetesCluster.nodePools", true],
  ["environment.kubernetesCluster.nodePools.*.size", "dev.kubernetesCluster.nodePools.a.zones", false],
  ["environment.tags", "dev.tags.team", true],
  ["project.clouds.*.tenant", "project.clouds.aws.tenant", true],
  ["project.clouds.*.tenant", "project.clouds.aws.region", false],
])("a problem of %s is told at %s: %s", (field, path, expected) => {
  expect(isAbout(field, path, "dev")).toBe(expected);
});

describe.each(cloudNames)("on %s", (cloud) => {
  const fields = fieldsOn(cloud);

  test("thousands of valid wishes are read, and a change of any field is read as another wish, or refused by name", () => {
    fc.assert(
      fc.property(wishOn(cloud), fc.constantFrom(...fields), (wish, field) => {
        const before = read(wish);
        const changes = changesByField[field]?.(subjectOf(wish, before));
        if (changes === undefined) return;
        const outcome = outcomeOf(wish, field, changes);
        if (outcome.is === "read") expect(outcome.read).not.toEqual(before);
        else expect(outcome).toEqual({ is: "refused" });
      }),
      { numRuns: 2000 },
    );
  });

  test("each field has an effect, or is refused by name", () => {
    const effects = effectsOf(fields, fc.sample(wishOn(cloud), { seed: 3, numRuns: 100 }));
    const unknown = Object.entries(effects).filter(([, found]) => !found.every((one) => isKnown(one)));
    expect(unknown).toEqual([]);
    expect(Object.entries(effects).filter(([, found]) => found.length === 0)).toEqual([]);
    expect(
      Object.fromEntries(Object.entries(effects).map(([field, found]) => [field, found.join(" or ")])),
    ).toMatchSnapshot();
  });
});

/** Outcomes that drop nothing in silence: what is made changes, or only what the outputs say of it. */
const known = ["effect", "output", "refused"];

function isKnown(effect: string): boolean {
  return known.includes(effect);
}

/** By field, what its changes came to. */
function effectsOf(fields: readonly string[], wishes: readonly Wish[]): Record<string, string[]> {
  const trials = new Map<string, string[]>(fields.map((field) => [field, []]));
  for (const wish of wishes) {
    const open = fields.filter((field) => (trials.get(field)?.length ?? 0) < trialsPerField);
    if (open.length === 0) break;
    const before = read(wish);
    const subject = subjectOf(wish, before);
    const stack = synthesized(before);
    for (const field of open) {
      const changes = changesByField[field]?.(subject);
      if (changes !== undefined) trials.get(field)?.push(effectOf(wish, field, changes, stack));
    }
  }
  return Object.fromEntries([...trials].map(([field, found]) => [field, [...new Set(found)].sort()]));
}

function effectOf(wish: Wish, field: string, changes: Changes, before: Synthesized): string {
  const outcome = outcomeOf(wish, field, changes);
  if (outcome.is === "refused") return "refused";
  if (outcome.is !== "read") return `${outcome.is}: ${JSON.stringify(outcome.problems)}`;
  const after = synthesized(outcome.read);
  if (after.content !== before.content) return "effect";
  return after.outputs === before.outputs ? "none" : "output";
}
