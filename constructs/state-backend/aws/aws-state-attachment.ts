import { S3Backend, type TerraformStack } from "cdktf";
import type { StateBackendSettings } from "../../contract/state-backend";
import { stateBackendNames } from "./names";

/** Keeps a stack's state in the bucket that bootstrap made, under `key`. */
export function attachAwsState(stack: TerraformStack, settings: StateBackendSettings, key: string): void {
  const { bucket, location, lockTable, encryptionKeyId } = stateBackendNames(settings);
  const backend = new S3Backend(stack, {
    bucket,
    key,
    region: location,
    allowedAccountIds: [settings.account],
    // Without a key's name beside it this sends AES256, which overrules the bucket's own default.
    encrypt: true,
    ...(encryptionKeyId === "" ? {} : { kmsKeyId: encryptionKeyId }),
    ...(lockTable === "" ? {} : { dynamodbTable: lockTable }),
  });
  // cdktf's class is older than the argument.
  if (settings.locking !== "dynamodb") backend.addOverride("use_lockfile", true);
}
