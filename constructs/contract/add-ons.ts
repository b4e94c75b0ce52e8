import type { AddOn, Chart } from "./add-on";
import type { FeatureName } from "./feature";

/** What Terraform itself installs, before everything else. */
export const argoCd: { readonly namespace: string; readonly chart: Chart } = {
  namespace: "argocd",
  chart: { repoUrl: "https://argoproj.github.io/argo-helm", name: "argo-cd", version: "10.1.1" },
};

const grafanaCharts = "https://grafana-community.github.io/helm-charts";
const scalesItself = "the cloud scales its node pools itself";
const knowsItsPods = "the cloud itself gives pods their identities";

/** Every add-on of the platform. */
export const addOns: Readonly<Record<FeatureName, AddOn>> = {
  "metrics-server": {
    purpose: "tells autoscalers and `kubectl top` what pods and nodes use",
    namespace: "metrics-server",
    needs: [],
    notOn: {
      aws: "EKS ships it as an add-on",
      azure: "AKS ships it",
      gcp: "GKE ships it",
      hetzner: "k3s ships it",
    },
    wave: 1,
  },
  "cluster-autoscaler": {
    purpose: "adds nodes for pods that find no room, and removes empty ones",
    namespace: "cluster-autoscaler",
    chart: {
      repoUrl: "https://kubernetes.github.io/autoscaler",
      name: "cluster-autoscaler",
      version: "9.59.0",
    },
    needs: [],
    notOn: {
      azure: scalesItself,
      gcp: scalesItself,
      hetzner: "the cluster ships it, for its own node pools",
    },
    identity: {
      serviceAccount: "cluster-autoscaler",
      permissions: ["autoscaler"],
      values: { serviceAccount: "rbac.serviceAccount", podLabels: "podLabels" },
    },
    wave: 1,
  },
  "workload-identity-webhook": {
    purpose: "gives pods the tokens by which another cloud knows them",
    namespace: "workload-identity-webhook",
    chart: {
      aws: {
        repoUrl: "https://jkroepke.github.io/helm-charts",
        name: "amazon-eks-pod-identity-webhook",
        version: "2.7.0",
      },
      azure: {
        repoUrl: "https://azure.github.io/azure-workload-identity/charts",
        name: "workload-identity-webhook",
        version: "1.5.1",
      },
      gcp: {
        repoUrl: "https://pfnet-research.github.io/gcp-workload-identity-federation-webhook",
        name: "gcp-workload-identity-federation-webhook",
        version: "0.8.0",
      },
    },
    needs: ["cert-manager"],
    notOn: { aws: knowsItsPods, azure: knowsItsPods, gcp: knowsItsPods },
    wave: 1,
  },
  "cert-manager": {
    purpose: "issues the certificates of ingresses, webhooks and data services, and renews them",
    namespace: "cert-manager",
    chart: { repoUrl: "https://charts.jetstack.io", name: "cert-manager", version: "v1.21.1" },
    needs: [],
    notOn: {},
    identity: {
      serviceAccount: "cert-manager",
      permissions: ["dns.write"],
      values: { serviceAccount: "serviceAccount", podLabels: "podLabels" },
    },
    wave: 0,
  },
  "external-dns": {
    purpose: "writes the records of ingresses into the environment's DNS zone, and removes them",
    namespace: "external-dns",
    chart: {
      repoUrl: "https://kubernetes-sigs.github.io/external-dns",
      name: "external-dns",
      version: "1.21.1",
    },
    needs: [],
    notOn: {},
    identity: {
      serviceAccount: "external-dns",
      permissions: ["dns.write"],
      values: { serviceAccount: "serviceAccount", podLabels: "podLabels" },
    },
    wave: 2,
  },
  "external-secrets": {
    purpose: "brings the environment's secrets from the cloud's secret service into the cluster",
    namespace: "external-secrets",
    chart: { repoUrl: "https://charts.external-secrets.io", name: "external-secrets", version: "2.9.0" },
    needs: [],
    notOn: {},
    identity: {
      serviceAccount: "external-secrets",
      permissions: ["secrets.read"],
      values: { serviceAccount: "serviceAccount", podLabels: "podLabels" },
    },
    wave: 1,
  },
  traefik: {
    purpose: "is the ingress: it ends TLS and leads requests to services",
    namespace: "traefik",
    chart: { repoUrl: "https://traefik.github.io/charts", name: "traefik", version: "41.3.0" },
    needs: [],
    notOn: {},
    wave: 1,
  },
  kyverno: {
    purpose: "holds what is put into the cluster to the platform's policies",
    namespace: "kyverno",
    chart: { repoUrl: "https://kyverno.github.io/kyverno", name: "kyverno", version: "3.9.0" },
    needs: [],
    notOn: {},
    wave: 0,
  },
  velero: {
    purpose: "backs up the cluster's objects and volumes into the bucket for backups, and restores them",
    namespace: "velero",
    chart: { repoUrl: "https://vmware-tanzu.github.io/helm-charts", name: "velero", version: "12.1.0" },
    needs: [],
    notOn: {},
    identity: {
      serviceAccount: "velero",
      permissions: ["objectstore.readwrite"],
      permissionsWhereOffered: ["volumes.snapshot"],
      values: { serviceAccount: "serviceAccount.server", podLabels: "podLabels" },
    },
    bucket: "backups",
    wave: 2,
  },
  "kube-prometheus-stack": {
    purpose: "collects metrics, raises alerts, and shows everything in Grafana",
    namespace: "monitoring",
    chart: {
      repoUrl: "https://prometheus-community.github.io/helm-charts",
      name: "kube-prometheus-stack",
      version: "88.5.3",
    },
    needs: [],
    notOn: {},
    wave: 0,
  },
  loki: {
    purpose: "keeps logs in the bucket for logs, and finds them",
    namespace: "loki",
    chart: { repoUrl: grafanaCharts, name: "loki", version: "18.11.0" },
    needs: [],
    notOn: {},
    identity: {
      serviceAccount: "loki",
      permissions: ["objectstore.readwrite"],
      values: { serviceAccount: "serviceAccount", podLabels: "loki.podLabels" },
    },
    bucket: "logs",
    wave: 2,
  },
  tempo: {
    purpose: "keeps traces in the bucket for traces, and finds them",
    namespace: "tempo",
    chart: { repoUrl: grafanaCharts, name: "tempo", version: "2.2.4" },
    needs: [],
    notOn: {},
    identity: {
      serviceAccount: "tempo",
      permissions: ["objectstore.readwrite"],
      values: { serviceAccount: "serviceAccount", podLabels: "podLabels" },
    },
    bucket: "traces",
    wave: 2,
  },
  "fluent-bit": {
    purpose: "sends the logs of pods and nodes to Loki",
    namespace: "fluent-bit",
    chart: { repoUrl: "https://fluent.github.io/helm-charts", name: "fluent-bit", version: "0.58.1" },
    needs: ["loki"],
    notOn: {},
    wave: 3,
  },
  "opentelemetry-collector": {
    purpose: "takes traces from applications and sends them to Tempo",
    namespace: "opentelemetry",
    chart: {
      repoUrl: "https://open-telemetry.github.io/opentelemetry-helm-charts",
      name: "opentelemetry-collector",
      version: "0.170.0",
    },
    needs: ["tempo"],
    notOn: {},
    wave: 3,
  },
  "argo-workflows": {
    purpose: "runs jobs of several steps",
    namespace: "argo-workflows",
    chart: { repoUrl: "https://argoproj.github.io/argo-helm", name: "argo-workflows", version: "1.0.18" },
    needs: [],
    notOn: {},
    wave: 3,
  },
  "redis-operator": {
    purpose: "runs replicated Redis for applications",
    namespace: "redis-operator",
    chart: {
      repoUrl: "https://ot-container-kit.github.io/helm-charts",
      name: "redis-operator",
      version: "0.24.0",
    },
    needs: ["cert-manager"],
    notOn: {},
    wave: 3,
  },
  "mongodb-operator": {
    purpose: "runs MongoDB replica sets for applications",
    namespace: "mongodb-operator",
    chart: {
      repoUrl: "https://mongodb.github.io/helm-charts",
      name: "mongodb-kubernetes",
      version: "1.9.1",
    },
    needs: ["cert-manager"],
    notOn: {},
    wave: 3,
  },
  "example-application": {
    purpose:
      "shows how an application uses the platform: data services, secrets, ingress, traces, autoscaling",
    namespace: "example-application",
    needs: [
      "cert-manager",
      "external-dns",
      "external-secrets",
      "traefik",
      "kube-prometheus-stack",
      "opentelemetry-collector",
      "redis-operator",
      "mongodb-operator",
    ],
    notOn: {},
    identity: { serviceAccount: "backup", permissions: ["objectstore.readwrite"] },
    bucket: "backups",
    wave: 4,
  },
};
