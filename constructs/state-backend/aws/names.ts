import type { StateRole } from "../../contract/backend-block";
import { type StateBackendSettings, stateOwners } from "../../contract/state-backend";
import { isInSeed } from "../../contract/state-buckets";

// The names of all that holds state: complete at synth, so that an environment's backend block is, too. A bucket's
// carries account and region, because bucket names are shared by all of AWS.

/** The bucket that holds an environment's state. */
export function bucketOf(settings: StateBackendSettings, environment: string): string {
  if (isInSeed(settings, environment)) return seedBucket(settings);
  return settings.layout === "shared"
    ? sharedBucket(settings)
    : `${environment}-tfstate-${settings.account}-${settings.location}`;
}

/** The one bucket of the layout `shared`. */
export function sharedBucket({ namePrefix, account, location }: StateBackendSettings): string {
  return `${namePrefix}-tfstate-${account}-${location}`;
}

/** The bucket that `hera state seed` makes for bootstrap's own state. */
export function seedBucket({ namePrefix, account, location }: StateBackendSettings): string {
  return `${namePrefix}-tfseed-${account}-${location}`;
}

/** The table that it makes beside the bucket, where locking asks for one. */
export function seedLockTable({ namePrefix }: StateBackendSettings): string {
  return `${namePrefix}-terraform-seed-locks`;
}

/** One bucket of state, with what belongs to it. */
export interface StateBucketNames {
  /** Ends the ids of its constructs: nothing for the shared bucket, else `-` and the environment's name. */
  readonly suffix: string;
  readonly bucket: string;
  readonly lockTable: string;
  /** Where its entries stand in the access log's bucket. */
  readonly logPrefix: string;
}

/** Every bucket of state: one, or one for each environment. */
export function stateBuckets(settings: StateBackendSettings): readonly StateBucketNames[] {
  if (settings.layout === "shared") {
    const lockTable = lockTableOf(settings, "");
    return [{ suffix: "", bucket: sharedBucket(settings), lockTable, logPrefix: "state/" }];
  }
  return stateOwners(settings).map((owner) => ({
    suffix: `-${owner}`,
    bucket: bucketOf(settings, owner),
    lockTable: lockTableOf(settings, owner),
    logPrefix: `state/${owner}/`,
  }));
}

/** The table that holds an environment's locks. */
export function lockTableOf(settings: StateBackendSettings, environment: string): string {
  const { layout, namePrefix } = settings;
  if (isInSeed(settings, environment)) return seedLockTable(settings);
  return `${layout === "shared" ? namePrefix : environment}-terraform-locks`;
}

/** The second copy of a bucket, in another Region; empty without one. */
export function replicaOf({ redundancy, location, replicaLocation }: StateBackendSettings, bucket: string) {
  return redundancy === "geo" && replicaLocation !== undefined
    ? `${bucket.slice(0, -location.length)}${replicaLocation}-replica`
    : "";
}

/** The bucket of the access log. */
export function accessLogBucketOf(settings: StateBackendSettings): string {
  return `${sharedBucket(settings)}-logs`;
}

/** The alias of the key that encrypts the state, and in its own Region of the key that encrypts the second copy. */
export function keyAliasOf({ namePrefix }: StateBackendSettings): string {
  return `alias/${namePrefix}-tfstate`;
}

/** The key that encrypts one environment's state: the seed bucket is older than any key of bootstrap's. */
export function stateKeyOf(settings: StateBackendSettings, environment: string): string {
  return isInSeed(settings, environment) ? "" : encryptionKeyOf(settings);
}

/** The key that encrypts the state, by its alias; empty with AWS' own. */
export function encryptionKeyOf(settings: StateBackendSettings): string {
  const { account, location, encryption } = settings;
  return encryption === "customer-key" ? `arn:aws:kms:${location}:${account}:${keyAliasOf(settings)}` : "";
}

/** The role of those who plan or apply an environment. */
export function roleNameOf(
  { namePrefix }: StateBackendSettings,
  environment: string,
  role: StateRole,
): string {
  return `${namePrefix}-tfstate-${environment}-${role}`;
}

export function roleArnOf(settings: StateBackendSettings, environment: string, role: StateRole): string {
  return `arn:aws:iam::${settings.account}:role/${roleNameOf(settings, environment, role)}`;
}

/** The role with which S3 copies versions into the other Region. */
export function replicationRoleOf({ namePrefix }: StateBackendSettings): string {
  return `${namePrefix}-tfstate-replication`;
}

export function replicationRoleArn(settings: StateBackendSettings): string {
  return `arn:aws:iam::${settings.account}:role/${replicationRoleOf(settings)}`;
}
