import {
  type NodePoolInput,
  type NodePoolSettings,
  nodeLabels,
  nodePoolSchema,
  nodeTaints,
} from "../../constructs/contract/node-pool";

function pool(input: Partial<NodePoolInput> = {}): NodePoolSettings {
  return nodePoolSchema.parse({
    name: "workload",
    role: "workload",
    size: "small",
    minNodes: 1,
    maxNodes: 2,
    ...input,
  });
}

const system = pool({ name: "system", role: "system" });
const reserved = { key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" };

describe("a pool's labels", () => {
  test("are its role and its own", () => {
    expect(nodeLabels(pool({ labels: { team: "a" } }))).toEqual({
      "hera/role": "workload",
      team: "a",
    });
  });

  test.each(["a", "A-b_c.d", "acme.example/team", "x".repeat(63), `${"d".repeat(253)}/${"n".repeat(63)}`])(
    "may have the key %s",
    (key) => {
      expect(pool({ labels: { [key]: "" } }).labels).toEqual({ [key]: "" });
    },
  );

  test.each([
    "",
    "-a",
    "a-",
    "a b",
    "/a",
    "a/",
    "a/b/c",
    "A/b",
    "x".repeat(64),
    `${"d".repeat(254)}/n`,
    "ü",
    "a=b",
  ])("may not have the key %j", (key) => {
    expect(nodePoolSchema.safeParse({ ...pool(), labels: { [key]: "" } }).success).toBe(false);
  });

  test.each(["", "a", "1", "A-b_c.d", "x".repeat(63)])("may have the value %j", (value) => {
    expect(pool({ labels: { team: value } }).labels).toEqual({ team: value });
  });

  test.each(["-", "a.", "a b", "a/b", "x".repeat(64), "ü"])("may not have the value %j", (value) => {
    expect(nodePoolSchema.safeParse({ ...pool(), labels: { team: value } }).success).toBe(false);
  });
});

describe("a pool's taints", () => {
  const dedicated = { key: "dedicated", value: "batch", effect: "NoSchedule" } as const;

  test("are its own", () => {
    expect(nodeTaints(pool({ taints: [dedicated] }), [system])).toEqual([dedicated]);
  });

  test("have an empty value where they have none", () => {
    const { key, effect } = dedicated;
    expect(nodeTaints(pool({ taints: [{ key, effect }] }), [system])).toEqual([{ key, value: "", effect }]);
  });

  test("keep workloads off a system pool where another pool takes them", () => {
    expect(nodeTaints(system, [system, pool()])).toEqual([reserved]);
  });

  test("let workloads onto a system pool that is alone, or beside its like", () => {
    expect(nodeTaints(system, [system])).toEqual([]);
    expect(nodeTaints(system, [system, pool({ name: "system-2", role: "system" })])).toEqual([]);
  });

  test("of a system pool come after the one that reserves it", () => {
    const tainted = pool({ name: "system", role: "system", taints: [dedicated] });
    expect(nodeTaints(tainted, [tainted, pool()])).toEqual([reserved, dedicated]);
  });
});

describe("a pool's name", () => {
  test.each(["a", "ab", "pool-1", "p".repeat(32)])("may be %s", (name) => {
    expect(pool({ name }).name).toBe(name);
  });

  test.each(["", "-a", "a-", "1a", "A", "a_b", "a.b", "p".repeat(33)])("may not be %j", (name) => {
    expect(nodePoolSchema.safeParse({ ...pool(), name }).success).toBe(false);
  });
});
