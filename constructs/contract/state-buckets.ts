import { type StateBackendOutputs, type StateBackendSettings, stateOwners } from "./state-backend";

/** A bucket of states that a backend makes. */
export interface MadeStateBucket {
  /** The id of its construct: by the name of whose state it is, so that others may come and go. */
  readonly id: string;
  /** Its name in the store. */
  readonly name: string;
}

/** The buckets of a layout. `bucketOf` gives the name of an environment's. */
export function stateBuckets(
  settings: StateBackendSettings,
  bucketOf: (settings: StateBackendSettings, environment: string) => string,
): readonly MadeStateBucket[] {
  if (settings.layout === "shared") return [{ id: "state", name: bucketOf(settings, "") }];
  return stateOwners(settings).map((owner) => ({ id: `state-${owner}`, name: bucketOf(settings, owner) }));
}

/** Whether a state is kept in the seed bucket: that of bootstrap, where it says so. */
export function isInSeed({ bootstrapState }: StateBackendSettings, environment: string): boolean {
  return environment === "bootstrap" && bootstrapState === "seed";
}

/** The outputs of a store that has buckets of states, and nothing beside them; what else a store has goes over it. */
export function bucketOutputs(
  settings: StateBackendSettings,
  bucketOf: (settings: StateBackendSettings, environment: string) => string,
): StateBackendOutputs {
  const isShared = settings.layout === "shared";
  const owners = isShared ? [] : stateOwners(settings);
  return {
    bucket: isShared ? bucketOf(settings, "") : "",
    environmentBuckets: Object.fromEntries(owners.map((owner) => [owner, bucketOf(settings, owner)])),
    location: settings.location,
    lockTable: "",
    environmentLockTables: {},
    encryptionKeyId: "",
    accessLogBucket: "",
    replicaBuckets: {},
    planRoles: {},
    applyRoles: {},
  };
}
