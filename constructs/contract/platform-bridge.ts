import type { FeatureName } from "./feature";

/** Begins every label and annotation by which Argo CD's cluster Secret tells of its environment. */
export const bridgePrefix = "hera/";

/** The label of a feature that is on; one that is off has none. */
export function featureLabel(feature: FeatureName): string {
  return `${bridgePrefix}${feature}`;
}

/** What a feature's label says. */
export const enabled = "enabled";

/** Labels beside those of features: what values and overlays are chosen by. */
export const bridgeLabels = {
  /** The environment's name. */
  environment: `${bridgePrefix}environment`,
  /** The cloud that the cluster is on. */
  cloud: `${bridgePrefix}cloud`,
  /** The cloud that secrets, buckets and the DNS zone are on. */
  workloadCloud: `${bridgePrefix}workload-cloud`,
  /** Which of `k8s/overlays/` describes it. */
  profile: `${bridgePrefix}profile`,
} as const;

/** Annotations of which every cluster Secret has each. */
export const bridgeAnnotations = {
  /** Where the platform's manifests are. */
  repoUrl: `${bridgePrefix}repo-url`,
  /** The folder in that repository. */
  repoPath: `${bridgePrefix}repo-path`,
  /** The commit, tag or branch of it. */
  revision: `${bridgePrefix}revision`,
  /** The environment's domain. */
  domain: `${bridgePrefix}domain`,
  /** The storage class for volumes. */
  storageClass: `${bridgePrefix}storage-class`,
  /** The ClusterSecretStore that applications read secrets from. */
  secretStore: `${bridgePrefix}secret-store`,
  /** Begins the names of the environment's secrets in the cloud's secret service. */
  secretPrefix: `${bridgePrefix}secret-prefix`,
  /**
   * The bucket for backups as a remote of rclone, without a folder behind it; empty where there is none.
   * https://rclone.org/docs/#connection-strings
   */
  backupRemote: `${bridgePrefix}backup-remote`,
} as const;

/** The annotation with the values of a feature's chart that the cloud half knows, as JSON; `{}` where there are none. */
export function valuesAnnotation(feature: FeatureName): string {
  return `${bridgePrefix}${feature}-values`;
}

/** The annotation with the values of `k8s/addons/<feature>/config`, a chart of our own, as JSON. */
export function configAnnotation(feature: FeatureName): string {
  return `${bridgePrefix}${feature}-config`;
}

/** Annotations of a feature that has an identity and no chart: what its service account and its pods carry, as JSON. */
export function identityAnnotations(feature: FeatureName): {
  readonly serviceAccountAnnotations: string;
  readonly podLabels: string;
} {
  return {
    serviceAccountAnnotations: `${bridgePrefix}${feature}-service-account-annotations`,
    podLabels: `${bridgePrefix}${feature}-pod-labels`,
  };
}
