import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Construct } from "constructs";

/** What an administrator needs: to do everything in the cluster, and to fetch its address and certificate. */
const roles = {
  administer: "Azure Kubernetes Service RBAC Cluster Admin",
  connect: "Azure Kubernetes Service Cluster User Role",
};

export interface AdminAccessProps {
  readonly clusterId: string;
  /** Object ids of groups, users and service principals. */
  readonly principals: readonly string[];
}

/** Lets principals administer the whole cluster, through Azure's own roles. */
export class AdminAccess extends Construct {
  constructor(scope: Construct, id: string, { clusterId, principals }: AdminAccessProps) {
    super(scope, id);
    for (const principalId of principals) {
      for (const [name, roleDefinitionName] of Object.entries(roles)) {
        new RoleAssignment(this, `${name}-${principalId}`, {
          scope: clusterId,
          roleDefinitionName,
          principalId,
        });
      }
    }
  }
}
