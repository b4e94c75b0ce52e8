import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceAccountIamMember } from "@cdktf/provider-google/lib/service-account-iam-member";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { WorkloadIdentity, WorkloadIdentitySettings } from "../../contract/workload-identity";
import { gkeNames } from "./names";
import { WorkloadPermissions, type WorkloadPermissionsProps } from "./workload-permissions";

export interface GcpWorkloadIdentityProps
  extends Omit<WorkloadPermissionsProps, "identity" | "member" | "permissions"> {
  readonly grant: WorkloadIdentitySettings;
  /** The cluster, whose creation makes the project's workload pool. */
  readonly cluster: ITerraformDependable;
}

/** A service account of Google Cloud that the pods of one Kubernetes service account act as. */
export class GcpWorkloadIdentity extends Construct {
  readonly outputs: WorkloadIdentity;

  constructor(scope: Construct, id: string, { grant, cluster, ...scopeOfGrant }: GcpWorkloadIdentityProps) {
    super(scope, id);
    const { name, namespace, serviceAccount, permissions } = grant;
    const { namePrefix, project, after } = scopeOfGrant;
    const account = new ServiceAccount(this, "account", {
      accountId: gkeNames(namePrefix).workloadIdentity(name),
      displayName: `${namespace}/${serviceAccount} of ${namePrefix}`,
      dependsOn: [...after],
    });
    new ServiceAccountIamMember(this, "use", {
      serviceAccountId: account.name,
      role: "roles/iam.workloadIdentityUser",
      member: `serviceAccount:${project}.svc.id.goog[${namespace}/${serviceAccount}]`,
      dependsOn: [cluster],
    });
    new WorkloadPermissions(this, "may", {
      ...scopeOfGrant,
      identity: name,
      member: account.member,
      permissions,
    });
    this.outputs = {
      principal: account.email,
      annotations: { "iam.gke.io/gcp-service-account": account.email },
      podLabels: {},
    };
  }
}
