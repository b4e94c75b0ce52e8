import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { aksNames } from "./names";
import { builtInRole, grantRole, type RoleGrant } from "./role-grant";

export interface IdentitiesProps {
  readonly namePrefix: string;
  readonly region: string;
  readonly resourceGroupName: string;
  /** What the control plane may do with what it works with. */
  readonly grants: readonly RoleGrant[];
}

/**
 * Whom the control plane and the nodes act as. Both identities are made before the cluster, so that each role is in
 * place before Azure first needs it: an identity that AKS makes by itself exists only when it is too late.
 */
export class Identities extends Construct {
  readonly cluster: UserAssignedIdentity;
  readonly kubelet: UserAssignedIdentity;
  /** What must hold as long as the cluster lives. */
  readonly grants: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    { namePrefix, region, resourceGroupName, grants }: IdentitiesProps,
  ) {
    super(scope, id);
    const names = aksNames(namePrefix);
    const place = { resourceGroupName, location: region };
    this.cluster = new UserAssignedIdentity(this, "cluster", { ...place, name: names.clusterIdentity });
    this.kubelet = new UserAssignedIdentity(this, "kubelet", { ...place, name: names.kubeletIdentity });
    const all = [...grants, builtInRole("kubelet", this.kubelet.id, "Managed Identity Operator")];
    const { principalId } = this.cluster;
    this.grants = all.map((grant) => grantRole(this, `grant-${grant.id}`, principalId, grant));
  }
}
