import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";
import type { AccessLogBucket } from "./access-log-bucket";
import { PrivateBucket } from "./private-bucket";
import type { StateKey } from "./state-key";

export interface StateBucketProps {
  readonly name: string;
  readonly settings: StateBackendSettings;
  /** The key that encrypts the bucket, or undefined for Google's own. */
  readonly key?: StateKey | undefined;
  /** What takes the access log, if there is one. */
  readonly accessLog?: AccessLogBucket | undefined;
  /** What must exist before the bucket. */
  readonly after: readonly ITerraformDependable[];
}

const secondsOfDay = 24 * 60 * 60;

/** The bucket of the state: every version kept for a time, and what is erased before its time kept all the same. */
export class StateBucket extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { name, settings, key, accessLog, after }: StateBucketProps) {
    super(scope, id);
    const { authorizedCidrs, retention } = settings;
    const store = new PrivateBucket(this, "store", {
      name,
      location: settings.location,
      replicaLocation: settings.replicaLocation,
      deletionProtection: settings.deletionProtection,
      settings: {
        versioning: { enabled: true },
        softDeletePolicy: { retentionDurationSeconds: softDeleteDays(retention) * secondsOfDay },
        lifecycleRule: [
          {
            action: { type: "Delete" },
            condition: {
              withState: "ARCHIVED",
              daysSinceNoncurrentTime: retention.noncurrentDays,
              // Cloud Storage counts the current version among the newer ones.
              numNewerVersions: retention.noncurrentVersions + 1,
            },
          },
          { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
        ],
        ...(key === undefined ? {} : { encryption: { defaultKmsKeyName: key.id } }),
        ...(accessLog === undefined ? {} : { logging: { logBucket: accessLog.name, logObjectPrefix: name } }),
        // Said also where nobody is kept out: the provider leaves a filter standing that is no longer written down.
        ipFilter:
          authorizedCidrs === undefined
            ? { mode: "Disabled" }
            : { mode: "Enabled", publicNetworkSource: { allowedIpCidrRanges: [...authorizedCidrs] } },
        dependsOn: [
          ...after,
          ...(key === undefined ? [] : [key.grant]),
          ...(accessLog === undefined ? [] : [accessLog.delivery]),
        ],
      },
    });
    this.name = store.bucket.name;
  }
}

/**
 * Who may replace a state may erase its versions, too: Google has no permission that tells the two apart. Soft delete
 * keeps what was erased, and no role of an environment can shorten it. It takes 7 to 90 days.
 * https://docs.cloud.google.com/storage/docs/soft-delete#retention-duration
 */
function softDeleteDays({ noncurrentDays }: StateBackendSettings["retention"]): number {
  return Math.min(Math.max(noncurrentDays, 7), 90);
}
