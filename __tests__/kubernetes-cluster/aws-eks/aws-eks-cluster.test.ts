import { exampleEnvironment, exampleProject, systemPool, zones } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const app = synthesize(exampleProject(), [
  exampleEnvironment("dev", {
    zones: 3,
    network: { natMode: "per-zone", privateServiceAccess: true, podCidr: "100.64.0.0/16" },
    cluster: { nodePools: [systemPool, { ...systemPool, name: "work", role: "workload" }] },
  }),
]);
const dev = stackOf(app, "dev");
const nodeGroups = Object.values(dev.resources("aws_eks_node_group"));
const cluster = (attribute: string) =>
  reference(`aws_eks_cluster.cluster_control-plane_cluster.${attribute}`);

test("the stack needs no provider but aws", () => {
  expect(dev.providers).toEqual(["aws"]);
});

test("nodes wait for the routes of their subnets and their pods'", () => {
  for (const group of nodeGroups) {
    expect(group.depends_on).toEqual(
      expect.arrayContaining(
        zones.flatMap((zone) => [
          `aws_route.network_internet_private-route-${zone}`,
          `aws_route_table_association.network_subnets_private-${zone}-routes-association`,
          `aws_route_table_association.network_subnets_pods-${zone}-routes-association`,
        ]),
      ),
    );
  }
});

test("nodes wait for every endpoint", () => {
  const endpoints = dev.addresses.filter((address) => address.startsWith("aws_vpc_endpoint."));
  expect(endpoints).toHaveLength(15);
  for (const group of nodeGroups) expect(group.depends_on).toEqual(expect.arrayContaining(endpoints));
});

test("nodes wait for their role's permissions, which are no more than a node needs", () => {
  const policies = [
    "AmazonEC2ContainerRegistryPullOnly",
    "AmazonEKSWorkerNodePolicy",
    "AmazonSSMManagedInstanceCore",
  ];
  const attachments = dev.addresses.filter((address) => address.includes(".cluster_node-identity_Amazon"));
  expect(attachments).toEqual(
    policies.map((policy) => `aws_iam_role_policy_attachment.cluster_node-identity_${policy}`),
  );
  for (const group of nodeGroups) expect(group.depends_on).toEqual(expect.arrayContaining(attachments));
  const { assume_role_policy } = dev.resource("aws_iam_role.cluster_node-identity_role");
  expect(jsonencoded(assume_role_policy)).toMatchObject({
    Statement: [{ Principal: { Service: "ec2.amazonaws.com" } }],
  });
});

test("AWS trusts the identities that the cluster gives its pods", () => {
  const issuer = cluster("identity[0].oidc[0].issuer");
  expect(dev.only("aws_iam_openid_connect_provider")).toEqual({
    url: issuer,
    client_id_list: ["sts.amazonaws.com"],
  });
  expect(dev.outputs).toMatchObject({
    oidcIssuerUrl: issuer,
    workloadIdentityProvider: reference("aws_iam_openid_connect_provider.cluster_workload-identity.arn"),
  });
});

test("the outputs say how to reach the cluster, with a command and never a token", () => {
  const name = cluster("name");
  expect(dev.outputs).toMatchObject({
    clusterName: name,
    clusterId: cluster("arn"),
    clusterEndpoint: cluster("endpoint"),
    clusterCaCertificate: cluster("certificate_authority[0].data"),
    kubernetesVersion: cluster("version"),
    authExec: {
      command: "aws",
      args: ["eks", "get-token", "--cluster-name", name, "--region", "eu-west-1", "--output", "json"],
    },
    kubeconfigCommand: `aws eks update-kubeconfig --name ${name} --region eu-west-1`,
  });
});

test("the outputs name the nodes' identity and each pool's groups on AWS", () => {
  const groups = (pool: string) =>
    zones.map((zone) =>
      reference(`aws_eks_node_group.cluster_pool-${pool}_node-group-${zone}.node_group_name`),
    );
  expect(dev.outputs).toMatchObject({
    nodeIdentity: reference("aws_iam_role.cluster_node-identity_role.arn"),
    nodePoolNames: { system: groups("system"), work: groups("work") },
  });
});
