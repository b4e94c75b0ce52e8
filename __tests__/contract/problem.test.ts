import { ConfigurationError } from "../../constructs/contract/problem";

const said = { problem: "is wrong", allowed: "anything else", mend: "change it" };

/** The sentence about a value. */
function sentenceAbout(value: unknown): string | undefined {
  return new ConfigurationError([{ path: "dev.field", value, ...said }]).message.split("\n")[2];
}

test("a problem is told by its path, its value, what is allowed and how to mend it", () => {
  expect(new ConfigurationError([{ path: "dev.field", value: 7, ...said }]).message).toBe(
    "1 problem in the configuration; nothing was written.\n\n" +
      "dev.field = 7 is wrong.\n  Allowed: anything else.\n  Mend: change it.\n",
  );
});

test("several problems are counted and told one after the other", () => {
  const problems = ["dev.a", "dev.b"].map((path) => ({ path, ...said }));
  expect(new ConfigurationError(problems).message).toBe(
    "2 problems in the configuration; nothing was written.\n\n" +
      "dev.a is wrong.\n  Allowed: anything else.\n  Mend: change it.\n\n" +
      "dev.b is wrong.\n  Allowed: anything else.\n  Mend: change it.\n",
  );
});

test("a mend that is a question ends as one", () => {
  const problem = { path: "dev.a", ...said, mend: 'did you mean "b"?' };
  expect(new ConfigurationError([problem]).message).toMatch(/\n {2}Mend: did you mean "b"\?\n$/);
});

test("the problems stay at hand one by one", () => {
  const problems = [{ path: "dev.a", ...said }];
  const error = new ConfigurationError(problems);
  expect(error.name).toBe("ConfigurationError");
  expect(error.problems).toEqual(problems);
});

test.each([
  ["text", 'dev.field = "text" is wrong.'],
  [["a", 1], 'dev.field = ["a",1] is wrong.'],
  [{ a: null }, 'dev.field = {"a":null} is wrong.'],
  [null, "dev.field = null is wrong."],
  [undefined, "dev.field is wrong."],
  [Number.NaN, "dev.field = NaN is wrong."],
  [Number.POSITIVE_INFINITY, "dev.field = Infinity is wrong."],
  [2n, "dev.field = 2n is wrong."],
  [Symbol("a"), "dev.field = Symbol(a) is wrong."],
  [{ count: 2n }, "dev.field = { count: 2n } is wrong."],
])("%p is shown as a configuration would have it", (value, sentence) => {
  expect(sentenceAbout(value)).toBe(sentence);
});
