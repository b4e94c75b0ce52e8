import { exampleEnvironment, exampleProject } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const app = synthesize(exampleProject(), [
  exampleEnvironment("default"),
  exampleEnvironment("open", {
    network: { serviceCidr: "10.96.0.0/16" },
    cluster: {
      endpointAccess: "public-restricted",
      authorizedCidrs: ["198.51.100.7/32", "203.0.113.0/24"],
      upgradeChannel: "extended",
      controlPlaneLogs: "off",
      deletionProtection: false,
    },
  }),
  exampleEnvironment("year", { cluster: { controlPlaneLogs: { retentionDays: 365 } } }),
]);
const standard = stackOf(app, "default");
const open = stackOf(app, "open");
const cluster = standard.only("aws_eks_cluster");
const logGroup = "aws_cloudwatch_log_group.cluster_control-plane_log-group";

test("the API server is reached from the network only", () => {
  expect(cluster.vpc_config).toEqual({
    subnet_ids: ["a", "b"].map((zone) =>
      reference(`aws_subnet.network_subnets_control-plane-eu-west-1${zone}.id`),
    ),
    security_group_ids: [reference("aws_security_group.cluster_firewall_control-plane.id")],
    endpoint_private_access: true,
    endpoint_public_access: false,
  });
});

test("public-restricted lets in the authorized blocks, and keeps the private endpoint", () => {
  expect(open.only("aws_eks_cluster")).toMatchObject({
    vpc_config: {
      endpoint_private_access: true,
      endpoint_public_access: true,
      public_access_cidrs: ["198.51.100.7/32", "203.0.113.0/24"],
    },
  });
});

test("nobody but the access entries' principals gets in, the cluster's creator included", () => {
  expect(cluster.access_config).toEqual({
    authentication_mode: "API",
    bootstrap_cluster_creator_admin_permissions: false,
  });
});

test("EKS brings no unmanaged add-ons", () => {
  expect(cluster.bootstrap_self_managed_addons).toBe(false);
});

test("version, upgrade policy and service addresses are the environment's", () => {
  expect(cluster).toMatchObject({
    name: "acme-default",
    version: "1.35",
    upgrade_policy: { support_type: "STANDARD" },
    kubernetes_network_config: { service_ipv4_cidr: "172.20.0.0/16" },
  });
  expect(open.only("aws_eks_cluster")).toMatchObject({
    upgrade_policy: { support_type: "EXTENDED" },
    kubernetes_network_config: { service_ipv4_cidr: "10.96.0.0/16" },
  });
});

test("all five kinds of log go to a group with retention", () => {
  expect(cluster.enabled_cluster_log_types).toEqual([
    "api",
    "audit",
    "authenticator",
    "controllerManager",
    "scheduler",
  ]);
  // EKS writes into a group of exactly this name.
  expect(standard.resource(logGroup)).toEqual({
    name: "/aws/eks/acme-default/cluster",
    retention_in_days: 90,
  });
  expect(stackOf(app, "year").resource(logGroup)).toMatchObject({ retention_in_days: 365 });
  expect(standard.outputs.logDestination).toBe(reference(`${logGroup}.arn`));
});

test("logs that are off are asked for by nobody", () => {
  expect(open.only("aws_eks_cluster").enabled_cluster_log_types).toEqual([]);
  expect(Object.keys(open.resources("aws_cloudwatch_log_group"))).toEqual(["network_flow-log_log-group"]);
  expect(open.outputs.logDestination).toBe("");
});

test("EKS can't make its log group anew after a destroy", () => {
  const { policy, role } = standard.resource("aws_iam_role_policy.cluster_control-plane_log-group-policy");
  expect(role).toBe(reference("aws_iam_role.cluster_control-plane_identity_role.id"));
  expect(jsonencoded(policy)).toMatchObject({
    Statement: [{ Effect: "Deny", Action: "logs:CreateLogGroup", Resource: "*" }],
  });
});

test("the cluster exists only while its role can do its work and its logs have a place", () => {
  expect(cluster.depends_on).toEqual([
    "aws_iam_role_policy_attachment.cluster_control-plane_identity_AmazonEKSClusterPolicy",
    "aws_iam_role_policy.cluster_control-plane_log-group-policy",
    "aws_iam_role_policy.cluster_control-plane_secrets-key-policy",
    logGroup,
  ]);
});

test("Terraform refuses to destroy the cluster unless the environment gives up deletion protection", () => {
  expect(cluster.lifecycle).toMatchObject({ prevent_destroy: true });
  expect(open.only("aws_eks_cluster").lifecycle).toMatchObject({ prevent_destroy: false });
});

test("the control plane keeps the zones that it was made in, which EKS can't change", () => {
  expect(cluster.lifecycle).toMatchObject({ ignore_changes: ["vpc_config[0].subnet_ids"] });
});
