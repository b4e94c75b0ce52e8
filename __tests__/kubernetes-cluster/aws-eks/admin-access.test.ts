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

test("each principal has an access entry, keyed by its name without its path", () => {
  expect(dev.resources("aws_eks_access_entry")).toEqual({
    "cluster_admin_111122223333-role-admin": { cluster_name: clusterName, principal_arn: role },
    "cluster_admin_111122223333-user-jo-doe-example-com": { cluster_name: clusterName, principal_arn: user },
  });
});

test("an entry administers the whole cluster", () => {
  const associations = dev.resources("aws_eks_access_policy_association");
  expect(Object.values(associations).map((association) => association.principal_arn)).toEqual([role, user]);
  expect(associations["cluster_admin_111122223333-role-admin-policy"]).toMatchObject({
    cluster_name: clusterName,
    policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    access_scope: { type: "cluster" },
    depends_on: ["aws_eks_access_entry.cluster_admin_111122223333-role-admin"],
  });
});

test("an environment may have administrators of its own", () => {
  expect(stackOf(app, "own").only("aws_eks_access_entry")).toMatchObject({ principal_arn: user });
});

test.each([
  { what: "a path and a dash", names: ["role/a/b", "role/a-b"], ids: ["role-b", "role-a-b"] },
  { what: "a role and a user of one name", names: ["role/a", "user/a"], ids: ["role-a", "user-a"] },
])("$what are told apart", ({ names, ids }) => {
  const adminPrincipals = names.map((name) => `arn:aws:iam::111122223333:${name}`);
  const stack = stackOf(
    synthesize(exampleProject({ aws: { adminPrincipals } }), [exampleEnvironment("dev")]),
    "dev",
  );
  const entries = stack.resources("aws_eks_access_entry");
  expect(Object.keys(entries)).toHaveLength(ids.length);
  expect(Object.keys(stack.resources("aws_eks_access_policy_association"))).toHaveLength(ids.length);
  ids.forEach((id, place) => {
    expect(entries[`cluster_admin_111122223333-${id}`]?.principal_arn).toBe(adminPrincipals[place]);
  });
});
