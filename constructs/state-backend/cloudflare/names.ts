import type { StateBackendSettings } from "../../contract/state-backend";
import { isInSeed } from "../../contract/state-buckets";

// The names of the buckets: complete at synth. They carry no account, because each account has names of its own.

/** The bucket that holds an environment's state, or bootstrap's own. */
export function bucketOf(settings: StateBackendSettings, environment: string): string {
  if (isInSeed(settings, environment)) return `${sharedBucket(settings)}-seed`;
  return settings.layout === "shared"
    ? sharedBucket(settings)
    : `${environment}-tfstate-${settings.namePrefix}-${settings.location}`;
}

/** The one bucket of the layout `shared`. */
export function sharedBucket({ namePrefix, location }: StateBackendSettings): string {
  return `${namePrefix}-tfstate-${location}`;
}
