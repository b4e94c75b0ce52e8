import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";

export interface StateKeyProps {
  /** The key's alias, which stays when the key is replaced. */
  readonly alias: string;
  /** Whether Terraform refuses to destroy the key, without which the state can't be read. */
  readonly deletionProtection: boolean;
}

/** The key that encrypts the state; new material every year. */
export class StateKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { alias, deletionProtection }: StateKeyProps) {
    super(scope, id);
    const lifecycle = { preventDestroy: deletionProtection };
    const key = new KmsKey(this, "key", {
      description: "Terraform state",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      lifecycle,
    });
    new KmsAlias(this, "alias", { name: alias, targetKeyId: key.keyId, lifecycle });
    this.arn = key.arn;
  }
}
