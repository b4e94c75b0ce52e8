import { encryptionKeys } from "../../contract/encryption-key";
import { lockings, objectLockModes, redundancies } from "../../contract/state-backend";
import type { StateStoreCapabilities } from "../../contract/state-store";

/** What S3 and DynamoDB can honour. */
export const awsStateCapabilities: StateStoreCapabilities = {
  lockings,
  encryptions: encryptionKeys,
  objectLockModes,
  redundancies,
  refused: { tenant: "an AWS account has none" },
};
