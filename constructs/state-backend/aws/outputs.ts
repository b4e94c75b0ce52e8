import type { StateRole } from "../../contract/backend-block";
import {
  accessTo,
  type StateBackendOutputs,
  type StateBackendSettings,
  stateOwners,
} from "../../contract/state-backend";
import { bucketOutputs } from "../../contract/state-buckets";
import {
  accessLogBucketOf,
  bucketOf,
  encryptionKeyOf,
  lockTableOf,
  replicaOf,
  roleArnOf,
  stateBuckets,
} from "./names";

/** What the backend gives, by names that are known before it exists. */
export function stateOutputs(settings: StateBackendSettings): StateBackendOutputs {
  const isShared = settings.layout === "shared";
  const isTabled = settings.locking !== "lockfile";
  const owners = isShared ? [] : stateOwners(settings);
  return {
    ...bucketOutputs(settings, bucketOf),
    lockTable: isShared && isTabled ? lockTableOf(settings, "") : "",
    environmentLockTables: Object.fromEntries(
      isTabled ? owners.map((owner) => [owner, lockTableOf(settings, owner)]) : [],
    ),
    encryptionKeyId: encryptionKeyOf(settings),
    accessLogBucket: settings.accessLogDays > 0 ? accessLogBucketOf(settings) : "",
    replicaBuckets: Object.fromEntries(
      stateBuckets(settings)
        .map(({ bucket }) => [bucket, replicaOf(settings, bucket)] as const)
        .filter(([, replica]) => replica !== ""),
    ),
    planRoles: rolesOf(settings, "plan"),
    applyRoles: rolesOf(settings, "apply"),
  };
}

function rolesOf(settings: StateBackendSettings, role: StateRole): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(settings.access)
      .filter((environment) => accessTo(settings, environment)[role].length > 0)
      .map((environment) => [environment, roleArnOf(settings, environment, role)]),
  );
}
