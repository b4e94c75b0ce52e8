import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";

/** The key that encrypts the state; new material every year. */
export class StateKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, alias: string) {
    super(scope, id);
    const key = new KmsKey(this, "key", {
      description: "Terraform state",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      lifecycle: { preventDestroy: true },
    });
    new KmsAlias(this, "alias", { name: alias, targetKeyId: key.keyId, lifecycle: { preventDestroy: true } });
    this.arn = key.arn;
  }
}
