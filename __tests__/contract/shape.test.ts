import { z } from "zod";
import { ruled } from "../../constructs/contract/rule";
import { nearest, parse, valueAt } from "../../constructs/contract/shape";

describe("the word that was meant", () => {
  const words = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

  test.each([
    ["NoSchedul", "NoSchedule"],
    ["NO_SCHEDULE", "NoSchedule"],
    ["noexecute", "NoExecute"],
    ["prefernoshedule", "PreferNoSchedule"],
  ])("is found for %s", (word, meant) => {
    expect(nearest(word, words)).toBe(`did you mean "${meant}"?`);
  });

  test.each(["", "Evict", "No", "Schedule it never"])("is not guessed for %j", (word) => {
    expect(nearest(word, words)).toBe("use an allowed one");
  });

  test("is the closest of several", () => {
    expect(nearest("podCidrs", ["cidr", "serviceCidr", "podCidr"])).toBe('did you mean "podCidr"?');
  });

  test("is the first of those that are equally close", () => {
    expect(nearest("eu-west-9", ["eu-west-1", "eu-west-2"])).toBe('did you mean "eu-west-1"?');
  });

  test("is none where there are no words, and the caller says what to do then", () => {
    expect(nearest("a", [], "remove it")).toBe("remove it");
  });
});

describe("a value held against a schema", () => {
  const shape = z.strictObject({
    name: z.string(),
    log: z.union([z.literal("off"), z.strictObject({ days: z.number() })]).default("off"),
    pools: z
      .array(z.strictObject({ size: z.enum(["small", "large"]) }))
      .readonly()
      .optional(),
    labels: z.record(z.string(), z.strictObject({ value: z.string() })).default({}),
  });

  /** The paths of the problems, with what is to be done about each. */
  function mends(value: unknown): string[] {
    return parse(shape, value, "it").problems.map(({ path, mend }) => `${path}: ${mend}`);
  }

  test("is given with its defaults where it has no problem", () => {
    expect(parse(shape, { name: "a" }, "it")).toEqual({
      value: { name: "a", log: "off", labels: {} },
      problems: [],
    });
  });

  test("is told of as missing where nothing is", () => {
    expect(parse(shape, {}, "it").problems).toEqual([
      { path: "it.name", problem: "is missing", allowed: "text", mend: "add the field" },
    ]);
  });

  test("has the unknown fields of every depth told with what was meant", () => {
    expect(mends({ name: "a", pool: [] })).toEqual(['it.pool: did you mean "pools"?']);
    expect(mends({ name: "a", pools: [{ size: "small", siz: 1 }] })).toEqual([
      'it.pools.0.siz: did you mean "size"?',
    ]);
    expect(mends({ name: "a", labels: { team: { value: "a", valeu: "b" } } })).toEqual([
      'it.labels.team.valeu: did you mean "value"?',
    ]);
  });

  test("has every problem told, not the first one only", () => {
    expect(mends({ name: 1, pools: [{ size: "Large" }, { size: "tiny" }, 7] })).toEqual([
      "it.name: write it as text, in quotes",
      'it.pools.0.size: did you mean "large"?',
      "it.pools.1.size: use an allowed one",
      "it.pools.2: write it as an object, in { }",
    ]);
  });

  test("has the problems of the alternative told that was meant", () => {
    expect(mends({ name: "a", log: { days: "7" } })).toEqual([
      "it.log.days: write it as a number, without quotes",
    ]);
    expect(mends({ name: "a", log: { days: 7, dayz: 7 } })).toEqual(['it.log.dayz: did you mean "days"?']);
  });

  test("has all alternatives told where none was meant", () => {
    expect(parse(shape, { name: "a", log: true }, "it").problems).toEqual([
      {
        path: "it.log",
        value: true,
        problem: "is not allowed",
        allowed: '"off" or an object with days',
        mend: "use one of these",
      },
    ]);
  });

  test("has a rule's own words told unchanged, and a mend made from the value", () => {
    const even = ruled(z.number(), {
      holds: (value) => value % 2 === 0,
      problem: "is odd",
      allowed: "even numbers",
      mend: (value) => `use ${value + 1}`,
    });
    expect(parse(even, 3, "it").problems).toEqual([
      { path: "it", value: 3, problem: "is odd", allowed: "even numbers", mend: "use 4" },
    ]);
  });
});

test.each([
  [{ a: [{ b: 1 }] }, ["a", 0, "b"], 1],
  [{ a: null }, ["a", "b"], undefined],
  [undefined, ["a"], undefined],
  ["text", ["length"], undefined],
  [7, [], 7],
])("of %j at %j stands %j", (value, path, found) => {
  expect(valueAt(value, path)).toEqual(found);
});
