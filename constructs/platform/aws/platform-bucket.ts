import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import type { BucketPurpose } from "../../contract/feature";
import type { PlatformPlace } from "../../contract/platform-cloud";
import { backupFolders, daysInBucket, deletedBackupDays } from "../../contract/storage-values";
import { PrivateBucket } from "../../state-backend/aws/private-bucket";
import { bucketName } from "./names";

export interface PlatformBucketProps extends PlatformPlace {
  readonly purpose: BucketPurpose;
}

/** A bucket of the platform, which removes by itself what is too old. */
export class PlatformBucket extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: PlatformBucketProps) {
    super(scope, id);
    const { namePrefix, account, purpose, deletionProtection } = props;
    const store = new PrivateBucket(this, "store", {
      name: `${namePrefix}-${bucketName(purpose, account)}`,
      deletionProtection,
    });
    this.name = store.bucket.bucket;
    const bucket = store.bucket.id;
    // A pod that is broken into may delete backups, and can't delete their versions.
    const versioning =
      purpose === "backups"
        ? new S3BucketVersioningA(this, "versioning", {
            bucket,
            versioningConfiguration: { status: "Enabled" },
            lifecycle: { preventDestroy: deletionProtection },
          })
        : undefined;
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: rules(props),
      dependsOn: [versioning ?? store.policy],
    });
  }
}

function rules({ purpose, platform }: PlatformBucketProps): S3BucketLifecycleConfigurationRule[] {
  const days = platform.retentionDays[purpose];
  const uploads = { abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }] };
  if (purpose !== "backups") {
    return [rule("old-objects", "", { ...uploads, expiration: [{ days: daysInBucket(days) }] })];
  }
  return [
    rule("old-backups", `${backupFolders.applications}/`, { expiration: [{ days }] }),
    rule("deleted-backups", "", {
      ...uploads,
      noncurrentVersionExpiration: [{ noncurrentDays: deletedBackupDays }],
    }),
  ];
}

function rule(
  id: string,
  prefix: string,
  actions: Omit<S3BucketLifecycleConfigurationRule, "id" | "status" | "filter">,
): S3BucketLifecycleConfigurationRule {
  return { id, status: "Enabled", filter: [{ prefix }], ...actions };
}
