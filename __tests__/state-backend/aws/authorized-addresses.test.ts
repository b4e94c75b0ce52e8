import { exampleProject } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const cidrs = ["203.0.113.0/24", "10.0.0.0/8"];
const stateBackend = { accessLogDays: 30, authorizedCidrs: cidrs };
const limited = stackOf(synthesize(exampleProject({ stateBackend }), []), "bootstrap");
const open = stackOf(synthesize(exampleProject(), []), "bootstrap");

test.each(["state", "access-log"])(
  "the bucket %s refuses other addresses, and AWS' own services not",
  (id) => {
    const bucket = `aws_s3_bucket.state-backend_${id}_store_bucket`;
    const { policy } = limited.resource(`aws_s3_bucket_policy.state-backend_${id}_store_policy`);
    expect(jsonencoded(policy)).toMatchObject({
      Statement: expect.arrayContaining([
        {
          Sid: "DenyOtherAddresses",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [reference(`${bucket}.arn`), `${reference(`${bucket}.arn`)}/*`],
          Condition: {
            NotIpAddress: { "aws:SourceIp": cidrs, "aws:VpcSourceIp": cidrs },
            BoolIfExists: { "aws:ViaAWSService": "false", "aws:PrincipalIsAWSService": "false" },
          },
        },
      ]),
    });
  },
);

test("any address may come unless the project names some", () => {
  expect(open.text).not.toContain("DenyOtherAddresses");
});
