import { reference } from "../../jsonencoded";
import { clusterOnAzure } from "./cluster-on-azure";

const cluster = reference("azurerm_kubernetes_cluster.cluster_control-plane_cluster.id");
const people = ["33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444"];

test("each administrator may do everything in the cluster, and fetch its address", () => {
  const stack = clusterOnAzure({ account: { adminPrincipals: people } });
  const grants = Object.entries(stack.resources("azurerm_role_assignment")).filter(([name]) =>
    name.startsWith("cluster_admin_"),
  );
  expect(Object.fromEntries(grants)).toEqual(
    Object.fromEntries(
      people.flatMap((principal_id) => [
        [
          `cluster_admin_administer-${principal_id}`,
          {
            scope: cluster,
            role_definition_name: "Azure Kubernetes Service RBAC Cluster Admin",
            principal_id,
          },
        ],
        [
          `cluster_admin_connect-${principal_id}`,
          {
            scope: cluster,
            role_definition_name: "Azure Kubernetes Service Cluster User Role",
            principal_id,
          },
        ],
      ]),
    ),
  );
});

test("nobody else administers the cluster, who deploys it included", () => {
  const stack = clusterOnAzure();
  const admins = Object.values(stack.resources("azurerm_role_assignment")).filter(
    ({ scope }) => scope === cluster,
  );
  expect(new Set(admins.map(({ principal_id }) => principal_id))).toEqual(new Set([people[0]]));
});
