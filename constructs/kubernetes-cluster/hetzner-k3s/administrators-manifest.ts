import { identityPrefix } from "./server-configuration";

/** Lets people of the identity provider administer the cluster: `group:…` and `user:…`. */
export function administratorsManifest(principals: readonly string[]): object[] {
  return [
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "hera-administrators" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
      subjects: principals.map(subject),
    },
  ];
}

function subject(principal: string): object {
  const kind = principal.startsWith("group:") ? "Group" : "User";
  const name = principal.slice(principal.indexOf(":") + 1);
  return { apiGroup: "rbac.authorization.k8s.io", kind, name: `${identityPrefix}${name}` };
}
