/** What the in-cluster platform consists of, each of which an environment can switch off. */
export const featureNames = [
  "metrics-server",
  "cluster-autoscaler",
  "workload-identity-webhook",
  "cert-manager",
  "external-dns",
  "external-secrets",
  "traefik",
  "kyverno",
  "velero",
  "kube-prometheus-stack",
  "loki",
  "tempo",
  "fluent-bit",
  "opentelemetry-collector",
  "argo-workflows",
  "redis-operator",
  "mongodb-operator",
  "example-application",
] as const;
export type FeatureName = (typeof featureNames)[number];

/** What an environment's buckets are for. */
export const bucketPurposes = ["backups", "logs", "traces"] as const;
export type BucketPurpose = (typeof bucketPurposes)[number];
