import type { PolicyStatement } from "../../account/aws/iam-policy";
import type { StateBackendSettings } from "../../contract/state-backend";
import type { EnvironmentRoles } from "./environment-roles";
import { bucketOf } from "./names";

/**
 * What the roles may do with the state's key: encrypt and decrypt through S3 for their bucket, and through DynamoDB for
 * their table. With a bucket key the encryption context is the bucket, not the object.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
export function keyPermissions(
  settings: StateBackendSettings,
  roles: readonly EnvironmentRoles[],
): PolicyStatement[] {
  return roles.filter(({ roles }) => roles.size > 0).flatMap((one) => environmentPermissions(settings, one));
}

function environmentPermissions(
  settings: StateBackendSettings,
  { environment, roles }: EnvironmentRoles,
): PolicyStatement[] {
  const { location, locking } = settings;
  const everyone = [...roles.values()].map(({ arn }) => arn);
  // Who plans writes no state, but a lock file.
  const writers = [...roles].filter(([role]) => role === "apply" || locking !== "dynamodb");
  const allow = (Sid: string, arns: readonly string[], Action: string, service: string): PolicyStatement => ({
    Sid: `${Sid} ${environment}`,
    Effect: "Allow",
    Principal: { AWS: arns },
    Action,
    Resource: "*",
    Condition: {
      StringEquals: {
        "kms:ViaService": `${service}.${location}.amazonaws.com`,
        ...(service === "s3"
          ? { "kms:EncryptionContext:aws:s3:arn": `arn:aws:s3:::${bucketOf(settings, environment)}` }
          : {}),
      },
    },
  });
  return [
    allow("Read state of", everyone, "kms:Decrypt", "s3"),
    ...(writers.length === 0
      ? []
      : [
          allow(
            "Write state of",
            writers.map(([, { arn }]) => arn),
            "kms:GenerateDataKey",
            "s3",
          ),
        ]),
    ...(locking === "lockfile" ? [] : [allow("Lock state of", everyone, "kms:Decrypt", "dynamodb")]),
  ];
}
