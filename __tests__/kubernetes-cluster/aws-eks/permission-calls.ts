// Calls to AWS, by the permission that they need.
import type { WorkloadPermission } from "../../../constructs/contract/workload-identity";
import type { Call } from "./iam-decision";

const secret = (name: string) => `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}`;
const zone = (id: string) => `arn:aws:route53:::hostedzone/${id}`;
const own = { "aws:ResourceAccount": "111122223333" };
const group = "arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:1:autoScalingGroupName/eks-system";
const tagged = (tag: string) => ({ [`aws:ResourceTag/${tag}`]: "owned" });
const volume = "arn:aws:ec2:eu-west-1:111122223333:volume/vol-1";
const snapshot = "arn:aws:ec2:eu-west-1::snapshot/snap-1";

const logs = (name: string) => `arn:aws:logs:eu-west-1:111122223333:log-group:/aws/eks/${name}/cluster`;

/** What each permission allows, and what comes near it and is refused. */
export const calls: Readonly<
  Record<WorkloadPermission, { readonly may: readonly Call[]; readonly mayNot: readonly Call[] }>
> = {
  "secrets.read": {
    may: [
      ["secretsmanager:GetSecretValue", secret("acme-dev/shop-AbCdEf")],
      ["secretsmanager:DescribeSecret", secret("acme-dev/shop-AbCdEf")],
    ],
    mayNot: [
      ["secretsmanager:GetSecretValue", secret("acme-prod/shop-AbCdEf")],
      ["secretsmanager:GetSecretValue", secret("acme-dev-eu/shop-AbCdEf")],
      ["secretsmanager:GetSecretValue", secret("shop-AbCdEf")],
      ["secretsmanager:GetSecretValue", secret("acme-dev/shop").replace("eu-west-1", "eu-west-2")],
      ["secretsmanager:PutSecretValue", secret("acme-dev/shop-AbCdEf")],
      ["secretsmanager:DeleteSecret", secret("acme-dev/shop-AbCdEf")],
    ],
  },
  "dns.write": {
    may: [
      ["route53:ChangeResourceRecordSets", zone("Z1EXAMPLE")],
      ["route53:ListResourceRecordSets", zone("Z2EXAMPLE")],
      ["route53:ListHostedZones", "*"],
      ["route53:GetChange", "arn:aws:route53:::change/C1"],
    ],
    mayNot: [
      ["route53:ChangeResourceRecordSets", zone("Z3EXAMPLE")],
      ["route53:ListResourceRecordSets", zone("Z3EXAMPLE")],
      ["route53:DeleteHostedZone", zone("Z1EXAMPLE")],
      ["route53:CreateHostedZone", "*"],
    ],
  },
  "objectstore.readwrite": {
    may: [
      ["s3:GetObject", "arn:aws:s3:::acme-dev-media/a/b", own],
      ["s3:PutObject", "arn:aws:s3:::acme-dev-media/a/b", own],
      ["s3:DeleteObject", "arn:aws:s3:::acme-dev-media/a/b", own],
      ["s3:ListBucket", "arn:aws:s3:::acme-dev-media", own],
    ],
    mayNot: [
      ["s3:GetObject", "arn:aws:s3:::acme-prod-media/a", own],
      ["s3:GetObject", "arn:aws:s3:::acme-tfstate-111122223333-eu-west-1/dev/dev.tfstate", own],
      ["s3:GetObject", "arn:aws:s3:::dev-tfstate-111122223333-eu-west-1/dev/dev.tfstate", own],
      ["s3:PutObject", "arn:aws:s3:::acme-dev-media/a", { "aws:ResourceAccount": "444455556666" }],
      ["s3:DeleteObjectVersion", "arn:aws:s3:::acme-dev-media/a", own],
      ["s3:PutBucketPolicy", "arn:aws:s3:::acme-dev-media", own],
      ["s3:DeleteBucket", "arn:aws:s3:::acme-dev-media", own],
      ["s3:ListAllMyBuckets", "*"],
    ],
  },
  autoscaler: {
    may: [
      ["autoscaling:SetDesiredCapacity", group, tagged("k8s.io/cluster-autoscaler/acme-dev")],
      [
        "autoscaling:TerminateInstanceInAutoScalingGroup",
        group,
        tagged("k8s.io/cluster-autoscaler/acme-dev"),
      ],
      ["autoscaling:DescribeAutoScalingGroups", "*"],
      ["eks:DescribeNodegroup", "arn:aws:eks:eu-west-1:111122223333:nodegroup/acme-dev/system-1a/1"],
    ],
    mayNot: [
      ["autoscaling:SetDesiredCapacity", group],
      ["autoscaling:SetDesiredCapacity", group, tagged("k8s.io/cluster-autoscaler/acme-prod")],
      ["autoscaling:UpdateAutoScalingGroup", group, tagged("k8s.io/cluster-autoscaler/acme-dev")],
      ["autoscaling:CreateOrUpdateTags", group, tagged("k8s.io/cluster-autoscaler/acme-dev")],
      ["eks:DescribeNodegroup", "arn:aws:eks:eu-west-1:111122223333:nodegroup/acme-dev-eu/system/1"],
      ["ec2:TerminateInstances", "arn:aws:ec2:eu-west-1:111122223333:instance/i-1"],
    ],
  },
  "volumes.snapshot": {
    may: [
      ["ec2:CreateSnapshot", volume, tagged("kubernetes.io/cluster/acme-dev")],
      ["ec2:CreateSnapshot", snapshot, { "aws:RequestTag/kubernetes.io/cluster/acme-dev": "owned" }],
      ["ec2:CreateTags", snapshot, { "ec2:CreateAction": "CreateSnapshot" }],
      ["ec2:DeleteSnapshot", snapshot, tagged("kubernetes.io/cluster/acme-dev")],
      ["ec2:DescribeSnapshots", "*"],
    ],
    mayNot: [
      ["ec2:CreateSnapshot", volume],
      ["ec2:CreateSnapshot", volume, tagged("kubernetes.io/cluster/acme-prod")],
      ["ec2:CreateSnapshot", snapshot],
      ["ec2:DeleteSnapshot", snapshot],
      ["ec2:DeleteSnapshot", snapshot, tagged("kubernetes.io/cluster/acme-prod")],
      // Who may tag what exists could make it its own.
      ["ec2:CreateTags", snapshot],
      ["ec2:CreateTags", volume, { "ec2:CreateAction": "CreateSnapshot" }],
      ["ec2:ModifySnapshotAttribute", snapshot, tagged("kubernetes.io/cluster/acme-dev")],
      ["ec2:DeleteVolume", volume, tagged("kubernetes.io/cluster/acme-dev")],
    ],
  },
  "logs.read": {
    may: [
      ["logs:StartQuery", `${logs("acme-dev")}:log-stream:`],
      ["logs:GetLogEvents", `${logs("acme-dev")}:log-stream:kube-apiserver-audit-1`],
      ["logs:GetLogGroupFields", logs("acme-dev")],
      ["logs:DescribeLogGroups", "*"],
      ["logs:GetQueryResults", "*"],
    ],
    mayNot: [
      ["logs:StartQuery", `${logs("acme-prod")}:log-stream:`],
      ["logs:GetLogEvents", `${logs("acme-dev-eu")}:log-stream:kube-apiserver-audit-1`],
      ["logs:PutLogEvents", `${logs("acme-dev")}:log-stream:kube-apiserver-audit-1`],
      ["logs:DeleteLogStream", `${logs("acme-dev")}:log-stream:kube-apiserver-audit-1`],
      ["logs:DeleteLogGroup", logs("acme-dev")],
      ["logs:PutRetentionPolicy", logs("acme-dev")],
    ],
  },
};
