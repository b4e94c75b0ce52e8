import { probeConditionalWrites } from "../../cli/probe";
import type { ConditionalWrites } from "../../cli/stores/state-client";

/** A store in memory that may be wrong in one way. */
function store(
  fault?: "ignores the condition" | "remembers what was removed" | "lets two of those at once in",
) {
  const objects = new Set<string>();
  const waits = { count: 0 };
  const writes: ConditionalWrites = {
    create: async (name) => {
      const isThere = objects.has(name);
      waits.count += 1;
      // A store that looks first and writes later.
      if (fault === "lets two of those at once in") await new Promise((resolve) => setImmediate(resolve));
      objects.add(name);
      return fault === "ignores the condition" || !isThere;
    },
    remove: async (name) => {
      if (fault !== "remembers what was removed") objects.delete(name);
    },
  };
  return { writes, objects };
}

async function broken(fault?: Parameters<typeof store>[0]): Promise<readonly string[]> {
  const rules = await probeConditionalWrites(store(fault).writes);
  return rules.filter(({ isKept }) => !isKept).map(({ rule }) => rule);
}

test("a store that keeps its word passes, and keeps nothing else", async () => {
  const { writes, objects } = store();
  const rules = await probeConditionalWrites(writes);
  expect(rules.map(({ isKept }) => isKept)).toEqual([true, true, true, true]);
  expect([...objects]).toEqual([]);
});

test("a store that ignores the condition is found out", async () => {
  expect(await broken("ignores the condition")).toEqual([
    "one that is there can not be created again",
    "of 12 that create one at once, one succeeds",
  ]);
});

test("a store from which nothing goes is found out", async () => {
  expect(await broken("remembers what was removed")).toEqual(["one that was removed can be created again"]);
});

test("a store whose check and write are two steps is found out by the contenders alone", async () => {
  expect(await broken("lets two of those at once in")).toEqual([
    "of 12 that create one at once, one succeeds",
  ]);
});

test("what a failing probe made is removed", async () => {
  const removed: string[] = [];
  const writes: ConditionalWrites = {
    create: () => Promise.reject(new Error("500")),
    remove: async (name) => void removed.push(name),
  };
  await expect(probeConditionalWrites(writes)).rejects.toThrow("500");
  expect(removed).toHaveLength(2);
});
