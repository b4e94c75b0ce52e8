import { exampleEnvironment, exampleProject } from "./examples";
import { jsonencoded, reference } from "./jsonencoded";
import { stackOf, synthesize } from "./synthesized";

const app = synthesize(exampleProject(), [exampleEnvironment("dev")]);
const dev = stackOf(app, "dev");

test("every stack of the app is there", () => {
  expect([...app.keys()].sort()).toEqual(["bootstrap", "dev"]);
});

test("a backend is written, which cdktf's own test helper leaves out", () => {
  expect(dev.backend.type).toBe("s3");
});

test("a resource is found by its address, and another is an error that names what is there", () => {
  expect(dev.resource("aws_vpc.network_vpc")).toMatchObject({ cidr_block: "10.0.0.0/16" });
  expect(() => dev.resource("aws_vpc.other")).toThrow("dev has no aws_vpc.other; there is network_vpc");
});

test("the one resource of a type is an error where there are more or none", () => {
  expect(dev.only("aws_vpc")).toEqual(dev.resource("aws_vpc.network_vpc"));
  expect(() => dev.only("aws_subnet")).toThrow("dev has 6 resources aws_subnet");
  expect(() => dev.only("aws_ami")).toThrow("dev has 0 resources aws_ami");
});

test("no comment of cdktf's is among the arguments", () => {
  expect(dev.only("aws_vpc")).not.toHaveProperty("//");
});

test("a jsonencode expression reads as the value that Terraform makes of it", () => {
  const object = `{"A" = [aws_kms_key.my-key.arn, "${reference("aws_x.y.arn")}/*", "a = b"], "B" = {"C" = true, "D" = [a.b[0].c]}}`;
  expect(jsonencoded(reference(`jsonencode(${object})`))).toEqual({
    A: [reference("aws_kms_key.my-key.arn"), `${reference("aws_x.y.arn")}/*`, "a = b"],
    B: { C: true, D: [reference("a.b[0].c")] },
  });
  expect(() => jsonencoded("plain")).toThrow('"plain" is not a jsonencode expression');
});
