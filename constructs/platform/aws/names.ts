import type { BucketPurpose } from "../../contract/feature";
import type { Account } from "../../contract/project";

/** A bucket's name within its environment. It has the account in it, because bucket names are shared by all of AWS. */
export function bucketName(purpose: BucketPurpose, { id }: Pick<Account, "id">): string {
  return `${purpose}-${id}`;
}
