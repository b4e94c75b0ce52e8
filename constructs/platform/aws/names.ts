import type { BucketPurpose } from "../../contract/feature";
import type { Account } from "../../contract/project";

/** A bucket's name. It has the account in it, because bucket names are shared by all of AWS. */
export function bucketName(namePrefix: string, { id }: Pick<Account, "id">, purpose: BucketPurpose): string {
  return `${namePrefix}-${purpose}-${id}`;
}
