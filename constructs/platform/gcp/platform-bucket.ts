import type { StorageBucketLifecycleRule } from "@cdktf/provider-google/lib/storage-bucket";
import type { Construct } from "constructs";
import type { BucketPurpose } from "../../contract/feature";
import type { PlatformPlace } from "../../contract/platform-cloud";
import { backupFolders, daysInBucket, deletedBackupDays } from "../../contract/storage-values";
import { PrivateBucket } from "../../state-backend/gcp/private-bucket";
import { bucketName } from "./names";

const secondsOfDay = 24 * 60 * 60;

/** A bucket of the platform, which removes by itself what is too old; gives its name. */
export function platformBucket(
  scope: Construct,
  purpose: BucketPurpose,
  { namePrefix, account, region, platform, deletionProtection }: PlatformPlace,
): string {
  const days = platform.retentionDays[purpose];
  const isBackups = purpose === "backups";
  const rules: StorageBucketLifecycleRule[] = [
    {
      action: { type: "Delete" },
      condition: isBackups
        ? { age: days, matchesPrefix: [`${backupFolders.applications}/`] }
        : { age: daysInBucket(days) },
    },
    { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
  ];
  const store = new PrivateBucket(scope, purpose, {
    name: `${namePrefix}-${bucketName(purpose, account)}`,
    location: region,
    deletionProtection,
    settings: {
      // Who may delete objects may delete their versions, too: what is deleted softly nobody can.
      softDeletePolicy: { retentionDurationSeconds: isBackups ? deletedBackupDays * secondsOfDay : 0 },
      lifecycleRule: rules,
    },
  });
  return store.bucket.name;
}
