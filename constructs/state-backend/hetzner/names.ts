import type { StateBackendSettings } from "../../contract/state-backend";
import { isInSeed } from "../../contract/state-buckets";

// The names of the buckets: complete at synth. They carry project and location, because all customers of Hetzner share
// the names.

/** The bucket that holds an environment's state, or bootstrap's own. */
export function bucketOf(settings: StateBackendSettings, environment: string): string {
  if (isInSeed(settings, environment)) return `${sharedBucket(settings)}-seed`;
  return settings.layout === "shared"
    ? sharedBucket(settings)
    : `${environment}-tfstate-${settings.account}-${settings.location}`;
}

/** The one bucket of the layout `shared`. */
export function sharedBucket({ namePrefix, account, location }: StateBackendSettings): string {
  return `${namePrefix}-tfstate-${account}-${location}`;
}
