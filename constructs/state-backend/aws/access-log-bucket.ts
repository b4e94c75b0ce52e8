import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";
import { addressRule } from "./authorized-addresses";
import { accessLogBucketOf, stateBuckets } from "./names";
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
    const [first = "", ...others] = stateBuckets(settings).map(({ bucket }) => `arn:aws:s3:::${bucket}`);
    this.store = new PrivateBucket(this, "store", {
      name,
      deletionProtection: settings.deletionProtection,
      addresses: addressRule(settings),
      statements: [
        {
          Sid: "AllowLogDelivery",
          Effect: "Allow",
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `arn:aws:s3:::${name}/state/*`,
          Condition: {
            ArnLike: { "aws:SourceArn": others.length === 0 ? first : [first, ...others] },
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
