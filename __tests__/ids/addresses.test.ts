import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { LocalBackend } from "cdktf";
import { HeraStack } from "../../constructs/hera-stack";
import { mainApp } from "../main-app";
import { type SynthesizedStack, stackOf, synthesizeApp } from "../synthesized";
import { addressProblems, appProblems } from "./addresses";

/** A stack with one VPC, which may have had another id before. */
function stackWith(id: string, formerId?: string): SynthesizedStack {
  const app = synthesizeApp((scope) => {
    const stack = new HeraStack(scope, "dev");
    new LocalBackend(stack, { path: "terraform.tfstate" });
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    const vpc = new Vpc(stack, id, { cidrBlock: "10.0.0.0/16" });
    if (formerId !== undefined) vpc.moveFromId(`aws_vpc.${formerId}`);
  });
  return stackOf(app, "dev");
}

test("every resource of the app stands where it stood", () => {
  expect(appProblems(mainApp())).toEqual([]);
});

test("a resource that stays is no problem", () => {
  expect(addressProblems(["aws_vpc.main"], stackWith("main"))).toEqual([]);
});

test("a new resource must be recorded", () => {
  expect(addressProblems([], stackWith("main"))).toEqual([
    "aws_vpc.main is new in dev; record it: npm run accept",
  ]);
});

test("a renamed resource is a vanished and a new one", () => {
  expect(addressProblems(["aws_vpc.main"], stackWith("other"))).toEqual([
    'aws_vpc.main is gone from dev, so Terraform would destroy what it names. Keep its id, or call moveFromId("aws_vpc.main") on the resource that takes its place. If it shall be destroyed, remove its line from __tests__/ids/dev.txt.',
    "aws_vpc.other is new in dev; record it: npm run accept",
  ]);
});

test("a move covers the old address, and the new one must be recorded", () => {
  const moved = stackWith("other", "main");
  expect(moved.moved).toEqual([{ from: "aws_vpc.main", to: "aws_vpc.other" }]);
  expect(addressProblems(["aws_vpc.main", "aws_vpc.other"], moved)).toEqual([]);
  expect(addressProblems(["aws_vpc.main"], moved)).toHaveLength(1);
});
