import { exampleEnvironment, exampleProject, systemPool, zones } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const app = synthesize(exampleProject(), [
  exampleEnvironment("dev", {
    cluster: { nodePools: [systemPool, { ...systemPool, name: "work", role: "workload" }] },
  }),
]);
const dev = stackOf(app, "dev");
const before = (name: string) => `aws_eks_addon.cluster_add-ons-before-nodes_${name}`;
const after = (name: string) => `aws_eks_addon.cluster_add-ons-after-nodes_${name}`;
const all = [
  ...["vpc-cni", "kube-proxy", "eks-pod-identity-agent"].map((name) => ({ name, address: before(name) })),
  ...["coredns", "aws-ebs-csi-driver", "metrics-server"].map((name) => ({ name, address: after(name) })),
];
const nodeGroups = ["system", "work"].flatMap((pool) =>
  zones.slice(0, 2).map((zone) => `aws_eks_node_group.cluster_pool-${pool}_node-group-${zone}`),
);

test("there are these add-ons and no other", () => {
  expect(dev.addresses.filter((address) => address.startsWith("aws_eks_addon."))).toEqual(
    all.map(({ address }) => address).sort(),
  );
});

test.each(all)(
  "$name comes at the version that AWS recommends for the cluster's minor",
  ({ name, address }) => {
    const version = `${address.replace("aws_eks_addon.", "")}-version`;
    expect(dev.data("aws_eks_addon_version")[version]).toEqual({
      addon_name: name,
      kubernetes_version: "1.35",
    });
    expect(dev.resource(address)).toMatchObject({
      addon_name: name,
      addon_version: reference(`data.aws_eks_addon_version.${version}.version`),
      cluster_name: reference("aws_eks_cluster.cluster_control-plane_cluster.name"),
      resolve_conflicts_on_create: "OVERWRITE",
      resolve_conflicts_on_update: "OVERWRITE",
    });
  },
);

test.each(nodeGroups)("%s waits for the network, proxy and identity add-ons", (nodeGroup) => {
  expect(dev.resource(nodeGroup).depends_on).toEqual(
    expect.arrayContaining(["vpc-cni", "kube-proxy", "eks-pod-identity-agent"].map(before)),
  );
});

test.each(["coredns", "aws-ebs-csi-driver", "metrics-server"])("%s waits for every node group", (name) => {
  expect(dev.resource(after(name)).depends_on).toEqual(expect.arrayContaining(nodeGroups));
});

test.each([
  [before("vpc-cni"), "vpc-cni", "aws-node", "AmazonEKS_CNI_Policy"],
  [after("aws-ebs-csi-driver"), "ebs-csi", "ebs-csi-controller-sa", "service-role/AmazonEBSCSIDriverPolicy"],
])("%s acts through Pod Identity as a role of its own", (address, roleSuffix, serviceAccount, policy) => {
  const role = `${address.replace("aws_eks_addon.", "")}-identity`;
  const attachment = `aws_iam_role_policy_attachment.${role}_${policy.split("/").pop()}`;
  expect(dev.resource(address)).toMatchObject({
    pod_identity_association: [
      { role_arn: reference(`aws_iam_role.${role}_role.arn`), service_account: serviceAccount },
    ],
    depends_on: expect.arrayContaining([attachment]),
  });
  expect(dev.resource(attachment)).toEqual({
    role: reference(`aws_iam_role.${role}_role.name`),
    policy_arn: `arn:aws:iam::aws:policy/${policy}`,
  });
  const { assume_role_policy, name } = dev.resource(`aws_iam_role.${role}_role`);
  expect(name).toBe(`acme-dev-eks-${roleSuffix}`);
  expect(jsonencoded(assume_role_policy)).toMatchObject({
    Statement: [
      { Principal: { Service: "pods.eks.amazonaws.com" }, Action: ["sts:AssumeRole", "sts:TagSession"] },
    ],
  });
});

test("metrics-server runs on system nodes, which its defaults would keep it off", () => {
  expect(jsonencoded(dev.resource(after("metrics-server")).configuration_values)).toEqual({
    tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
  });
});
