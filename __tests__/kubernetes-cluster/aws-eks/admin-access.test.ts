import { exampleEnvironment, exampleProject } from "../../examples";
import { reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const role = "arn:aws:iam::111122223333:role/teams/admin";
const user = "arn:aws:iam::111122223333:user/jo.doe@example.com";

const app = synthesize(
  exampleProject({
    aws: { adminPrincipals: [role, user], environments: { own: { adminPrincipals: [user] } } },
  }),
  [exampleEnvironment("dev"), exampleEnvironment("own")],
);
const dev = stackOf(app, "dev");
const clusterName = reference("aws_eks_cluster.cluster_control-plane_cluster.name");

test("each principal has an access entry, keyed by its name", () => {
  expect(dev.resources("aws_eks_access_entry")).toEqual({
    "cluster_admin_111122223333-role-teams-admin": { cluster_name: clusterName, principal_arn: role },
    "cluster_admin_111122223333-user-jo-doe-example-com": { cluster_name: clusterName, principal_arn: user },
  });
});

test("an entry administers the whole cluster", () => {
  const associations = dev.resources("aws_eks_access_policy_association");
  expect(Object.values(associations).map((association) => association.principal_arn)).toEqual([role, user]);
  expect(associations["cluster_admin_111122223333-role-teams-admin-policy"]).toMatchObject({
    cluster_name: clusterName,
    policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    access_scope: { type: "cluster" },
    depends_on: ["aws_eks_access_entry.cluster_admin_111122223333-role-teams-admin"],
  });
});

test("an environment may have administrators of its own", () => {
  expect(stackOf(app, "own").only("aws_eks_access_entry")).toMatchObject({ principal_arn: user });
});
