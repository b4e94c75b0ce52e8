import type { StateStoreCapabilities } from "../../contract/state-store";

/**
 * What R2 can honour. Its lock is GOVERNANCE: whoever may edit the bucket's rules may lift it.
 * https://developers.cloudflare.com/r2/api/s3/api/ and https://developers.cloudflare.com/r2/buckets/bucket-locks/
 */
export const cloudflareStateCapabilities: StateStoreCapabilities = {
  lockings: ["lockfile"],
  encryptions: ["provider-key"],
  objectLockModes: ["GOVERNANCE"],
  redundancies: ["zone"],
  refused: {
    access:
      "it has API tokens in place of roles, each for whole buckets, and Terraform would write their secrets into the state",
    accessLogDays: "it keeps no log of accesses in a bucket",
    authorizedCidrs: "an address is a condition of an API token there, not of a bucket",
    replicaLocation: "it doesn't replicate buckets to a place of one's choice",
    "retention.noncurrentVersions":
      "it keeps no versions; noncurrentDays is how long `hera state` keeps its backups",
  },
};
