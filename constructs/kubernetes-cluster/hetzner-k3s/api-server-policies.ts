/** Namespaces whose pods run the nodes themselves. */
const exemptNamespaces = ["kube-system", "system-upgrade"];

/**
 * What pods may ask of their node where their namespace says nothing else: `baseline` is enforced, `restricted` is
 * warned of. https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/
 */
export const admissionConfiguration = {
  apiVersion: "apiserver.config.k8s.io/v1",
  kind: "AdmissionConfiguration",
  plugins: [
    {
      name: "PodSecurity",
      configuration: {
        apiVersion: "pod-security.admission.config.k8s.io/v1",
        kind: "PodSecurityConfiguration",
        defaults: {
          enforce: "baseline",
          "enforce-version": "latest",
          audit: "restricted",
          "audit-version": "latest",
          warn: "restricted",
          "warn-version": "latest",
        },
        exemptions: { usernames: [], runtimeClasses: [], namespaces: exemptNamespaces },
      },
    },
  ],
};

/**
 * What the API server writes down: who asked for what, never what stood in it, for it may be a secret. The first rule
 * that fits counts. https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/
 */
export const auditPolicy = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [
    // What the cluster asks of itself without end.
    { level: "None", nonResourceURLs: ["/healthz*", "/livez*", "/readyz*", "/version", "/openapi/*"] },
    {
      level: "None",
      users: ["system:apiserver", "system:kube-controller-manager", "system:kube-scheduler"],
      verbs: ["get", "list", "watch"],
    },
    { level: "None", userGroups: ["system:nodes"], verbs: ["get", "list", "watch"] },
    { level: "None", resources: [{ group: "coordination.k8s.io", resources: ["leases"] }] },
    { level: "None", resources: [{ group: "", resources: ["events"] }] },
    { level: "Metadata" },
  ],
};
