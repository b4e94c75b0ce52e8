import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";
import { PrivateBucket } from "./private-bucket";

export interface StateBucketProps {
  readonly name: string;
  readonly settings: StateBackendSettings;
  readonly kmsKeyArn?: string | undefined;
  /** The bucket that takes the access log, if there is one. */
  readonly accessLogBucket?: PrivateBucket | undefined;
}

/** The bucket of the state: every version kept for a time, and locked against erasure where that is asked for. */
export class StateBucket extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { name, settings, kmsKeyArn, accessLogBucket }: StateBucketProps,
  ) {
    super(scope, id);
    const { objectLock, deletionProtection } = settings;
    const lifecycle = { preventDestroy: deletionProtection };
    const store = new PrivateBucket(this, "store", {
      name,
      deletionProtection,
      kmsKeyArn,
    });
    const bucket = store.bucket.id;
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
      lifecycle,
    });
    // Set apart from the bucket, so that it can be turned on for one that exists.
    const lock =
      objectLock === undefined
        ? undefined
        : new S3BucketObjectLockConfigurationA(this, "object-lock", {
            bucket,
            rule: { defaultRetention: { mode: objectLock.mode, days: objectLock.days } },
            lifecycle,
            dependsOn: [versioning],
          });
    this.lifecycle(bucket, settings, lock ?? versioning);
    if (accessLogBucket !== undefined) {
      new S3BucketLoggingA(this, "access-log", {
        bucket,
        targetBucket: accessLogBucket.bucket.id,
        targetPrefix: "state/",
        dependsOn: [accessLogBucket.policy],
      });
    }
  }

  private lifecycle(
    bucket: string,
    { retention }: StateBackendSettings,
    after: S3BucketVersioningA | S3BucketObjectLockConfigurationA,
  ): void {
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: [
        {
          id: "replaced-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [
            {
              noncurrentDays: retention.noncurrentDays,
              newerNoncurrentVersions: retention.noncurrentVersions,
            },
          ],
          // Every lock that is freed leaves one behind.
          expiration: [{ expiredObjectDeleteMarker: true }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [after],
    });
  }
}
