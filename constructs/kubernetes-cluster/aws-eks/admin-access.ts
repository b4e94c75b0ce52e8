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
      const principal = principalArn.replace("arn:aws:iam::", "");
      const entry = new EksAccessEntry(this, principal.replace(/[:/]/g, "-"), { clusterName, principalArn });
      new EksAccessPolicyAssociation(this, `${principal.replace(/[:/]/g, "-")}-policy`, {
        clusterName,
        principalArn,
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope: { type: "cluster" },
        dependsOn: [entry],
      });
    }
  }
}
