import type { AddOnCharts, Chart } from "./add-on";

/** Where Argo CD, which Terraform itself installs before everything else, lives. */
export const argoCdNamespace = "argocd";

/** Argo CD's chart. */
export const argoCdChart: Chart = {
  repoUrl: "https://argoproj.github.io/argo-helm",
  name: "argo-cd",
  version: "10.1.1",
};

const grafanaCharts = "https://grafana-community.github.io/helm-charts";

/** The charts of the add-ons: `k8s/addons/` pins the same versions, which a test holds together. */
export const charts = {
  "cluster-autoscaler": {
    repoUrl: "https://kubernetes.github.io/autoscaler",
    name: "cluster-autoscaler",
    version: "9.59.0",
  },
  "workload-identity-webhook": {
    aws: {
      repoUrl: "https://jkroepke.github.io/helm-charts",
      name: "amazon-eks-pod-identity-webhook",
      version: "2.6.5",
    },
    azure: {
      repoUrl: "https://azure.github.io/azure-workload-identity/charts",
      name: "workload-identity-webhook",
      version: "1.6.0",
    },
    gcp: {
      repoUrl: "https://pfnet-research.github.io/gcp-workload-identity-federation-webhook",
      name: "gcp-workload-identity-federation-webhook",
      version: "0.7.0",
    },
  },
  "cert-manager": { repoUrl: "https://charts.jetstack.io", name: "cert-manager", version: "v1.21.1" },
  "external-dns": {
    repoUrl: "https://kubernetes-sigs.github.io/external-dns",
    name: "external-dns",
    version: "1.21.1",
  },
  "external-secrets": {
    repoUrl: "https://charts.external-secrets.io",
    name: "external-secrets",
    version: "2.9.0",
  },
  traefik: { repoUrl: "https://traefik.github.io/charts", name: "traefik", version: "41.3.0" },
  kyverno: { repoUrl: "https://kyverno.github.io/kyverno", name: "kyverno", version: "3.9.0" },
  velero: { repoUrl: "https://vmware-tanzu.github.io/helm-charts", name: "velero", version: "12.1.0" },
  "kube-prometheus-stack": {
    repoUrl: "https://prometheus-community.github.io/helm-charts",
    name: "kube-prometheus-stack",
    version: "88.5.3",
  },
  loki: { repoUrl: grafanaCharts, name: "loki", version: "18.11.0" },
  tempo: { repoUrl: grafanaCharts, name: "tempo", version: "2.2.4" },
  "fluent-bit": { repoUrl: "https://fluent.github.io/helm-charts", name: "fluent-bit", version: "0.58.1" },
  "opentelemetry-collector": {
    repoUrl: "https://open-telemetry.github.io/opentelemetry-helm-charts",
    name: "opentelemetry-collector",
    version: "0.170.0",
  },
  "argo-workflows": {
    repoUrl: "https://argoproj.github.io/argo-helm",
    name: "argo-workflows",
    version: "1.0.18",
  },
  "redis-operator": {
    repoUrl: "https://ot-container-kit.github.io/helm-charts",
    name: "redis-operator",
    version: "0.24.0",
  },
  "mongodb-operator": {
    repoUrl: "https://mongodb.github.io/helm-charts",
    name: "mongodb-kubernetes",
    version: "1.9.1",
  },
} as const satisfies Readonly<Record<string, AddOnCharts>>;
