import { createHash } from "node:crypto";
import type { BucketPurpose } from "../../contract/feature";
import type { Account } from "../../contract/project";

/** The zone of the environment's domain. */
export function zoneName(namePrefix: string): string {
  return `${namePrefix}-platform`;
}

/**
 * A bucket's name within its environment. Bucket names are shared by all of Google Cloud, and have no room for a
 * project's whole id.
 */
export function bucketName(purpose: BucketPurpose, { id }: Pick<Account, "id">): string {
  const digest = createHash("sha256").update(id).digest("hex").slice(0, 8);
  return `${purpose}-${digest}`;
}
