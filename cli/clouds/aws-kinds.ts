// AWS' kinds of resources: an ARN's end, Terraform's type and import id, and the command that deletes it. Import ids are
// those of https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs, section "Import" of each type.

/** The parts of an ARN. */
export interface Arn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All behind the account: `vpc/vpc-1`, `log-group:/a/b`. */
  readonly resource: string;
}

/** A kind of resource. */
export interface AwsKind {
  readonly service: string;
  /** Fits the ARN's end; its groups are what the import id is made of. */
  readonly resource: RegExp;
  readonly types: readonly string[];
  /** @default the first group */
  readonly importId?: (groups: readonly string[], arn: Arn) => string;
  /** With `ID` for the import id. Undefined where it goes with what it belongs to. */
  readonly deletion?: string;
}

/** A kind of EC2's, whose ARN ends with its type and id. */
function ec2(resource: string, type: string, deletion?: string): AwsKind {
  return {
    service: "ec2",
    resource: new RegExp(`^${resource}/(.+)$`),
    types: [type],
    ...(deletion === undefined ? {} : { deletion: `aws ec2 ${deletion} ID` }),
  };
}

const whole = (groups: readonly string[]): string => groups.join(":");
const inCluster = (type: string, kind: string, deletion?: string): AwsKind => ({
  service: "eks",
  resource: new RegExp(`^${kind}/([^/]+)/([^/]+)/.+$`),
  types: [type],
  importId: whole,
  ...(deletion === undefined ? {} : { deletion }),
});

export const awsKinds: readonly AwsKind[] = [
  ec2("vpc", "aws_vpc", "delete-vpc --vpc-id"),
  ec2("subnet", "aws_subnet", "delete-subnet --subnet-id"),
  ec2("route-table", "aws_route_table", "delete-route-table --route-table-id"),
  ec2("internet-gateway", "aws_internet_gateway", "delete-internet-gateway --internet-gateway-id"),
  ec2("natgateway", "aws_nat_gateway", "delete-nat-gateway --nat-gateway-id"),
  ec2("elastic-ip", "aws_eip", "release-address --allocation-id"),
  ec2("vpc-endpoint", "aws_vpc_endpoint", "delete-vpc-endpoints --vpc-endpoint-ids"),
  ec2("vpc-flow-log", "aws_flow_log", "delete-flow-logs --flow-log-ids"),
  ec2("launch-template", "aws_launch_template", "delete-launch-template --launch-template-id"),
  ec2("security-group", "aws_security_group", "delete-security-group --group-id"),
  {
    ...ec2("security-group-rule", ""),
    types: ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"],
  },
  {
    service: "eks",
    resource: /^cluster\/([^/]+)$/,
    types: ["aws_eks_cluster"],
    deletion: "aws eks delete-cluster --name ID",
  },
  inCluster("aws_eks_node_group", "nodegroup"),
  inCluster("aws_eks_addon", "addon"),
  {
    service: "eks",
    resource: /^access-entry\/([^/]+)\/([^/]+)\/([^/]+)\/(.+)\/[^/]+$/,
    types: ["aws_eks_access_entry"],
    importId: ([cluster, kind, account, name]) => `${cluster}:arn:aws:iam::${account}:${kind}/${name}`,
  },
  {
    service: "logs",
    resource: /^log-group:(.+?)(:\*)?$/,
    types: ["aws_cloudwatch_log_group"],
    deletion: "aws logs delete-log-group --log-group-name ID",
  },
  {
    service: "kms",
    resource: /^key\/(.+)$/,
    types: ["aws_kms_key"],
    deletion: "aws kms schedule-key-deletion --key-id ID",
  },
  {
    service: "iam",
    resource: /^oidc-provider\/.+$/,
    types: ["aws_iam_openid_connect_provider"],
    importId: (_, { account, resource }) => `arn:aws:iam::${account}:${resource}`,
    deletion: "aws iam delete-open-id-connect-provider --open-id-connect-provider-arn ID",
  },
  {
    service: "iam",
    resource: /^policy\/.+$/,
    types: ["aws_iam_policy"],
    importId: (_, { account, resource }) => `arn:aws:iam::${account}:${resource}`,
    deletion: "aws iam delete-policy --policy-arn ID",
  },
  {
    service: "ssm",
    resource: /^parameter\/(.+)$/,
    types: ["aws_ssm_parameter"],
    // The ARN lacks the slash that a name with folders begins with.
    importId: ([name = ""]) => (name.includes("/") ? `/${name}` : name),
    deletion: "aws ssm delete-parameter --name ID",
  },
  {
    service: "sqs",
    resource: /^(.+)$/,
    types: ["aws_sqs_queue"],
    importId: ([name], { region, account }) => `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    deletion: "aws sqs delete-queue --queue-url ID",
  },
  {
    service: "sns",
    resource: /^([^:]+)$/,
    types: ["aws_sns_topic"],
    importId: ([name], { region, account }) => `arn:aws:sns:${region}:${account}:${name}`,
    deletion: "aws sns delete-topic --topic-arn ID",
  },
  {
    service: "s3",
    resource: /^([^/]+)$/,
    types: ["aws_s3_bucket"],
    deletion: "aws s3api delete-bucket --bucket ID",
  },
  {
    service: "dynamodb",
    resource: /^table\/([^/]+)$/,
    types: ["aws_dynamodb_table"],
    deletion: "aws dynamodb delete-table --table-name ID",
  },
];
