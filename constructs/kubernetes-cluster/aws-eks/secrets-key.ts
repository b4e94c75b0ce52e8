import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { eksNames } from "./names";

export interface SecretsKeyProps {
  readonly namePrefix: string;
  readonly deletionProtection: boolean;
}

/** The key that encrypts the cluster's secrets at rest; new material every year. */
export class SecretsKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { namePrefix, deletionProtection }: SecretsKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, "key", {
      description: `Kubernetes secrets of ${namePrefix}`,
      enableKeyRotation: true,
      // The days within which a deletion can be taken back: AWS' most where losing the secrets would hurt, its least
      // where the environment comes and goes.
      deletionWindowInDays: deletionProtection ? 30 : 7,
      lifecycle: { preventDestroy: deletionProtection },
    });
    new KmsAlias(this, "alias", { name: eksNames(namePrefix).secretsKeyAlias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}
