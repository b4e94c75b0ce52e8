import { exampleEnvironment, exampleProject } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const app = synthesize(exampleProject(), [
  exampleEnvironment("default"),
  exampleEnvironment("year", { network: { flowLogs: { retentionDays: 365 } } }),
  exampleEnvironment("off", { network: { flowLogs: "off" } }),
]);
const logged = stackOf(app, "default");
const off = stackOf(app, "off");

test("accepted and refused connections are logged", () => {
  expect(logged.only("aws_flow_log")).toMatchObject({
    vpc_id: reference("aws_vpc.network_vpc.id"),
    traffic_type: "ALL",
    log_destination_type: "cloud-watch-logs",
    log_destination: reference("aws_cloudwatch_log_group.network_flow-log_log-group.arn"),
    iam_role_arn: reference("aws_iam_role.network_flow-log_role.arn"),
    depends_on: ["aws_iam_role_policy.network_flow-log_role-policy"],
  });
});

test("entries are kept for 90 days, or as long as the environment says", () => {
  const group = "aws_cloudwatch_log_group.network_flow-log_log-group";
  expect(logged.resource(group)).toEqual({ name: "/aws/vpc/acme-default/flow-logs", retention_in_days: 90 });
  expect(stackOf(app, "year").resource(group)).toMatchObject({ retention_in_days: 365 });
});

test("only the flow log service acts as the role", () => {
  expect(jsonencoded(logged.resource("aws_iam_role.network_flow-log_role").assume_role_policy)).toMatchObject(
    {
      Statement: [{ Principal: { Service: "vpc-flow-logs.amazonaws.com" }, Action: ["sts:AssumeRole"] }],
    },
  );
});

test("the role writes to its own log group and can't bring it back after a destroy", () => {
  const { policy } = logged.resource("aws_iam_role_policy.network_flow-log_role-policy");
  expect(jsonencoded(policy)).toMatchObject({
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: `${reference("aws_cloudwatch_log_group.network_flow-log_log-group.arn")}:*`,
      },
    ],
  });
});

test("switched off, nothing of it is created", () => {
  expect(off.resources("aws_flow_log")).toEqual({});
  expect(off.addresses.filter((address) => address.includes("flow-log"))).toEqual([]);
});
