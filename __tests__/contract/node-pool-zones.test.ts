import fc from "fast-check";
import { type NodePoolSettings, nodePoolSchema } from "../../constructs/contract/node-pool";
import { nodesByZone } from "../../constructs/contract/node-pool-zones";

const zones = ["a", "b", "c", "d", "e", "f"];

function pool(minNodes: number, maxNodes: number, own?: readonly number[]): NodePoolSettings {
  const input = { name: "workload", role: "workload", size: "small", minNodes, maxNodes };
  return nodePoolSchema.parse(own === undefined ? input : { ...input, zones: own });
}

/** Each zone with its share: `a 1-3`. */
function shares(settings: NodePoolSettings, zoneCount: number): string[] {
  return nodesByZone(settings, zones.slice(0, zoneCount)).map(
    ({ zone, minNodes, maxNodes }) => `${zone} ${minNodes}-${maxNodes}`,
  );
}

test.each([
  { what: "an even number is divided evenly", of: pool(3, 9), among: 3, are: ["a 1-3", "b 1-3", "c 1-3"] },
  { what: "what is left over goes to the first", of: pool(2, 8), among: 3, are: ["a 1-3", "b 1-3", "c 0-2"] },
  { what: "no node at the least is none anywhere", of: pool(0, 4), among: 2, are: ["a 0-2", "b 0-2"] },
  { what: "a zone without a node has no part", of: pool(1, 2), among: 3, are: ["a 1-1", "b 0-1"] },
  { what: "one node is in the first zone", of: pool(1, 1), among: 6, are: ["a 1-1"] },
  { what: "a pool in one zone is there as a whole", of: pool(2, 7, [2]), among: 3, are: ["b 2-7"] },
  { what: "own zones divide it alone", of: pool(1, 5, [1, 3]), among: 3, are: ["a 1-3", "c 0-2"] },
  { what: "own zones count in their order", of: pool(1, 5, [3, 1]), among: 3, are: ["c 1-3", "a 0-2"] },
])("$what", ({ of, among, are }) => {
  expect(shares(of, among)).toEqual(are);
});

test("one more zone takes its share from the others", () => {
  expect(shares(pool(3, 6), 2)).toEqual(["a 2-3", "b 1-3"]);
  expect(shares(pool(3, 6), 3)).toEqual(["a 1-2", "b 1-2", "c 1-2"]);
});

const limits = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
  .map(([one, other]) => ({ minNodes: Math.min(one, other), maxNodes: Math.max(one, other) }));
const zoneCounts = fc.integer({ min: 1, max: zones.length });
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const byPlace = (settings: NodePoolSettings, zoneCount: number) =>
  nodesByZone(settings, zones.slice(0, zoneCount));

/** Any pool in an environment of all six zones: in all of them, or in some of its own. */
const anyPool = fc
  .tuple(limits, fc.option(fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 1 }), { nil: undefined }))
  .map(([{ minNodes, maxNodes }, own]) => pool(minNodes, maxNodes, own));

test("the shares make up the pool, and are even, each of at least one node", () => {
  fc.assert(
    fc.property(anyPool, (settings) => {
      const found = byPlace(settings, 6);
      const own = settings.zones?.map((place) => zones[place - 1]) ?? zones;
      expect(sum(found.map(({ minNodes }) => minNodes))).toBe(settings.minNodes);
      expect(sum(found.map(({ maxNodes }) => maxNodes))).toBe(settings.maxNodes);
      expect(found.map(({ zone }) => zone)).toEqual(own.slice(0, settings.maxNodes));
      for (const nodes of [found.map(({ minNodes }) => minNodes), found.map(({ maxNodes }) => maxNodes)]) {
        // Never rising from zone to zone, and by one at the most apart.
        expect(nodes).toEqual([...nodes].sort((a, b) => b - a));
        expect(Math.max(...nodes) - Math.min(...nodes)).toBeLessThanOrEqual(1);
      }
      for (const { minNodes, maxNodes } of found) {
        expect(minNodes).toBeLessThanOrEqual(maxNodes);
        expect(maxNodes).toBeGreaterThan(0);
      }
    }),
    { numRuns: 1000 },
  );
});

test("one more node at the least or the most takes none from any zone", () => {
  fc.assert(
    fc.property(limits, zoneCounts, ({ minNodes, maxNodes }, zoneCount) => {
      fc.pre(maxNodes < 1000);
      const before = byPlace(pool(minNodes, maxNodes), zoneCount);
      const after = byPlace(pool(minNodes + 1, maxNodes + 1), zoneCount);
      before.forEach((share, place) => {
        expect(after[place]?.zone).toBe(share.zone);
        expect(after[place]?.minNodes).toBeGreaterThanOrEqual(share.minNodes);
        expect(after[place]?.maxNodes).toBeGreaterThanOrEqual(share.maxNodes);
      });
    }),
    { numRuns: 1000 },
  );
});

test("one more zone keeps every zone that has a part, gives it no more, and stands behind them", () => {
  fc.assert(
    fc.property(limits, zoneCounts, ({ minNodes, maxNodes }, zoneCount) => {
      fc.pre(zoneCount < zones.length);
      const before = byPlace(pool(minNodes, maxNodes), zoneCount);
      const after = byPlace(pool(minNodes, maxNodes), zoneCount + 1);
      before.forEach((share, place) => {
        expect(after[place]?.zone).toBe(share.zone);
        expect(after[place]?.minNodes).toBeLessThanOrEqual(share.minNodes);
        expect(after[place]?.maxNodes).toBeLessThanOrEqual(share.maxNodes);
      });
      expect(after.slice(before.length).every(({ zone }) => zone === zones[zoneCount])).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("one more zone leaves a pool with zones of its own as it is", () => {
  const own = pool(2, 7, [2, 1]);
  expect(byPlace(own, 3)).toEqual(byPlace(own, 2));
});
