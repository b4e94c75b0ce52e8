import { encryptionKeys } from "../../contract/encryption-key";
import { redundancies } from "../../contract/state-backend";
import type { StateStoreCapabilities } from "../../contract/state-store";

/** What Azure Blob Storage can honour. */
export const azureStateCapabilities: StateStoreCapabilities = {
  // The blob's lease, which Terraform takes in any case.
  lockings: ["lockfile"],
  encryptions: encryptionKeys,
  objectLockModes: [],
  redundancies,
  refused: {
    // https://learn.microsoft.com/azure/storage/blobs/immutable-version-level-worm-policies#scenarios
    objectLock: "an immutable blob takes no metadata, and that is where Terraform writes who holds the lock",
    replicaLocation: "Azure keeps the second copy in the region that it has paired with the first",
    // https://learn.microsoft.com/azure/storage/blobs/lifecycle-management-policy-structure
    "retention.noncurrentVersions": "Azure's lifecycle rules know a version's age, and count none",
  },
};
