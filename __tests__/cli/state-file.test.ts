import fc from "fast-check";
import { differenceLines, stateDifference } from "../../cli/state-difference";
import { parseState, readState, type StateFile, withSerial } from "../../cli/state-file";

function text(serial: number, resources: readonly unknown[] = [], outputs = {}): Buffer {
  const state = { version: 4, terraform_version: "1.11.4", serial, lineage: "abc", outputs, resources };
  return Buffer.from(`${JSON.stringify(state, undefined, 2)}\n`);
}

const instances = [{ attributes: { id: "one" } }];
const resource = { mode: "managed", type: "aws_vpc", name: "main", instances };

test("resources are known by their addresses", () => {
  const state = parseState(
    text(3, [
      resource,
      { ...resource, module: "module.network", instances: [{ index_key: 0 }, { index_key: "a" }] },
      { ...resource, name: "old", instances: [{ deposed: "0f" }] },
      { ...resource, mode: "data" },
    ]),
  );
  expect(state).toMatchObject({ serial: 3, lineage: "abc", isEmpty: false });
  expect([...(state?.resources.keys() ?? [])]).toEqual([
    "aws_vpc.main",
    "module.network.aws_vpc.main[0]",
    'module.network.aws_vpc.main["a"]',
    "aws_vpc.old (deposed 0f)",
  ]);
});

test.each([
  [text(1), true],
  [text(1, [resource]), false],
  [text(1, [], { name: { value: "x" } }), false],
])("a state without resources and outputs is empty", (content, isEmpty) => {
  expect(parseState(content)?.isEmpty).toBe(isEmpty);
});

test.each([
  "",
  "{",
  "[]",
  "null",
  '{"version":3,"serial":1,"lineage":"a"}',
  '{"version":4,"serial":-1,"lineage":"a"}',
])("%s is no state", (content) => {
  expect(parseState(Buffer.from(content))).toBeUndefined();
  expect(() => readState(Buffer.from(content), "s3://a/b")).toThrow("s3://a/b is not a state");
});

test("another serial changes nothing else, also where a number has more than 53 bits", () => {
  const huge = "12345678901234567890";
  const content = Buffer.from(text(7, [resource]).toString().replace('"one"', huge));
  fc.assert(
    fc.property(fc.nat(), (serial) => {
      const changed = withSerial(content, serial).toString();
      expect(changed).toBe(content.toString().replace('"serial": 7', `"serial": ${serial}`));
    }),
  );
});

test("an output named serial is not taken for the state's", () => {
  const changed = withSerial(text(7, [], { serial: { value: 1 } }), 8);
  expect(JSON.parse(changed.toString())).toMatchObject({ serial: 8, outputs: { serial: { value: 1 } } });
});

describe("a difference", () => {
  const states = fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e"), fc.constantFrom("1", "2")).map(
    (stored): StateFile => ({
      serial: 1,
      lineage: "abc",
      isEmpty: false,
      resources: new Map(Object.entries(stored)),
    }),
  );

  test("leads from one state to the other", () => {
    fc.assert(
      fc.property(states, states, (from, to) => {
        const { added, removed, changed } = stateDifference(from, to);
        const walked = new Map(from.resources);
        for (const address of removed) walked.delete(address);
        for (const address of [...added, ...changed]) walked.set(address, to.resources.get(address) ?? "");
        expect([...walked].sort()).toEqual([...to.resources].sort());
      }),
    );
  });

  test("the other way round is its mirror, and there is none to itself", () => {
    fc.assert(
      fc.property(states, states, (from, to) => {
        const [there, back] = [stateDifference(from, to), stateDifference(to, from)];
        expect([back.added, back.removed, back.changed]).toEqual([there.removed, there.added, there.changed]);
        expect(differenceLines(stateDifference(from, from))).toEqual(["no resource differs"]);
      }),
    );
  });
});
