import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { Construct } from "constructs";
import { type PolicyStatement, policyDocument } from "../../account/aws/iam-policy";
import { type AddressRule, otherAddressesRefused } from "./authorized-addresses";

export interface PrivateBucketProps {
  readonly name: string;
  /** Whether Terraform refuses to destroy the bucket; without it a destroy takes all that is in it along. */
  readonly deletionProtection: boolean;
  /** The KMS key that encrypts the bucket, or undefined for AWS' own. */
  readonly kmsKeyArn?: string | undefined;
  /** From where the bucket may be reached, if not from everywhere. */
  readonly addresses?: AddressRule | undefined;
  /** Statements of the bucket policy beside the ones that refuse weak transport and other addresses. */
  readonly statements?: readonly PolicyStatement[];
}

/** An encrypted S3 bucket that nobody reaches from outside, or over anything but TLS. */
export class PrivateBucket extends Construct {
  readonly bucket: S3Bucket;
  /** What must exist before another service can use the bucket. */
  readonly policy: S3BucketPolicy;

  constructor(
    scope: Construct,
    id: string,
    { name, deletionProtection, kmsKeyArn, addresses, statements = [] }: PrivateBucketProps,
  ) {
    super(scope, id);
    this.bucket = new S3Bucket(this, "bucket", {
      bucket: name,
      forceDestroy: !deletionProtection,
      lifecycle: { preventDestroy: deletionProtection },
    });
    const bucket = this.bucket.id;
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [
        kmsKeyArn === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
          : {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
              bucketKeyEnabled: true,
            },
      ],
    });
    const block = new S3BucketPublicAccessBlock(this, "public-access-block", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    // One after the other: S3 answers OperationAborted to a policy that meets the settings which judge it.
    const ownership = new S3BucketOwnershipControls(this, "ownership", {
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
      dependsOn: [block],
    });
    this.policy = new S3BucketPolicy(this, "policy", {
      bucket,
      policy: policyDocument(
        ...weakTransportRefused(this.bucket),
        ...(addresses === undefined ? [] : [otherAddressesRefused(this.bucket, addresses)]),
        ...statements,
      ),
      dependsOn: [ownership],
    });
  }
}

function weakTransportRefused({ arn }: S3Bucket): PolicyStatement[] {
  const everything = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] } as const;
  return [
    { Sid: "DenyPlainHttp", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "DenyOldTls", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
}
