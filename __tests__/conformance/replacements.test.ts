import { SynthesizedStack } from "../synthesized";
import { replacements } from "./replacements";

function stack(resource: object): SynthesizedStack {
  const text = JSON.stringify({ terraform: { required_providers: {} }, provider: {}, resource });
  return new SynthesizedStack("test", text);
}

const before = stack({ a_type: { one: { x: 1, block: { list: [1], text: "t" }, depends_on: ["a"] } } });

test("what is added is no replacement", () => {
  const after = stack({
    a_type: { one: { x: 1, block: { list: [1], text: "t" }, depends_on: ["a", "b"] }, two: {} },
  });
  expect(replacements(before, after, {})).toEqual([]);
});

test("a resource that is gone is one", () => {
  expect(replacements(before, stack({}), {})).toEqual([{ address: "a_type.one", changed: [] }]);
});

test("a changed, added or removed argument is one, unless it is known to change in place", () => {
  const after = stack({ a_type: { one: { y: 2, block: { list: [1, 2], text: "t" }, depends_on: ["a"] } } });
  expect(replacements(before, after, { a_type: ["x"] })).toEqual([
    { address: "a_type.one", changed: ["block.list", "y"] },
  ]);
  expect(replacements(before, after, { a_type: ["x", "y", "block.list"] })).toEqual([]);
});
