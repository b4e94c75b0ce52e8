import { App } from "cdktf";
import { readConfiguration } from "../../../constructs/configuration/configuration";
import {
  type WorkloadPermission,
  workloadIdentitiesSchema,
  workloadPermissions,
} from "../../../constructs/contract/workload-identity";
import { EnvironmentStack } from "../../../constructs/environment-stack";
import { AwsEksCluster } from "../../../constructs/kubernetes-cluster/aws-eks/aws-eks-cluster";
import { exampleEnvironment, exampleProject } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";
import { actionsOf, allows, type Call } from "./iam-decision";
import { calls } from "./permission-calls";

/** An identity for each permission, and one that has two. */
const identityOf = (permission: WorkloadPermission) => permission.split(".")[0] ?? permission;
const workloadIdentities = [
  ...workloadPermissions.map((permission) => ({
    name: identityOf(permission),
    namespace: "platform",
    serviceAccount: identityOf(permission),
    permissions: [permission],
  })),
  {
    name: "both",
    namespace: "apps",
    serviceAccount: "shop",
    permissions: ["secrets.read", "dns.write"] as const,
  },
];
const project = exampleProject({ aws: { dnsZoneIds: ["Z1EXAMPLE", "Z2EXAMPLE"] } });
const environment = exampleEnvironment("dev", {
  cluster: { workloadIdentities, controlPlaneLogs: { retentionDays: 90 } },
});
const dev = stackOf(synthesize(project, [environment]), "dev");

const policyOf = (identity: string) =>
  jsonencoded(dev.resource(`aws_iam_role_policy.cluster_identity-${identity}_policy`).policy);

test("an identity is a role that EKS gives to the pods of one service account", () => {
  const role = "aws_iam_role.cluster_identity-both_role";
  expect(dev.resource(role)).toMatchObject({
    name: "acme-dev.both",
    description: "secrets.read, dns.write for apps/shop",
  });
  expect(dev.resource("aws_eks_pod_identity_association.cluster_identity-both_association")).toEqual({
    cluster_name: reference("aws_eks_cluster.cluster_control-plane_cluster.name"),
    namespace: "apps",
    service_account: "shop",
    role_arn: reference(`${role}.arn`),
    // No pod acts as a role that has no permission yet.
    depends_on: ["aws_iam_role_policy.cluster_identity-both_policy"],
  });
});

test("nobody but these pods can take the role: not those of another service account, nor of another cluster", () => {
  const { assume_role_policy } = dev.resource("aws_iam_role.cluster_identity-both_role");
  expect(jsonencoded(assume_role_policy)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TrustServiceAccount",
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": reference("aws_eks_cluster.cluster_control-plane_cluster.arn"),
            "aws:RequestTag/kubernetes-namespace": "apps",
            "aws:RequestTag/kubernetes-service-account": "shop",
          },
        },
      },
    ],
  });
});

test("the outputs name each identity's role, and ask for no mark on pods or service accounts", () => {
  const identities = Object.fromEntries(
    workloadIdentities.map(({ name }) => [
      name,
      {
        principal: reference(`aws_iam_role.cluster_identity-${name}_role.arn`),
        annotations: {},
        podLabels: {},
      },
    ]),
  );
  expect(dev.outputs.workloadIdentities).toEqual(identities);
});

test("a cluster gives no second identity of a name", () => {
  const read = readConfiguration(project, [environment]);
  const [first] = read.environments;
  if (first === undefined) throw new Error("no environment was read");
  const stack = new EnvironmentStack(new App(), read.project, first);
  const cluster = stack.node.findChild("cluster");
  if (!(cluster instanceof AwsEksCluster)) throw new Error("the cluster is another one");
  const [again] = workloadIdentitiesSchema.parse(workloadIdentities.slice(-1));
  if (again === undefined) throw new Error("no identity was read");
  expect(() => cluster.grantWorkloadIdentity(again)).toThrow("identity-both");
});

/** A call, and how it reads. */
function told(call: Call) {
  const [action, resource, values] = call;
  return {
    call,
    what: [action, resource, ...(values === undefined ? [] : [JSON.stringify(values)])].join(" "),
  };
}

describe.each(workloadPermissions)("%s", (permission) => {
  const policy = policyOf(identityOf(permission));
  const { may, mayNot } = calls[permission];

  test.each(may.map(told))("allows $what", ({ call }) => {
    expect(allows(policy, call)).toBe(true);
  });

  test.each(mayNot.map(told))("does not allow $what", ({ call }) => {
    expect(allows(policy, call)).toBe(false);
  });

  test("allows none of what the other permissions allow", () => {
    const others = workloadPermissions.filter((other) => other !== permission);
    const foreign = others.flatMap((other) => calls[other].may);
    expect(foreign.filter((call) => allows(policy, call))).toEqual([]);
  });

  test("names its actions one by one", () => {
    expect(actionsOf(policy).filter((action) => action.includes("*"))).toEqual([]);
  });
});

test("an identity with two permissions may do what both allow", () => {
  for (const call of [...calls["secrets.read"].may, ...calls["dns.write"].may]) {
    expect(allows(policyOf("both"), call)).toBe(true);
  }
});

test("without identities there is no role for workloads", () => {
  const without = stackOf(synthesize(project, [exampleEnvironment("dev")]), "dev");
  expect(without.resources("aws_eks_pod_identity_association")).toEqual({});
  expect(without.outputs.workloadIdentities).toEqual({});
});
