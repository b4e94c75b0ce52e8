import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";
import { accessLogBucketOf, sharedBucket } from "./names";
import { PrivateBucket } from "./private-bucket";

/**
 * Takes the state bucket's access log. S3 delivers only to a bucket with its own key and without Object Lock.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export class AccessLogBucket extends Construct {
  readonly store: PrivateBucket;

  constructor(scope: Construct, id: string, settings: StateBackendSettings) {
    super(scope, id);
    const name = accessLogBucketOf(settings);
    this.store = new PrivateBucket(this, "store", {
      name,
      deletionProtection: settings.deletionProtection,
      statements: [
        {
          Sid: "AllowLogDelivery",
          Effect: "Allow",
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `arn:aws:s3:::${name}/state/*`,
          Condition: {
            ArnLike: { "aws:SourceArn": `arn:aws:s3:::${sharedBucket(settings)}` },
            StringEquals: { "aws:SourceAccount": settings.account },
          },
        },
      ],
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: this.store.bucket.id,
      rule: [
        {
          id: "old-entries",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: settings.accessLogDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
    });
  }
}
