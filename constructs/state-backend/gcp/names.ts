import { createHash } from "node:crypto";
import type { StateBackendSettings } from "../../contract/state-backend";
import { dualRegionOf } from "./dual-regions";

// The names of all that holds state: complete at synth, so that an environment's backend block is, too. A bucket's
// carries the Google Cloud project, because bucket names are shared by all of Google Cloud.

/** The bucket that holds an environment's state. */
export function bucketOf(settings: StateBackendSettings, environment: string): string {
  return settings.layout === "shared" ? sharedBucket(settings) : `${environment}-tfstate-${settings.account}`;
}

/** The one bucket of the layout `shared`. */
export function sharedBucket({ namePrefix, account }: StateBackendSettings): string {
  return `${namePrefix}-tfstate-${account}`;
}

/** The bucket of the access log. */
export function accessLogBucketOf(settings: StateBackendSettings): string {
  return `${sharedBucket(settings)}-logs`;
}

/** The key ring of the key that encrypts the state, and the key's own name. */
export function keyRingOf({ namePrefix }: StateBackendSettings): string {
  return `${namePrefix}-tfstate`;
}
export const keyName = "state";

/** Where the key is: beside the bucket, or Cloud Storage refuses it. */
export function keyLocationOf(settings: StateBackendSettings): string {
  const { redundancy, location, replicaLocation } = settings;
  if (redundancy === "zone" || replicaLocation === undefined) return location;
  const code = dualRegionOf(location, replicaLocation)?.code ?? location;
  // The European area is the one that Cloud KMS calls differently.
  return code === "EU" ? "europe" : code.toLowerCase();
}

/** The key that encrypts the state; empty with Google's own. */
export function encryptionKeyOf(settings: StateBackendSettings): string {
  return settings.encryption === "customer-key"
    ? `projects/${settings.account}/locations/${keyLocationOf(settings)}/keyRings/${keyRingOf(settings)}/cryptoKeys/${keyName}`
    : "";
}

/** The pool of the identities that one CI service signs: 32 characters at the most, which a service's address isn't. */
export function identityPoolOf({ namePrefix }: StateBackendSettings, issuer: string): string {
  return `${namePrefix}-${createHash("sha256").update(issuer).digest("hex").slice(0, 8)}`;
}
