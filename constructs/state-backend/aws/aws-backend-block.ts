import {
  type BackendBlock,
  type S3BackendConfig,
  type StateIdentity,
  type StateRole,
  stateKey,
} from "../../contract/backend-block";
import { isOidcSubject } from "../../contract/state-access";
import { accessTo, type StateBackendSettings } from "../../contract/state-backend";
import { bucketOf, lockTableOf, roleArnOf, stateKeyOf } from "./names";

/** Where a state is kept in S3. */
export function awsBackendBlock(
  settings: StateBackendSettings,
  state: StateIdentity,
  role?: StateRole,
): BackendBlock {
  const { location, account, locking } = settings;
  const encryptionKey = stateKeyOf(settings, state.environment);
  return {
    type: "s3",
    config: {
      bucket: bucketOf(settings, state.environment),
      key: stateKey(state),
      region: location,
      allowed_account_ids: [account],
      // Without a key's name beside it this sends AES256, which overrules the bucket's own default.
      encrypt: true,
      ...(encryptionKey === "" ? {} : { kms_key_id: encryptionKey }),
      ...(locking === "lockfile" ? {} : { dynamodb_table: lockTableOf(settings, state.environment) }),
      ...(locking === "dynamodb" ? {} : { use_lockfile: true }),
      ...(role === undefined ? {} : signIn(settings, state, role)),
    },
  };
}

/** Where a job puts its token: in the folder where Terraform runs. The backend has to be told, and takes no variable. */
export const tokenFile = "web-identity-token";

/** A role that only CI jobs may take is taken with their token, any other one with the credentials at hand. */
function signIn(
  settings: StateBackendSettings,
  { environment }: StateIdentity,
  role: StateRole,
): Pick<S3BackendConfig, "assume_role" | "assume_role_with_web_identity"> {
  const taken = { role_arn: roleArnOf(settings, environment, role), session_name: `terraform-${role}` };
  return accessTo(settings, environment)[role].every(isOidcSubject)
    ? { assume_role_with_web_identity: { ...taken, web_identity_token_file: tokenFile } }
    : { assume_role: taken };
}
