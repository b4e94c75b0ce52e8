import type { PolicyStatement } from "../../account/aws/iam-policy";
import type { DnsZone } from "../../contract/dns-zone";
import type { WorkloadIdentitySettings, WorkloadPermission } from "../../contract/workload-identity";
import { eksNames } from "./names";

/** What is an environment's own on AWS, by which its workloads' permissions are bounded. */
export interface WorkloadScope {
  readonly namePrefix: string;
  readonly accountId: string;
  readonly region: string;
  readonly dnsZones: readonly DnsZone[];
}

/** What an identity asks for. */
type Wanted = Pick<WorkloadIdentitySettings, "permissions" | "buckets">;

const inWords: Readonly<
  Record<WorkloadPermission, (scope: WorkloadScope, wanted: Wanted) => PolicyStatement[]>
> = {
  "secrets.read": secretsRead,
  "dns.write": dnsWrite,
  "objectstore.readwrite": objectStoreReadWrite,
  autoscaler,
  "volumes.snapshot": volumesSnapshot,
  "logs.read": logsRead,
};

/** The statements of an IAM policy that allow what the contract's words say, in the environment, and no more. */
export function workloadStatements(wanted: Wanted, scope: WorkloadScope): PolicyStatement[] {
  return wanted.permissions.flatMap((permission) => inWords[permission](scope, wanted));
}

/** No prefix has a "/", so that no environment's secrets begin like another's. */
function secretsRead({ namePrefix, accountId, region }: WorkloadScope): PolicyStatement[] {
  return [
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      Resource: `arn:aws:secretsmanager:${region}:${accountId}:secret:${namePrefix}/*`,
    },
  ];
}

/** https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/#iam-policy */
function dnsWrite({ dnsZones }: WorkloadScope): PolicyStatement[] {
  return [
    {
      Sid: "WriteRecords",
      Effect: "Allow",
      Action: ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets"],
      Resource: dnsZones.map(({ id }) => `arn:aws:route53:::hostedzone/${id}`),
    },
    {
      // Route 53 can't limit who lists zones and sees whether a change is done.
      Sid: "FindZones",
      Effect: "Allow",
      Action: [
        "route53:GetChange",
        "route53:ListHostedZones",
        "route53:ListHostedZonesByName",
        "route53:ListTagsForResources",
      ],
      Resource: "*",
    },
  ];
}

/** Bucket names are shared by all of AWS: one of this form may be somebody else's. */
function objectStoreReadWrite(
  { namePrefix, accountId }: WorkloadScope,
  { buckets = ["*"] }: Wanted,
): PolicyStatement[] {
  const ownBuckets = buckets.map((bucket) => `arn:aws:s3:::${namePrefix}-${bucket}`);
  const Condition = { StringEquals: { "aws:ResourceAccount": accountId } };
  return [
    {
      Sid: "ListObjects",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"],
      Resource: ownBuckets,
      Condition,
    },
    {
      Sid: "ReadAndWriteObjects",
      Effect: "Allow",
      Action: [
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts",
      ],
      Resource: ownBuckets.map((bucket) => `${bucket}/*`),
      Condition,
    },
  ];
}

/**
 * EKS tags the group behind each of its node groups with the cluster's name.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md#iam-policy
 */
function autoscaler({ namePrefix, accountId, region }: WorkloadScope): PolicyStatement[] {
  const { cluster } = eksNames(namePrefix);
  return [
    {
      Sid: "SizeNodeGroups",
      Effect: "Allow",
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Resource: `arn:aws:autoscaling:${region}:${accountId}:autoScalingGroup:*`,
      Condition: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${cluster}`]: "owned" } },
    },
    {
      Sid: "SeeNodeGroups",
      Effect: "Allow",
      Action: "eks:DescribeNodegroup",
      Resource: `arn:aws:eks:${region}:${accountId}:nodegroup/${cluster}/*`,
    },
    {
      // These list, and can't be limited.
      Sid: "SeeCapacity",
      Effect: "Allow",
      Action: [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeAutoScalingInstances",
        "autoscaling:DescribeLaunchConfigurations",
        "autoscaling:DescribeScalingActivities",
        "autoscaling:DescribeTags",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplateVersions",
        "ec2:GetInstanceTypesFromInstanceRequirements",
      ],
      Resource: "*",
    },
  ];
}

/**
 * The driver tags the cluster's volumes with its name, and a snapshot must get the same tag when it is made, so that
 * it can be told from others when it is removed.
 * https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/tagging.md
 */
function volumesSnapshot({ namePrefix, accountId, region }: WorkloadScope): PolicyStatement[] {
  const tag = `kubernetes.io/cluster/${eksNames(namePrefix).cluster}`;
  // A snapshot belongs to no account in its ARN.
  const snapshots = `arn:aws:ec2:${region}::snapshot/*`;
  return [
    {
      Sid: "SnapshotVolumes",
      Effect: "Allow",
      Action: "ec2:CreateSnapshot",
      Resource: `arn:aws:ec2:${region}:${accountId}:volume/*`,
      Condition: { StringEquals: { [`aws:ResourceTag/${tag}`]: "owned" } },
    },
    {
      Sid: "MakeSnapshots",
      Effect: "Allow",
      Action: "ec2:CreateSnapshot",
      Resource: snapshots,
      Condition: { StringEquals: { [`aws:RequestTag/${tag}`]: "owned" } },
    },
    {
      Sid: "TagNewSnapshots",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: snapshots,
      Condition: { StringEquals: { "ec2:CreateAction": "CreateSnapshot" } },
    },
    {
      Sid: "RemoveSnapshots",
      Effect: "Allow",
      Action: "ec2:DeleteSnapshot",
      Resource: snapshots,
      Condition: { StringEquals: { [`aws:ResourceTag/${tag}`]: "owned" } },
    },
    {
      Sid: "SeeVolumes",
      Effect: "Allow",
      Action: ["ec2:DescribeSnapshots", "ec2:DescribeVolumes"],
      Resource: "*",
    },
  ];
}

/** https://grafana.com/docs/plugins/cloudwatch/latest/configure/#iam-policies */
function logsRead({ namePrefix, accountId, region }: WorkloadScope): PolicyStatement[] {
  const group = `arn:aws:logs:${region}:${accountId}:log-group:${eksNames(namePrefix).logGroup}`;
  return [
    {
      Sid: "ReadControlPlaneLogs",
      Effect: "Allow",
      Action: ["logs:StartQuery", "logs:GetLogGroupFields", "logs:GetLogEvents", "logs:FilterLogEvents"],
      Resource: [group, `${group}:*`],
    },
    {
      // IAM knows no group behind a query's id, and groups are listed all at once.
      Sid: "FindLogGroups",
      Effect: "Allow",
      Action: ["logs:DescribeLogGroups", "logs:GetQueryResults", "logs:StopQuery"],
      Resource: "*",
    },
  ];
}
