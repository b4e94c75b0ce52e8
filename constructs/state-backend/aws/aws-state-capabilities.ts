import { encryptionKeys } from "../../contract/kubernetes-cluster";
import { lockings, objectLockModes } from "../../contract/state-backend";
import type { StateStoreCapabilities } from "../../contract/state-store";

/** What S3 and DynamoDB can honour. */
export const awsStateCapabilities: StateStoreCapabilities = {
  lockings,
  encryptions: encryptionKeys,
  objectLockModes,
  redundancies: ["zone"],
  refused: { tenant: "an AWS account has none" },
};
