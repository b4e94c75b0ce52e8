import type { DraftEnvironment } from "../../../constructs/contract/environment";
import { type NodePoolInput, nodePoolSchema } from "../../../constructs/contract/node-pool";
import { hetznerK3sProblems } from "../../../constructs/kubernetes-cluster/hetzner-k3s/hetzner-k3s-checks";
import { spotPool, systemPool } from "../../examples";

/** What is wrong with pools in locations, where nothing else of the environment could be read. */
function problemsOf(pools: readonly NodePoolInput[], zones: readonly string[]) {
  const draft: DraftEnvironment = {
    name: "dev",
    cloud: "aws",
    tags: {},
    overrides: { hetzner: {} },
    zones,
    nodePools: pools.map((pool) => nodePoolSchema.parse(pool)),
    hasAllNodePools: true,
  };
  return hetznerK3sProblems(draft, "acme-dev");
}

test("what can be had is accepted", () => {
  expect(problemsOf([systemPool, spotPool], ["fsn1", "nbg1", "hel1"])).toEqual([]);
});

test("a location that sells no ARM is told of with the pool's architecture", () => {
  expect(problemsOf([{ ...systemPool, architecture: "arm64" }], ["fsn1", "ash"])).toEqual([
    {
      path: "dev.kubernetesCluster.nodePools.system.architecture",
      value: "arm64",
      problem: "has no small size in ash: cax21 is not sold there",
      allowed: "in fsn1, nbg1, hel1",
      mend: "leave ash out of the pool's zones, or choose another architecture",
    },
  ]);
});

test("a location that doesn't sell a pool's own type is told of with the type", () => {
  const { size: _, ...pool } = systemPool;
  expect(problemsOf([{ ...pool, instanceTypes: ["cx33"], zones: [2] }], ["fsn1", "sin"])).toEqual([
    {
      path: "dev.kubernetesCluster.nodePools.system.instanceTypes",
      value: "cx33",
      problem: "is not sold in sin",
      allowed: "in fsn1, nbg1, hel1",
      mend: "leave sin out of the pool's zones, or choose another type",
    },
  ]);
});

test("a pool that stays out of such a location is accepted", () => {
  expect(problemsOf([{ ...systemPool, architecture: "arm64", zones: [1] }], ["fsn1", "ash"])).toEqual([]);
});

test("more placement groups than a project takes are refused", () => {
  const pools = Array.from({ length: 17 }, (_, place) => ({
    ...systemPool,
    name: `pool${place}`,
    minNodes: 3,
    maxNodes: 3,
  }));
  expect(problemsOf(pools, ["fsn1", "nbg1", "hel1"])).toEqual([
    {
      path: "dev.kubernetesCluster.nodePools",
      value: 17,
      problem: "are too many pools: they need 52 placement groups",
      allowed: "50 groups, of which each pool takes one in a zone for every 10 of its minNodes",
      mend: "join pools, lower minNodes, or keep pools to fewer zones",
    },
  ]);
});
