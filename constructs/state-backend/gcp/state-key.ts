import { DataGoogleStorageProjectServiceAccount } from "@cdktf/provider-google/lib/data-google-storage-project-service-account";
import { KmsCryptoKey } from "@cdktf/provider-google/lib/kms-crypto-key";
import { KmsCryptoKeyIamMember } from "@cdktf/provider-google/lib/kms-crypto-key-iam-member";
import { KmsKeyRing } from "@cdktf/provider-google/lib/kms-key-ring";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { keyName } from "./names";

export interface StateKeyProps {
  /** The key ring's name; Google never lets go of it. */
  readonly ring: string;
  readonly location: string;
  /** Whether Terraform refuses to destroy the key, without which the state can't be read. */
  readonly deletionProtection: boolean;
  /** What must exist before the key. */
  readonly after: readonly ITerraformDependable[];
}

/** The key that encrypts the state, new material every 90 days, and Cloud Storage's right to use it. */
export class StateKey extends Construct {
  readonly id: string;
  /** What must exist before a bucket can use the key. */
  readonly grant: KmsCryptoKeyIamMember;

  constructor(
    scope: Construct,
    id: string,
    { ring: name, location, deletionProtection, after }: StateKeyProps,
  ) {
    super(scope, id);
    const lifecycle = { preventDestroy: deletionProtection };
    const ring = new KmsKeyRing(this, "ring", { name, location, lifecycle, dependsOn: [...after] });
    const key = new KmsCryptoKey(this, "key", {
      name: keyName,
      keyRing: ring.id,
      rotationPeriod: `${90 * 24 * 60 * 60}s`,
      destroyScheduledDuration: `${30 * 24 * 60 * 60}s`,
      lifecycle,
    });
    // Read and not put together: the account is made when it is first asked for.
    const storage = new DataGoogleStorageProjectServiceAccount(this, "storage", { dependsOn: [...after] });
    this.grant = new KmsCryptoKeyIamMember(this, "grant", {
      cryptoKeyId: key.id,
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      member: storage.member,
      lifecycle,
    });
    this.id = key.id;
  }
}
