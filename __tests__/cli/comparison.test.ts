import { assertArrived, judgeTarget } from "../../cli/migration/comparison";
import { readState } from "../../cli/state-file";

/** A state with a resource, unless `id` is empty. */
function text(serial: number, id: string, lineage = "abc"): Buffer {
  const resource = { mode: "managed", type: "aws_vpc", name: "main", instances: [{ attributes: { id } }] };
  return Buffer.from(JSON.stringify({ version: 4, serial, lineage, resources: id === "" ? [] : [resource] }));
}

const place = "s3://a/b";
const content = text(7, "one");
const source = readState(content, place);

test.each([
  ["nothing in it", undefined, "free"],
  ["an empty state", text(9, "", "another"), "free"],
  ["an older state of the lineage", text(6, "zero"), "older"],
  ["the state itself", content, "moved"],
])("a target with %s can be had", (_, target, situation) => {
  expect(judgeTarget(source, content, target, place)).toBe(situation);
});

test.each([
  ["what is no state", Buffer.from("{}"), "no state"],
  ["another stack's state", text(6, "one", "another"), "it is another stack's"],
  ["a newer state", text(8, "one"), "its state has serial 8, and the one to move 7"],
  ["another state of the same serial", text(7, "two"), "its state has serial 7, and the one to move 7"],
])("a target with %s is refused", (_, target, reason) => {
  expect(() => judgeTarget(source, content, target, place)).toThrow(reason);
});

test("what was moved is taken for arrived", () => {
  expect(() => assertArrived(source, content, place)).not.toThrow();
});

test.each([
  ["nothing", undefined],
  ["another serial", text(8, "one")],
  ["another lineage", text(7, "one", "another")],
  ["another resource", text(7, "two")],
  ["no resource", text(7, "")],
])("%s is not taken for arrived", (_, arrived) => {
  expect(() => assertArrived(source, arrived, place)).toThrow("s3://a/b doesn't hold what was written");
});
