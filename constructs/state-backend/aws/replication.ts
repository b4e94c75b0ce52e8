import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import { Construct } from "constructs";
import { type PolicyStatement, policyDocument } from "../../account/aws/iam-policy";
import type { StateBackendSettings } from "../../contract/state-backend";
import { replicaOf, replicationRoleOf, stateBuckets } from "./names";
import type { StateBucket } from "./state-bucket";
import type { StateReplicas } from "./state-replicas";

export interface ReplicationProps {
  readonly settings: StateBackendSettings;
  /** The buckets of state by their names. */
  readonly sources: ReadonlyMap<string, StateBucket>;
  readonly replicas: StateReplicas;
  /** The key that encrypts the state, or undefined for AWS' own. */
  readonly kmsKeyArn?: string | undefined;
  /** The Region of the copies. */
  readonly region: string;
}

/** Has S3 copy every new version into the other Region, with a role that can do nothing else. */
export class Replication extends Construct {
  constructor(scope: Construct, id: string, props: ReplicationProps) {
    super(scope, id);
    const { settings, sources, replicas, kmsKeyArn } = props;
    const role = new IamRole(this, "role", {
      name: replicationRoleOf(settings),
      assumeRolePolicy: policyDocument(trustInReplication(settings)),
    });
    const policy = new IamRolePolicy(this, "policy", {
      name: "replicate-state",
      role: role.name,
      policy: policyDocument(...copyingAllowed(settings), ...keysAllowed(props)),
    });
    for (const { suffix, bucket } of stateBuckets(settings)) {
      const source = known(sources, bucket);
      const target = known(replicas.buckets, bucket);
      new S3BucketReplicationConfigurationA(this, `state${suffix}`, {
        bucket: source.bucket.id,
        role: role.arn,
        rule: [
          {
            id: "every-version",
            status: "Enabled",
            filter: { prefix: "" },
            // A lock is freed by a delete marker. Without it there, each copy of a lock would stay, and the state
            // would be found locked by whoever goes over to the copy. No version is erased by a marker.
            deleteMarkerReplication: { status: "Enabled" },
            destination: {
              bucket: target.bucket.arn,
              ...(replicas.kmsKeyArn === undefined
                ? {}
                : { encryptionConfiguration: { replicaKmsKeyId: replicas.kmsKeyArn } }),
            },
            ...(kmsKeyArn === undefined
              ? {}
              : { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } }),
          },
        ],
        dependsOn: [policy, source.history, target.history],
      });
    }
  }
}

function known(buckets: ReadonlyMap<string, StateBucket>, name: string): StateBucket {
  const bucket = buckets.get(name);
  if (bucket === undefined) throw new Error(`no bucket ${name}`);
  return bucket;
}

function trustInReplication(settings: StateBackendSettings): PolicyStatement {
  return {
    Sid: "TrustReplicationOfTheseBuckets",
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": settings.account },
      ArnLike: { "aws:SourceArn": sourcesOf(settings) },
    },
  };
}

/**
 * Under Object Lock S3 copies each version's retention too, which it has to read.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-replication
 */
function copyingAllowed(settings: StateBackendSettings): PolicyStatement[] {
  const retention = ["s3:GetObjectRetention", "s3:GetObjectLegalHold"];
  return [
    {
      Sid: "ReadReplicationSettings",
      Effect: "Allow",
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: sourcesOf(settings),
    },
    {
      Sid: "ReadVersions",
      Effect: "Allow",
      Action: [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        ...(settings.objectLock === undefined ? [] : retention),
      ],
      Resource: sourcesOf(settings).map((arn) => `${arn}/*`),
    },
    {
      Sid: "WriteCopies",
      Effect: "Allow",
      Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
      Resource: copiesOf(settings).map((arn) => `${arn}/*`),
    },
  ];
}

/**
 * With bucket keys the encryption context is the bucket, and S3 decrypts the copy's bucket key to verify it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
function keysAllowed({ settings, kmsKeyArn, replicas, region }: ReplicationProps): PolicyStatement[] {
  if (kmsKeyArn === undefined || replicas.kmsKeyArn === undefined) return [];
  const within = (place: string, buckets: readonly string[]) => ({
    StringEquals: {
      "kms:ViaService": `s3.${place}.amazonaws.com`,
      "kms:EncryptionContext:aws:s3:arn": buckets,
    },
  });
  return [
    {
      Sid: "DecryptVersions",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: kmsKeyArn,
      Condition: within(settings.location, sourcesOf(settings)),
    },
    {
      Sid: "EncryptCopies",
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
      Resource: replicas.kmsKeyArn,
      Condition: within(region, copiesOf(settings)),
    },
  ];
}

function sourcesOf(settings: StateBackendSettings): string[] {
  return stateBuckets(settings).map(({ bucket }) => `arn:aws:s3:::${bucket}`);
}

function copiesOf(settings: StateBackendSettings): string[] {
  return stateBuckets(settings).map(({ bucket }) => `arn:aws:s3:::${replicaOf(settings, bucket)}`);
}
