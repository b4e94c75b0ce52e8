import type { BucketPurpose, FeatureName } from "./feature";
import type { CloudName } from "./project";
import type { WorkloadPermission } from "./workload-identity";

/** A Helm chart at one exact version. */
export interface Chart {
  /** The repository's URL. */
  readonly repoUrl: string;
  /** The chart's name in it. */
  readonly name: string;
  /** An exact version; ranges are refused. */
  readonly version: string;
}

/** One chart, or one by the cloud that the workloads' secrets, buckets and zones are on. */
export type AddOnCharts = Chart | Readonly<Partial<Record<CloudName, Chart>>>;

/** Where a chart takes a workload identity: paths of its values, with dots. */
export interface IdentityValues {
  /** What holds the service account's `name` and `annotations`. */
  readonly serviceAccount: string;
  /** What holds the labels of the pods that use it. */
  readonly podLabels: string;
}

/** An add-on's identity on the cloud. */
export interface AddOnIdentity {
  /** The service account of its pods, in the add-on's namespace. */
  readonly serviceAccount: string;
  /** What it needs. */
  readonly permissions: readonly WorkloadPermission[];
  /** Where its chart takes the identity; undefined where there is no chart. */
  readonly values?: IdentityValues;
  /** Why it needs none on some clouds; undefined where it needs one on all. */
  readonly notOn?: Readonly<Partial<Record<CloudName, string>>>;
}

/**
 * One feature of the in-cluster platform: what Terraform, the cluster Secret and `k8s/addons/<name>/` must agree on.
 * Its ApplicationSet has the feature's name, and so have its Application and its Helm release.
 */
export interface AddOn {
  /** What it is for: a sentence without its subject. */
  readonly purpose: string;
  /** Its namespace, which no other add-on has. */
  readonly namespace: string;
  /** What it installs; undefined where the cluster ships it everywhere, or `k8s/` has all of it. */
  readonly chart?: AddOnCharts;
  /** The features that it doesn't work without. */
  readonly needs: readonly FeatureName[];
  /** Who ships it on the clouds where it isn't installed again, or why it isn't wanted there. */
  readonly notOn: Readonly<Partial<Record<CloudName, string>>>;
  /** Its identity on the cloud; undefined where it needs none. */
  readonly identity?: AddOnIdentity;
  /** The bucket that it keeps things in, and that its identity reaches alone; undefined where it keeps none. */
  readonly bucket?: BucketPurpose;
  /** The argument `--sync-wave` of its Application: lower ones come first. */
  readonly wave: number;
}
