import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";
import { addressRule } from "./authorized-addresses";
import { PrivateBucket } from "./private-bucket";

export interface StateBucketProps {
  readonly name: string;
  readonly settings: StateBackendSettings;
  readonly kmsKeyArn?: string | undefined;
  /** What takes the access log, if anything does. */
  readonly accessLog?: { readonly bucket: PrivateBucket; readonly prefix: string } | undefined;
}

/** The bucket of the state: every version kept for a time, and locked against erasure where that is asked for. */
export class StateBucket extends Construct {
  readonly bucket: S3Bucket;
  /** What must be on before versions can be copied out of the bucket, or into it. */
  readonly history: ITerraformDependable;

  constructor(scope: Construct, id: string, { name, settings, kmsKeyArn, accessLog }: StateBucketProps) {
    super(scope, id);
    const { objectLock, deletionProtection } = settings;
    const lifecycle = { preventDestroy: deletionProtection };
    const store = new PrivateBucket(this, "store", {
      name,
      deletionProtection,
      kmsKeyArn,
      addresses: addressRule(settings),
    });
    this.bucket = store.bucket;
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
    this.history = lock ?? versioning;
    this.lifecycle(bucket, settings, this.history);
    if (accessLog !== undefined) {
      new S3BucketLoggingA(this, "access-log", {
        bucket,
        targetBucket: accessLog.bucket.bucket.id,
        targetPrefix: accessLog.prefix,
        dependsOn: [accessLog.bucket.policy],
      });
    }
  }

  private lifecycle(bucket: string, { retention }: StateBackendSettings, after: ITerraformDependable): void {
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
