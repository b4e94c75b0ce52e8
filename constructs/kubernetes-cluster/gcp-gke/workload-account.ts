import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceAccountIamMember } from "@cdktf/provider-google/lib/service-account-iam-member";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { WorkloadIdentitySettings } from "../../contract/workload-identity";
import { gkeNames } from "./names";
import { WorkloadPermissions, type WorkloadPermissionsProps } from "./workload-permissions";

export interface WorkloadAccountProps
  extends Omit<WorkloadPermissionsProps, "identity" | "member" | "permissions" | "buckets"> {
  readonly grant: WorkloadIdentitySettings;
  /** The pods of one Kubernetes service account, as policies name them. */
  readonly user: string;
  /** What makes the pool that the pods are known in. */
  readonly pool: ITerraformDependable;
}

/** A service account that pods act as, with what it may do. */
export function workloadAccount(
  owner: Construct,
  { grant, user, pool, ...scopeOfGrant }: WorkloadAccountProps,
): ServiceAccount {
  const { name, namespace, serviceAccount, permissions, buckets } = grant;
  const { namePrefix, after } = scopeOfGrant;
  const account = new ServiceAccount(owner, "account", {
    accountId: gkeNames(namePrefix).workloadIdentity(name),
    displayName: `${namespace}/${serviceAccount} of ${namePrefix}`,
    dependsOn: [...after],
  });
  new ServiceAccountIamMember(owner, "use", {
    serviceAccountId: account.name,
    role: "roles/iam.workloadIdentityUser",
    member: user,
    dependsOn: [pool],
  });
  new WorkloadPermissions(owner, "may", {
    ...scopeOfGrant,
    identity: name,
    member: account.member,
    permissions,
    buckets,
  });
  return account;
}
