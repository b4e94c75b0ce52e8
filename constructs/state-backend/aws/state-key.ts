import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { type PolicyStatement, policyDocument } from "../../account/aws/iam-policy";

export interface StateKeyProps {
  /** The key's alias, which stays when the key is replaced. */
  readonly alias: string;
  /** Whether Terraform refuses to destroy the key, without which the state can't be read. */
  readonly deletionProtection: boolean;
  /** The account whose IAM policies say who administers the key. */
  readonly account: string;
  /** Who else may do what with it. */
  readonly statements?: readonly PolicyStatement[];
}

/** The key that encrypts the state; new material every year. */
export class StateKey extends Construct {
  readonly arn: string;

  constructor(
    scope: Construct,
    id: string,
    { alias, deletionProtection, account, statements = [] }: StateKeyProps,
  ) {
    super(scope, id);
    const lifecycle = { preventDestroy: deletionProtection };
    const key = new KmsKey(this, "key", {
      description: "Terraform state",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument(
        {
          // Without it a key whose other principals are gone could be managed by nobody, AWS' support included.
          Sid: "Account administers by IAM",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        ...statements,
      ),
      lifecycle,
    });
    new KmsAlias(this, "alias", { name: alias, targetKeyId: key.keyId, lifecycle });
    this.arn = key.arn;
  }
}
