import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { Construct } from "constructs";
import { objectStorageOf } from "../../account/hetzner/hetzner-account";
import type { LogInput } from "../../contract/log-settings";
import type { ConfigurationObject } from "./cluster-configuration";

/** Where in the bucket the control plane finds what it follows, and leaves its snapshots and logs. */
export const bucketFolders = { configuration: "config/", snapshots: "etcd/", logs: "logs/" } as const;

export interface ClusterBucketProps {
  readonly name: string;
  readonly controlPlaneLogs: LogInput;
  readonly deletionProtection: boolean;
}

/** The cluster's private bucket: its configuration, etcd's snapshots, the control plane's logs. */
export class ClusterBucket extends Construct {
  private readonly bucket: S3Bucket;

  constructor(
    scope: Construct,
    id: string,
    { name, controlPlaneLogs, deletionProtection }: ClusterBucketProps,
  ) {
    super(scope, id);
    const provider = objectStorageOf(this);
    const lifecycle = { preventDestroy: deletionProtection };
    this.bucket = new S3Bucket(this, "bucket", {
      provider,
      bucket: name,
      forceDestroy: !deletionProtection,
      // The resource that would hold these rules waits for a header that only AWS sends, and fails after three
      // minutes: https://github.com/hashicorp/terraform-provider-aws/issues/43333
      // By name, the order in which Object Storage gives them back.
      lifecycleRule: [
        {
          id: "configuration",
          enabled: true,
          prefix: bucketFolders.configuration,
          noncurrentVersionExpiration: { days: 90 },
        },
        ...(controlPlaneLogs === "off"
          ? []
          : [
              {
                id: "logs",
                enabled: true,
                prefix: bucketFolders.logs,
                expiration: { days: controlPlaneLogs.retentionDays },
                noncurrentVersionExpiration: { days: 1 },
              },
            ]),
        {
          id: "snapshots",
          enabled: true,
          prefix: bucketFolders.snapshots,
          // k3s removes old snapshots itself; one that it removed by mistake can be had back for a week.
          noncurrentVersionExpiration: { days: 7 },
        },
        { id: "uploads", enabled: true, abortIncompleteMultipartUploadDays: 7 },
      ],
      lifecycle,
    });
    new S3BucketVersioningA(this, "versioning", {
      provider,
      bucket: this.bucket.id,
      versioningConfiguration: { status: "Enabled" },
      lifecycle,
    });
  }

  /** The bucket's name, once the bucket exists. */
  get name(): string {
    return this.bucket.bucket;
  }

  /** Writes what the control plane follows; the index comes last, so that nobody reads half of a change. */
  writeConfiguration(objects: readonly ConfigurationObject[], index: ConfigurationObject): S3Object {
    const written = objects.map((object) => this.write(object, []));
    return this.write(index, written);
  }

  private write({ key, content }: ConfigurationObject, dependsOn: S3Object[]): S3Object {
    return new S3Object(this, `config_${key.replaceAll(/[^A-Za-z0-9-]+/g, "_")}`, {
      provider: objectStorageOf(this),
      bucket: this.bucket.id,
      key: `${bucketFolders.configuration}${key}`,
      content,
      dependsOn,
    });
  }
}
