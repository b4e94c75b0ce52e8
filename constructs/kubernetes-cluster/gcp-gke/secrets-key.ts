import { KmsCryptoKey } from "@cdktf/provider-google/lib/kms-crypto-key";
import { KmsCryptoKeyIamMember } from "@cdktf/provider-google/lib/kms-crypto-key-iam-member";
import { KmsKeyRing } from "@cdktf/provider-google/lib/kms-key-ring";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

const day = 24 * 60 * 60;

export interface SecretsKeyProps {
  /** A name that no key ring ever had: Google lets go of none. */
  readonly keyRing: string;
  readonly region: string;
  /** The number of the Google Cloud project, which GKE's own account there is named by. */
  readonly projectNumber: string;
  readonly deletionProtection: boolean;
  /** What must exist before the key. */
  readonly after: readonly ITerraformDependable[];
}

/** The key that encrypts the cluster's secrets at rest, new material every 90 days, and GKE's right to use it. */
export class SecretsKey extends Construct {
  readonly id: string;
  /** What must exist before a cluster can use the key. */
  readonly grant: KmsCryptoKeyIamMember;

  constructor(
    scope: Construct,
    id: string,
    { keyRing, region, projectNumber, deletionProtection, after }: SecretsKeyProps,
  ) {
    super(scope, id);
    const lifecycle = { preventDestroy: deletionProtection };
    const ring = new KmsKeyRing(this, "ring", {
      name: keyRing,
      location: region,
      lifecycle,
      dependsOn: [...after],
    });
    const key = new KmsCryptoKey(this, "key", {
      name: "kubernetes-secrets",
      keyRing: ring.id,
      rotationPeriod: `${90 * day}s`,
      // For as long as a deletion can be taken back. It can't be changed, so that it can't follow deletionProtection.
      destroyScheduledDuration: `${30 * day}s`,
      lifecycle,
    });
    this.grant = new KmsCryptoKeyIamMember(this, "grant", {
      cryptoKeyId: key.id,
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      // https://docs.cloud.google.com/kubernetes-engine/docs/how-to/encrypting-secrets#grant_permission
      member: `serviceAccount:service-${projectNumber}@container-engine-robot.iam.gserviceaccount.com`,
      lifecycle,
    });
    this.id = key.id;
  }
}
