import type { StateBackendOutputs, StateBackendSettings } from "../../contract/state-backend";

/**
 * The names of all that holds state: complete at synth, so that an environment's backend block is, too. The bucket's
 * carries account and region, because bucket names are shared by all of AWS.
 */
export function stateBackendNames(
  settings: StateBackendSettings,
): StateBackendOutputs & { readonly keyAlias: string } {
  const { namePrefix, account, location, locking, encryption, accessLogDays } = settings;
  const bucket = `${namePrefix}-tfstate-${account}-${location}`;
  const keyAlias = `alias/${namePrefix}-tfstate`;
  return {
    bucket,
    location,
    lockTable: locking === "lockfile" ? "" : `${namePrefix}-terraform-locks`,
    keyAlias,
    encryptionKeyId: encryption === "customer-key" ? `arn:aws:kms:${location}:${account}:${keyAlias}` : "",
    accessLogBucket: accessLogDays === 0 ? "" : `${bucket}-logs`,
  };
}
