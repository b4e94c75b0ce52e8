import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { type PolicyStatement, policyDocument } from "../../account/aws/iam-policy";
import type { WorkloadIdentitySettings } from "../../contract/workload-identity";
import { eksNames } from "./names";
import { type WorkloadScope, workloadStatements } from "./workload-permissions";

/**
 * A role that the pods of one service account act as, with what it may do.
 *
 * @param trust says how the pods are told from all others.
 */
export function workloadRole(
  owner: Construct,
  { name, namespace, serviceAccount, ...wanted }: WorkloadIdentitySettings,
  scope: WorkloadScope,
  trust: PolicyStatement,
): { readonly role: IamRole; readonly policy: IamRolePolicy } {
  const role = new IamRole(owner, "role", {
    name: eksNames(scope.namePrefix).workloadRole(name),
    description: `${wanted.permissions.join(", ")} for ${namespace}/${serviceAccount}`,
    assumeRolePolicy: policyDocument(trust),
  });
  const policy = new IamRolePolicy(owner, "policy", {
    name: "workload",
    role: role.name,
    policy: policyDocument(...workloadStatements(wanted, scope)),
  });
  return { role, policy };
}
