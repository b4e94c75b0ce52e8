import type { PolicyStatement } from "../../account/aws/iam-policy";
import { type StateRole, stateFolder } from "../../contract/backend-block";
import type { StateBackendSettings } from "../../contract/state-backend";
import { bucketOf, encryptionKeyOf, keyAliasOf, lockTableOf, replicaOf } from "./names";

/**
 * What a role may do with its environment's state, as Terraform's s3 backend does it. The state key's policy adds what
 * encryption needs (`key-permissions.ts`).
 * https://developer.hashicorp.com/terraform/language/v1.11.x/backend/s3#permissions-required
 */
export function rolePermissions(
  settings: StateBackendSettings,
  environment: string,
  role: StateRole,
): PolicyStatement[] {
  const { locking } = settings;
  return [
    ...stateAllowed(settings, environment, role),
    ...(locking === "dynamodb" ? [] : [lockFilesAllowed(settings, environment)]),
    ...(locking === "lockfile" ? [] : lockItemsAllowed(settings, environment, role)),
  ];
}

function stateAllowed(
  settings: StateBackendSettings,
  environment: string,
  role: StateRole,
): PolicyStatement[] {
  const bucket = `arn:aws:s3:::${bucketOf(settings, environment)}`;
  const states = `${bucket}/${stateFolder(environment)}*.tfstate`;
  return [
    {
      // S3 answers 404 to whom it would let list, and 403 to others, which Terraform takes for a refusal and not for
      // a state that doesn't exist yet. That question comes with no prefix; hence IfExists.
      Sid: "SeeOwnFolder",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: bucket,
      Condition: { StringLikeIfExists: { "s3:prefix": `${stateFolder(environment)}*` } },
    },
    { Sid: "ReadState", Effect: "Allow", Action: "s3:GetObject", Resource: states },
    ...(role === "plan"
      ? []
      : [{ Sid: "WriteState", Effect: "Allow", Action: "s3:PutObject", Resource: states } as const]),
  ];
}

function lockFilesAllowed(settings: StateBackendSettings, environment: string): PolicyStatement {
  const bucket = `arn:aws:s3:::${bucketOf(settings, environment)}`;
  return {
    Sid: "HoldLockFile",
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    Resource: `${bucket}/${stateFolder(environment)}*.tfstate.tflock`,
  };
}

/** An item is named by bucket and key of the state; the one of its checksum has `-md5` at its end. */
function lockItemsAllowed(
  settings: StateBackendSettings,
  environment: string,
  role: StateRole,
): PolicyStatement[] {
  const item = `${bucketOf(settings, environment)}/${stateFolder(environment)}*.tfstate`;
  const allow = (Sid: string, Action: readonly string[], key: string): PolicyStatement => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource: tableArn(settings, environment),
    // ForAllValues holds of a call without a key, too.
    Condition: {
      "ForAllValues:StringLike": { "dynamodb:LeadingKeys": key },
      Null: { "dynamodb:LeadingKeys": "false" },
    },
  });
  return [
    allow("HoldLockItem", ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"], item),
    allow("ReadChecksum", ["dynamodb:GetItem"], `${item}-md5`),
    ...(role === "plan" ? [] : [allow("WriteChecksum", ["dynamodb:PutItem"], `${item}-md5`)]),
  ];
}

/**
 * What a role can't do, whatever else it is given: erase or weaken the history of a state, or change or delete what
 * holds it.
 */
export function roleDenials(settings: StateBackendSettings, environment: string): PolicyStatement[] {
  const buckets = bucketsOf(settings, environment);
  const key = encryptionKeyOf(settings);
  return [
    {
      Sid: "DenyErasingHistory",
      Effect: "Deny",
      Action: [
        "s3:DeleteObjectVersion",
        "s3:BypassGovernanceRetention",
        "s3:PutObjectRetention",
        "s3:PutObjectLegalHold",
      ],
      Resource: buckets.map((arn) => `${arn}/*`),
    },
    {
      // Lifecycle rules, versioning, policy, replication, encryption: each is one of these names.
      Sid: "DenyBucketSettings",
      Effect: "Deny",
      Action: ["s3:PutBucket*", "s3:Put*Configuration", "s3:DeleteBucketPolicy", "s3:DeleteBucketWebsite"],
      Resource: buckets,
    },
    { Sid: "DenyDeletingBucket", Effect: "Deny", Action: "s3:DeleteBucket", Resource: buckets },
    ...(settings.locking === "lockfile" ? [] : [tableSettingsDenied(settings, environment)]),
    ...(key === "" ? [] : [keySettingsDenied(settings)]),
  ];
}

function tableSettingsDenied(settings: StateBackendSettings, environment: string): PolicyStatement {
  return {
    Sid: "DenyTableSettings",
    Effect: "Deny",
    Action: [
      "dynamodb:DeleteTable",
      "dynamodb:UpdateTable",
      "dynamodb:UpdateContinuousBackups",
      "dynamodb:UpdateTimeToLive",
      "dynamodb:PutResourcePolicy",
      "dynamodb:DeleteResourcePolicy",
    ],
    Resource: tableArn(settings, environment),
  };
}

/** Without its key every version is lost. A key's ARN is not known at synth, but its alias is. */
function keySettingsDenied(settings: StateBackendSettings): PolicyStatement {
  return {
    Sid: "DenyKeySettings",
    Effect: "Deny",
    Action: ["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DisableKeyRotation", "kms:PutKeyPolicy"],
    Resource: `arn:aws:kms:*:${settings.account}:key/*`,
    Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAliasOf(settings) } },
  };
}

function bucketsOf(settings: StateBackendSettings, environment: string): string[] {
  const bucket = bucketOf(settings, environment);
  return [bucket, replicaOf(settings, bucket)]
    .filter((name) => name !== "")
    .map((name) => `arn:aws:s3:::${name}`);
}

function tableArn(settings: StateBackendSettings, environment: string): string {
  const { location, account } = settings;
  return `arn:aws:dynamodb:${location}:${account}:table/${lockTableOf(settings, environment)}`;
}
