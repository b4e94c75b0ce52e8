import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Construct } from "constructs";
import { objectStorageOf } from "../../account/hetzner/hetzner-account";

export interface FlowLogBucketProps {
  readonly name: string;
  readonly retentionDays: number;
}

/** Takes the log of connections that go through the NAT hosts. It goes with the environment, as other clouds' logs do. */
export class FlowLogBucket extends Construct {
  readonly bucket: S3Bucket;

  constructor(scope: Construct, id: string, { name, retentionDays }: FlowLogBucketProps) {
    super(scope, id);
    this.bucket = new S3Bucket(this, "bucket", {
      provider: objectStorageOf(this),
      bucket: name,
      forceDestroy: true,
      // The resource that would hold this rule waits for a header that only AWS sends:
      // https://github.com/hashicorp/terraform-provider-aws/issues/43333
      lifecycleRule: [
        {
          id: "retention",
          enabled: true,
          expiration: { days: retentionDays },
          abortIncompleteMultipartUploadDays: 7,
        },
      ],
    });
  }
}
