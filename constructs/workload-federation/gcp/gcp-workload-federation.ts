import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { projectNumber } from "../../account/gcp/project-number";
import { RequiredApis } from "../../account/gcp/required-apis";
import { writableDnsZones } from "../../contract/dns-zone";
import {
  type FederatedPermission,
  permissionsElsewhere,
  type WorkloadFederation,
  type WorkloadFederationProps,
} from "../../contract/workload-federation";
import type { WorkloadIdentity, WorkloadIdentitySettings } from "../../contract/workload-identity";
import { Lifetime } from "../../kubernetes-cluster/gcp-gke/lifetime";
import {
  type WorkloadAccountProps,
  workloadAccount,
} from "../../kubernetes-cluster/gcp-gke/workload-account";
import { WorkloadPool } from "./workload-pool";

/** The API of the cloud that a permission is about, where it isn't always on. */
const apis: Readonly<Record<FederatedPermission, string | undefined>> = {
  "secrets.read": "secretmanager",
  "dns.write": "dns",
  "objectstore.readwrite": undefined,
};

/** Service accounts of Google Cloud for the pods of a cluster that stands elsewhere, by the tokens that it signs. */
export class GcpWorkloadFederation extends Construct implements WorkloadFederation {
  /** What bounds the permissions of all identities. */
  private readonly bounds: Pick<
    WorkloadAccountProps,
    "namePrefix" | "project" | "projectNumber" | "lifetime" | "dnsZones"
  >;
  private readonly pool: WorkloadPool;
  private readonly after: readonly ITerraformDependable[];
  private readonly furtherApis = new Map<string, RequiredApis>();

  constructor(
    scope: Construct,
    id: string,
    { namePrefix, account, dnsZone, issuer }: WorkloadFederationProps,
  ) {
    super(scope, id);
    const lifetime = new Lifetime(this, "lifetime").id;
    const { number, enabled } = projectNumber(this, account.id);
    const project = account.id;
    const dnsZones = writableDnsZones(account, dnsZone);
    this.bounds = { namePrefix, project, projectNumber: number, lifetime, dnsZones };
    this.after = [...enabled, ...new RequiredApis(this, "apis", ["iam", "iamcredentials", "sts"]).enabled];
    this.pool = new WorkloadPool(this, "pool", { namePrefix, project, lifetime, issuer, after: this.after });
  }

  grant(grant: WorkloadIdentitySettings): WorkloadIdentity {
    const needed = permissionsElsewhere(grant).flatMap((permission) => this.enable(apis[permission]));
    const { email } = workloadAccount(new Construct(this, `identity-${grant.name}`), {
      ...this.bounds,
      grant,
      after: [...this.after, ...needed],
      user: this.pool.podsOf(grant),
      pool: this.pool.provider,
    });
    return {
      principal: email,
      annotations: {
        // What external-secrets reads.
        "iam.gke.io/gcp-service-account": email,
        // What has the pods of all other programs find a token and Google's credential configuration:
        // https://github.com/pfnet-research/gcp-workload-identity-federation-webhook
        "cloud.google.com/service-account-email": email,
        "cloud.google.com/workload-identity-provider": this.pool.providerName,
        "cloud.google.com/audience": this.pool.audience,
      },
      podLabels: {},
    };
  }

  /** Switches an API on when the first identity needs it. */
  private enable(name: string | undefined): readonly ITerraformDependable[] {
    if (name === undefined) return [];
    const enabled = this.furtherApis.get(name) ?? new RequiredApis(this, `${name}-api`, [name]);
    this.furtherApis.set(name, enabled);
    return enabled.enabled;
  }
}
