import { RoleDefinition } from "@cdktf/provider-azurerm/lib/role-definition";
import type { Construct } from "constructs";
import type { Account } from "../../contract/project";
import { aksGlobalNames } from "./names";

export interface SnapshotRoleProps {
  readonly namePrefix: string;
  readonly account: Account;
  /** The resource group that AKS keeps machines and volumes in. */
  readonly nodeResourceGroupId: string;
}

/**
 * To make and remove snapshots of the cluster's volumes, made when the first workload is allowed to. Azure's own role
 * for it reads storage accounts' keys, too.
 */
export class SnapshotRole {
  private role: RoleDefinition | undefined;

  constructor(
    private readonly scope: Construct,
    private readonly id: string,
    private readonly props: SnapshotRoleProps,
  ) {}

  /** The role's resource id. */
  get resourceId(): string {
    const { namePrefix, account, nodeResourceGroupId } = this.props;
    this.role ??= new RoleDefinition(this.scope, this.id, {
      // Unique in the whole tenant.
      name: aksGlobalNames(namePrefix, account).snapshotRole,
      description: `Snapshots of the volumes of ${namePrefix}`,
      scope: nodeResourceGroupId,
      assignableScopes: [nodeResourceGroupId],
      permissions: [
        {
          actions: [
            "Microsoft.Compute/disks/read",
            "Microsoft.Compute/disks/beginGetAccess/action",
            "Microsoft.Compute/disks/endGetAccess/action",
            "Microsoft.Compute/snapshots/read",
            "Microsoft.Compute/snapshots/write",
            "Microsoft.Compute/snapshots/delete",
          ],
        },
      ],
    });
    return this.role.roleDefinitionResourceId;
  }
}
