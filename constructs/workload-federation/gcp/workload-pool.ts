import { IamWorkloadIdentityPool } from "@cdktf/provider-google/lib/iam-workload-identity-pool";
import { IamWorkloadIdentityPoolProvider } from "@cdktf/provider-google/lib/iam-workload-identity-pool-provider";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { TokenIssuer } from "../../contract/workload-federation";
import { serviceAccountSubject, type WorkloadIdentitySettings } from "../../contract/workload-identity";
import { gkeNames } from "../../kubernetes-cluster/gcp-gke/names";

export interface WorkloadPoolProps {
  readonly namePrefix: string;
  readonly project: string;
  /** What is new each time the environment is made. */
  readonly lifetime: string;
  readonly issuer: TokenIssuer;
  /** What must exist before the pool. */
  readonly after: readonly ITerraformDependable[];
}

/** A pool in which the pods of one cluster are known, by the tokens that the cluster signs for this pool alone. */
export class WorkloadPool extends Construct {
  readonly provider: IamWorkloadIdentityPoolProvider;
  /** The provider's full name, with the project's number. */
  readonly providerName: string;
  /** What tokens must be for. */
  readonly audience: string;
  private readonly pool: IamWorkloadIdentityPool;

  constructor(
    scope: Construct,
    id: string,
    { namePrefix, project, lifetime, issuer, after }: WorkloadPoolProps,
  ) {
    super(scope, id);
    const providerId = "cluster";
    this.pool = new IamWorkloadIdentityPool(this, "pool", {
      project,
      workloadIdentityPoolId: gkeNames(namePrefix).workloadPool(lifetime),
      description: `Pods of ${namePrefix}`,
      dependsOn: [...after],
    });
    this.providerName = `${this.pool.name}/providers/${providerId}`;
    const resource = `//iam.googleapis.com/${this.providerName}`;
    this.audience = `https:${resource}`;
    this.provider = new IamWorkloadIdentityPoolProvider(this, "cluster", {
      project,
      workloadIdentityPoolId: this.pool.workloadIdentityPoolId,
      workloadIdentityPoolProviderId: providerId,
      attributeMapping: { "google.subject": "assertion.sub" },
      attributeCondition: 'assertion.sub.startsWith("system:serviceaccount:")',
      // external-secrets asks for the form without a scheme.
      oidc: { issuerUri: issuer.url, allowedAudiences: [this.audience, resource] },
      dependsOn: [...issuer.published],
    });
  }

  /** The pods of one service account, as policies name them. */
  podsOf(grant: WorkloadIdentitySettings): string {
    return `principal://iam.googleapis.com/${this.pool.name}/subject/${serviceAccountSubject(grant)}`;
  }
}
