import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Construct } from "constructs";

export interface AdminAccessProps {
  readonly clusterName: string;
  /** ARNs of IAM roles and users. */
  readonly principals: readonly string[];
}

/** Lets principals administer the whole cluster, through EKS' access entries. */
export class AdminAccess extends Construct {
  constructor(scope: Construct, id: string, { clusterName, principals }: AdminAccessProps) {
    super(scope, id);
    for (const principalArn of principals) {
      const id = constructId(principalArn);
      const entry = new EksAccessEntry(this, id, { clusterName, principalArn });
      new EksAccessPolicyAssociation(this, `${id}-policy`, {
        clusterName,
        principalArn,
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope: { type: "cluster" },
        dependsOn: [entry],
      });
    }
  }
}

/** Account, kind and name: an account has no two roles, and no two users, of one name, whatever their paths. */
function constructId(principalArn: string): string {
  const [, account = "", kind = "", path = ""] = /::(\d+):(\w+)\/(.+)$/.exec(principalArn) ?? [];
  return [account, kind, path.split("/").pop()].join("-");
}
