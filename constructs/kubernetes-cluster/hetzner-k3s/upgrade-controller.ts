import { controlPlaneSelector, controlPlaneTolerations } from "./helm-chart";

/** https://github.com/rancher/system-upgrade-controller/releases */
const version = "v0.19.2";

/** Cordons and drains; any release does that. */
const kubectlImage = "rancher/kubectl:v1.33.1";

const name = "system-upgrade-controller";

/** The controller of upgrade plans, with no more rights than it needs. It makes the kind `Plan` itself. */
export function upgradeController(namespace: string): object[] {
  const account = { kind: "ServiceAccount", name: namespace, namespace };
  return [
    {
      apiVersion: "v1",
      kind: "Namespace",
      // Its jobs change the nodes they run on.
      metadata: { name: namespace, labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
    },
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: namespace, namespace } },
    role("ClusterRole", { name }, clusterRules),
    role("Role", { name, namespace }, namespaceRules),
    binding("ClusterRoleBinding", "ClusterRole", { name }, account),
    binding("RoleBinding", "Role", { name, namespace }, account),
    deployment(namespace),
  ];
}

const readAll = ["get", "list", "watch"];

/** What it does itself, and what its jobs do when they drain a node. */
const clusterRules = [
  rule("batch", ["jobs"], readAll),
  rule("", ["namespaces"], readAll),
  rule("", ["nodes"], [...readAll, "update", "patch"]),
  rule("", ["events"], ["get", "create", "patch", "update"]),
  rule("", ["pods"], ["get", "list", "delete"]),
  rule("", ["pods/eviction"], ["create"]),
  rule("apps", ["daemonsets", "replicasets", "statefulsets"], ["get", "list"]),
  rule("apiextensions.k8s.io", ["customresourcedefinitions"], [...readAll, "create", "patch", "update"]),
  rule("coordination.k8s.io", ["leases"], ["create"]),
  { ...rule("coordination.k8s.io", ["leases"], ["get", "update"]), resourceNames: [name] },
  rule("upgrade.cattle.io", ["plans", "plans/status"], [...readAll, "create", "patch", "update", "delete"]),
];

const namespaceRules = [
  rule("batch", ["jobs"], [...readAll, "create", "delete", "deletecollection", "patch", "update"]),
  rule("", ["secrets"], readAll),
];

function rule(apiGroup: string, resources: readonly string[], verbs: readonly string[]): object {
  return { apiGroups: [apiGroup], resources, verbs };
}

function role(kind: string, metadata: object, rules: readonly object[]): object {
  return { apiVersion: "rbac.authorization.k8s.io/v1", kind, metadata, rules };
}

function binding(kind: string, roleKind: string, metadata: object, subject: object): object {
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: roleKind, name };
  return { apiVersion: "rbac.authorization.k8s.io/v1", kind, metadata, roleRef, subjects: [subject] };
}

function deployment(namespace: string): object {
  const labels = { "upgrade.cattle.io/controller": name };
  const fromField = (fieldPath: string) => ({ valueFrom: { fieldRef: { fieldPath } } });
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace },
    spec: {
      strategy: { type: "Recreate" },
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: namespace,
          nodeSelector: controlPlaneSelector,
          tolerations: controlPlaneTolerations,
          containers: [
            {
              name,
              image: `rancher/system-upgrade-controller:${version}`,
              securityContext: {
                runAsNonRoot: true,
                runAsUser: 65534,
                runAsGroup: 65534,
                allowPrivilegeEscalation: false,
                capabilities: { drop: ["ALL"] },
                seccompProfile: { type: "RuntimeDefault" },
              },
              env: [
                { name: "SYSTEM_UPGRADE_CONTROLLER_NAME", value: name },
                { name: "SYSTEM_UPGRADE_CONTROLLER_NAMESPACE", ...fromField("metadata.namespace") },
                { name: "SYSTEM_UPGRADE_CONTROLLER_NODE_NAME", ...fromField("spec.nodeName") },
                { name: "SYSTEM_UPGRADE_CONTROLLER_LEADER_ELECT", value: "true" },
                { name: "SYSTEM_UPGRADE_JOB_KUBECTL_IMAGE", value: kubectlImage },
                { name: "SYSTEM_UPGRADE_JOB_PRIVILEGED", value: "true" },
                { name: "SYSTEM_UPGRADE_PLAN_POLLING_INTERVAL", value: "15m" },
              ],
              volumeMounts: [
                { name: "certificates", mountPath: "/etc/ssl", readOnly: true },
                { name: "tmp", mountPath: "/tmp" },
              ],
            },
          ],
          volumes: [
            { name: "certificates", hostPath: { path: "/etc/ssl", type: "Directory" } },
            { name: "tmp", emptyDir: {} },
          ],
        },
      },
    },
  };
}
