import { objectLockModes } from "../../contract/state-backend";
import type { StateStoreCapabilities } from "../../contract/state-store";

/**
 * What Hetzner Object Storage can honour.
 * https://docs.hetzner.com/storage/object-storage/supported-actions
 */
export const hetznerStateCapabilities: StateStoreCapabilities = {
  lockings: ["lockfile"],
  encryptions: ["provider-key"],
  objectLockModes,
  redundancies: ["zone"],
  refused: {
    access: "it has no roles: each key of a project reaches all of the project's buckets",
    accessLogDays: "it keeps no log of accesses",
    authorizedCidrs: "it documents no rule by address, and one that it misread would lock everybody out",
    replicaLocation: "it doesn't replicate buckets",
    "retention.noncurrentVersions": "its lifecycle counts days, not versions",
  },
};
