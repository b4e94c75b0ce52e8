import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";

export interface StateBucketProps {
  readonly name: string;
  readonly settings: StateBackendSettings;
}

/** A bucket of states: every version kept for a time, and locked against erasure where that is asked for. */
export class StateBucket extends Construct {
  constructor(scope: Construct, id: string, { name, settings }: StateBucketProps) {
    super(scope, id);
    const { objectLock, deletionProtection, retention } = settings;
    const lifecycle = { preventDestroy: deletionProtection };
    const store = new S3Bucket(this, "bucket", {
      bucket: name,
      forceDestroy: !deletionProtection,
      objectLockEnabled: objectLock !== undefined,
      // The resource that would hold these rules waits for a header that only AWS sends, and fails after three
      // minutes: https://github.com/hashicorp/terraform-provider-aws/issues/43333
      lifecycleRule: [
        {
          id: "replaced-versions",
          enabled: true,
          noncurrentVersionExpiration: { days: retention.noncurrentDays },
          // Every lock that is freed leaves one behind.
          expiration: { expiredObjectDeleteMarker: true },
          abortIncompleteMultipartUploadDays: 7,
        },
      ],
      // Of a bucket that exists it can't change: the provider would replace the bucket with all that is in it.
      lifecycle: { ...lifecycle, ignoreChanges: ["object_lock_enabled"] },
    });
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket: store.id,
      versioningConfiguration: { status: "Enabled" },
      lifecycle,
    });
    if (objectLock !== undefined) {
      new S3BucketObjectLockConfigurationA(this, "object-lock", {
        bucket: store.id,
        rule: { defaultRetention: { mode: objectLock.mode, days: objectLock.days } },
        lifecycle: { ...lifecycle, precondition: [madeWithObjectLock(store, name)] },
        dependsOn: [versioning],
      });
    }
  }
}

function madeWithObjectLock(store: S3Bucket, name: string) {
  return {
    condition: store.objectLockEnabled,
    errorMessage:
      `The bucket ${name} was made without Object Lock, and Hetzner gives that at a bucket's creation only. ` +
      "Remove stateBackend.objectLock, or move the states into a backend of another name or location.",
  };
}
