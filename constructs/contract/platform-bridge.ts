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

/** Annotations beside those of features. */
export const bridgeAnnotations = {
  /** Where the platform's manifests are. */
  repoUrl: `${bridgePrefix}repo-url`,
  /** The folder in that repository. */
  repoPath: `${bridgePrefix}repo-path`,
  /** The commit, tag or branch of it. */
  revision: `${bridgePrefix}revision`,
} as const;

/** The annotation with a feature's Helm values that the cloud half knows, as JSON. */
export function valuesAnnotation(feature: FeatureName): string {
  return `${bridgePrefix}${feature}-values`;
}
