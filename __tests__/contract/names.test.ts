import { nameProblems } from "../../constructs/contract/names";

const bucket = { kind: "S3 bucket", limit: 5 };

test("a name as long as its limit passes", () => {
  expect(nameProblems("project.name", [{ ...bucket, name: "12345" }])).toEqual([]);
});

test("a name that the settings don't ask for passes", () => {
  expect(nameProblems("project.name", [{ ...bucket, name: "" }])).toEqual([]);
});

test("each longer one is told of with how much too long it is", () => {
  const names = ["123456", "12345678"].map((name) => ({ ...bucket, name }));
  expect(nameProblems("project.name", names)).toEqual([
    {
      path: "project.name",
      value: "123456",
      problem: "is too long for the name of an S3 bucket by 1",
      allowed: "5 characters",
      mend: "shorten the project's or the environment's name",
    },
    expect.objectContaining({ problem: "is too long for the name of an S3 bucket by 3" }),
  ]);
});
