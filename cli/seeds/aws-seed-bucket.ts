import { isDeepStrictEqual } from "node:util";
import {
  BucketLocationConstraint,
  CreateBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { CommandError } from "../command-error";
import { errorNames } from "../errors/explanation";
import type { SeedPart } from "./seed-store";

/** Which bucket, and whose. */
export interface SeedBucket {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** The bucket of a seed: versioned, encrypted, closed to the public, reached over TLS alone. */
export function seedBucketParts(s3: S3Client, bucket: SeedBucket): readonly SeedPart[] {
  // Whoever owns the bucket: a request to somebody else's is refused.
  const target = { Bucket: bucket.name, ExpectedBucketOwner: bucket.account };
  const policy = tlsOnly(bucket.name);
  const itself = bucketPart(s3, bucket);
  const settings: readonly SeedPart[] = [
    {
      name: "versioning",
      isThere: async () => (await s3.send(new GetBucketVersioningCommand(target))).Status === "Enabled",
      make: () =>
        done(
          s3.send(
            new PutBucketVersioningCommand({ ...target, VersioningConfiguration: { Status: "Enabled" } }),
          ),
        ),
    },
    {
      name: "encryption",
      isThere: () =>
        found(
          s3.send(new GetBucketEncryptionCommand(target)),
          "ServerSideEncryptionConfigurationNotFoundError",
        ),
      make: () => {
        const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const } }];
        return done(
          s3.send(
            new PutBucketEncryptionCommand({ ...target, ServerSideEncryptionConfiguration: { Rules } }),
          ),
        );
      },
    },
    {
      name: "no public access",
      isThere: async () => {
        const block = await unless(
          "NoSuchPublicAccessBlockConfiguration",
          s3.send(new GetPublicAccessBlockCommand(target)),
        );
        return isDeepStrictEqual({ ...block?.PublicAccessBlockConfiguration }, { ...closed });
      },
      make: () =>
        done(s3.send(new PutPublicAccessBlockCommand({ ...target, PublicAccessBlockConfiguration: closed }))),
    },
    {
      name: "owner's rights alone",
      isThere: () =>
        found(s3.send(new GetBucketOwnershipControlsCommand(target)), "OwnershipControlsNotFoundError"),
      make: () => {
        const Rules = [{ ObjectOwnership: "BucketOwnerEnforced" as const }];
        return done(
          s3.send(new PutBucketOwnershipControlsCommand({ ...target, OwnershipControls: { Rules } })),
        );
      },
    },
    {
      name: "TLS only",
      isThere: async () => {
        const there = await unless("NoSuchBucketPolicy", s3.send(new GetBucketPolicyCommand(target)));
        return there?.Policy !== undefined && isDeepStrictEqual(JSON.parse(there.Policy), JSON.parse(policy));
      },
      make: () => done(s3.send(new PutBucketPolicyCommand({ ...target, Policy: policy }))),
    },
  ];
  return [itself, ...settings.map((part) => ({ ...part, within: itself.name }))];
}

const closed = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
} as const;

function bucketPart(s3: S3Client, { name, account, region }: SeedBucket): SeedPart {
  const isSomebodyElses = (): CommandError =>
    new CommandError(
      "refused",
      `the bucket ${name} exists and is not the account ${account}'s`,
      "give the project another name: bucket names are shared by all of AWS",
    );
  return {
    name: `bucket ${name}`,
    isThere: async () => {
      try {
        await s3.send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: account }));
        return true;
      } catch (error) {
        if (errorNames(error).includes("NotFound")) return false;
        // Without a body, S3 says no more of a bucket of somebody else's than this.
        if (errorNames(error).some((one) => one === "Forbidden" || one === "403")) throw isSomebodyElses();
        throw error;
      }
    },
    make: async () => {
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucketConfiguration.html: us-east-1 has no name there
      const constraint = Object.values(BucketLocationConstraint).find((one) => one === region);
      const location = constraint === undefined ? undefined : { LocationConstraint: constraint };
      try {
        await s3.send(
          new CreateBucketCommand({ Bucket: name, ...(location && { CreateBucketConfiguration: location }) }),
        );
      } catch (error) {
        if (errorNames(error).includes("BucketAlreadyExists")) throw isSomebodyElses();
        throw error;
      }
    },
  };
}

/** The two statements that the state bucket of bootstrap has, too. */
function tlsOnly(bucket: string): string {
  const arn = `arn:aws:s3:::${bucket}`;
  const everything = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Sid: "DenyPlainHttp", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { Sid: "DenyOldTls", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ],
  });
}

/** What a request answers; undefined where it fails by the name of what isn't there. */
async function unless<Answer>(absence: string, request: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await request;
  } catch (error) {
    if (errorNames(error).includes(absence)) return undefined;
    throw error;
  }
}

async function found(request: Promise<unknown>, absence: string): Promise<boolean> {
  return (await unless(absence, request)) !== undefined;
}

async function done(request: Promise<unknown>): Promise<void> {
  await request;
}
