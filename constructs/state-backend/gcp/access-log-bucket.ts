import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";
import { accessLogBucketOf } from "./names";
import { PrivateBucket } from "./private-bucket";

/**
 * Takes the usage logs of the state's buckets: an object an hour, with the address, the request and its result. They
 * don't name the caller; Cloud Audit Logs do, which are switched on for a whole project, by its owner.
 * https://docs.cloud.google.com/storage/docs/access-logs
 */
export class AccessLogBucket extends Construct {
  readonly name: string;
  /** What must exist before Cloud Storage can deliver. */
  readonly delivery: StorageBucketIamMember;

  constructor(
    scope: Construct,
    id: string,
    settings: StateBackendSettings,
    after: readonly ITerraformDependable[],
  ) {
    super(scope, id);
    const store = new PrivateBucket(this, "store", {
      name: accessLogBucketOf(settings),
      location: settings.location,
      replicaLocation: settings.replicaLocation,
      deletionProtection: settings.deletionProtection,
      settings: {
        lifecycleRule: [
          { action: { type: "Delete" }, condition: { age: settings.accessLogDays } },
          { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
        ],
        dependsOn: [...after],
      },
    });
    this.name = store.bucket.name;
    this.delivery = new StorageBucketIamMember(this, "delivery", {
      bucket: store.bucket.name,
      role: "roles/storage.objectCreator",
      member: "group:cloud-storage-analytics@google.com",
    });
  }
}
