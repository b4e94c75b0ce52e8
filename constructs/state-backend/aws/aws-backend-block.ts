import { type BackendBlock, type StateIdentity, stateKey } from "../../contract/backend-block";
import type { StateBackendSettings } from "../../contract/state-backend";
import { bucketOf, lockTableOf, stateKeyOf } from "./names";

/** Where a state is kept in S3. */
export function awsBackendBlock(settings: StateBackendSettings, state: StateIdentity): BackendBlock {
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
    },
  };
}
