import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { policyDocument, trustInService } from "../../account/aws/iam-policy";
import { networkNames } from "./names";

export interface VpcFlowLogProps {
  readonly vpcId: string;
  readonly retentionDays: number;
  readonly namePrefix: string;
}

/** A log of the VPC's accepted and refused connections. */
export class VpcFlowLog extends Construct {
  constructor(scope: Construct, id: string, { vpcId, retentionDays, namePrefix }: VpcFlowLogProps) {
    super(scope, id);
    const names = networkNames(namePrefix);
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: names.flowLogGroup,
      retentionInDays: retentionDays,
    });
    const role = new IamRole(this, "role", {
      name: names.flowLogRole,
      assumeRolePolicy: trustInService("vpc-flow-logs.amazonaws.com"),
    });
    // Without logs:CreateLogGroup a late entry can't bring the group back after a destroy, which would block the
    // next apply.
    const policy = new IamRolePolicy(this, "role-policy", {
      name: "write-flow-logs",
      role: role.id,
      policy: policyDocument({
        Sid: "WriteFlowLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: `${logGroup.arn}:*`,
      }),
    });
    new FlowLog(this, "log", {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      tags: { Name: namePrefix },
      dependsOn: [policy],
    });
  }
}
