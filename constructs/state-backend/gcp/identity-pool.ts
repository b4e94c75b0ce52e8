import { IamWorkloadIdentityPool } from "@cdktf/provider-google/lib/iam-workload-identity-pool";
import { IamWorkloadIdentityPoolProvider } from "@cdktf/provider-google/lib/iam-workload-identity-pool-provider";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { isOidcSubject, type OidcSubject } from "../../contract/state-access";
import type { StateBackendSettings } from "../../contract/state-backend";
import { identityPoolOf } from "./names";

export interface IdentityPoolProps {
  readonly name: string;
  /** The jobs of one CI service that are let in. */
  readonly subjects: readonly OidcSubject[];
  /** What must exist before the pool. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * Turns the tokens of one CI service into identities of Google Cloud. A pool of its own for each service, because a
 * policy names a subject by its pool alone: in a common one, a service could sign in as another's job.
 */
export class IdentityPool extends Construct {
  private readonly pool: IamWorkloadIdentityPool;

  constructor(scope: Construct, id: string, { name, subjects, after }: IdentityPoolProps) {
    super(scope, id);
    const issuer = subjects[0]?.issuer ?? "";
    const names = [...new Set(subjects.map(({ subject }) => subject))].sort();
    const audiences = [...new Set(subjects.flatMap(({ audience }) => audience ?? []))].sort();
    this.pool = new IamWorkloadIdentityPool(this, "pool", {
      workloadIdentityPoolId: name,
      description: `Terraform state: ${issuer}`,
      dependsOn: [...after],
    });
    new IamWorkloadIdentityPoolProvider(this, "provider", {
      workloadIdentityPoolId: this.pool.workloadIdentityPoolId,
      workloadIdentityPoolProviderId: "oidc",
      attributeMapping: { "google.subject": "assertion.sub" },
      // Google refuses a service that many share without a condition.
      attributeCondition: `assertion.sub in ${JSON.stringify(names)}`,
      oidc: {
        issuerUri: issuer,
        ...(audiences.length === 0 ? {} : { allowedAudiences: audiences }),
      },
    });
  }

  /** A job as policies name it. */
  member(subject: string): string {
    return `principal://iam.googleapis.com/${this.pool.name}/subject/${subject}`;
  }
}

/** A pool for each CI service that is let in, by the service's issuer. */
export function identityPools(
  scope: Construct,
  settings: StateBackendSettings,
  after: readonly ITerraformDependable[],
): ReadonlyMap<string, IdentityPool> {
  const subjects = Object.values(settings.access)
    .flatMap(({ plan, apply }) => [...plan, ...apply])
    .filter(isOidcSubject);
  const issuers = [...new Set(subjects.map(({ issuer }) => issuer))];
  return new Map(
    issuers.map((issuer) => {
      const name = identityPoolOf(settings, issuer);
      const own = subjects.filter((subject) => subject.issuer === issuer);
      return [issuer, new IdentityPool(scope, name, { name, subjects: own, after })];
    }),
  );
}
