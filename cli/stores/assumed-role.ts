import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";
import type { S3BackendConfig } from "../../constructs/contract/backend-block";

/** The credentials of a role, as the caller of `sts` gets them. */
export async function assumeRole(sts: STSClient, role: NonNullable<S3BackendConfig["assume_role"]>) {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: role.role_arn, RoleSessionName: role.session_name }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
    ...(Credentials?.Expiration === undefined ? {} : { expiration: Credentials.Expiration }),
  };
}
