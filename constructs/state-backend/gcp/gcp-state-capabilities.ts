import { encryptionKeys } from "../../contract/encryption-key";
import { redundancies } from "../../contract/state-backend";
import type { StateStoreCapabilities } from "../../contract/state-store";

/** What Cloud Storage can honour. */
export const gcpStateCapabilities: StateStoreCapabilities = {
  lockings: ["lockfile"],
  encryptions: encryptionKeys,
  objectLockModes: [],
  redundancies,
  refused: {
    objectLock:
      "a retention policy forbids to replace an object, and each apply replaces the state. What is erased can be restored for as long as soft delete keeps it (retention.noncurrentDays, 7 to 90 days)",
  },
};
