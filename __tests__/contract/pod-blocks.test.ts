import fc from "fast-check";
import { subnet } from "../../constructs/contract/cidr";
import { type NodePoolSettings, nodePoolSchema } from "../../constructs/contract/node-pool";
import { podBlockProblems } from "../../constructs/contract/pod-blocks";

const division = { nodePrefix: 24, surgeNodes: () => 1 };

function poolsOf(...sizes: readonly number[]): NodePoolSettings[] {
  return sizes.map((maxNodes, place) =>
    nodePoolSchema.parse({
      name: `pool-${place}`,
      role: "workload",
      size: "small",
      minNodes: 0,
      maxNodes,
    }),
  );
}

test("a block that is too small is told with what the pools need", () => {
  expect(podBlockProblems("100.64.0.0/22", poolsOf(3, 2), division, "dev.network.podCidr")).toEqual([
    {
      path: "dev.network.podCidr",
      value: "100.64.0.0/22",
      problem: "has room for the pods of 4 nodes, and the pools can grow to 7 while they are upgraded",
      allowed: "a prefix length of /21 or less, because each node gets a /24",
      mend: "use a /21, or lower maxNodes",
    },
  ]);
});

test("a block as large as the pools passes, and one node more does not", () => {
  expect(podBlockProblems("100.64.0.0/22", poolsOf(3), division, "")).toEqual([]);
  expect(podBlockProblems("100.64.0.0/22", poolsOf(4), division, "")).toHaveLength(1);
});

test("a block that is smaller than a node's part has room for none", () => {
  expect(podBlockProblems("100.64.0.0/25", poolsOf(1), division, "")[0]?.problem).toContain("of 0 nodes");
});

test("the surge is asked of each pool by its own size", () => {
  const tenth = { nodePrefix: 24, surgeNodes: (maxNodes: number) => Math.ceil(maxNodes / 10) };
  expect(podBlockProblems("100.64.0.0/20", poolsOf(10, 4), tenth, "")).toEqual([]);
  expect(podBlockProblems("100.64.0.0/20", poolsOf(11, 4), tenth, "")[0]?.problem).toContain("grow to 18");
});

test("a block that holds the pools must hold what the cloud makes with the cluster, too", () => {
  const withFirst = { ...division, minimumNodes: 3 };
  expect(podBlockProblems("100.64.0.0/22", poolsOf(1), withFirst, "")).toEqual([]);
  expect(podBlockProblems("100.64.0.0/23", poolsOf(1), withFirst, "")).toEqual([
    expect.objectContaining({
      problem: "has room for the pods of 2 nodes, and the cluster begins with 3",
      allowed: "a prefix length of /22 or less, because each node gets a /24",
      mend: "use a /22",
    }),
  ]);
});

test("what is allowed holds the pools, and a block of half of it does not", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 17, max: 26 }),
      (sizes, length) => {
        const [problem] = podBlockProblems(
          subnet("100.64.0.0/10", length, 0),
          poolsOf(...sizes),
          division,
          "",
        );
        if (problem === undefined) return;
        const needed = Number(/use a \/(\d+)/.exec(problem.mend)?.[1]);
        expect(podBlockProblems(`10.0.0.0/${needed}`, poolsOf(...sizes), division, "")).toEqual([]);
        expect(podBlockProblems(`10.0.0.0/${needed + 1}`, poolsOf(...sizes), division, "")).toHaveLength(1);
      },
    ),
  );
});
