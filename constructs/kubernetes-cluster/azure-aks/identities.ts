import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { aksNames } from "./names";
import { grantRole } from "./role-grant";

/** A resource that the control plane works with, and the role that it needs there. */
export interface ControlPlaneGrant {
  /** Names the grant among the others. */
  readonly id: string;
  /** The resource's id. */
  readonly scope: string;
  /** One of Azure's own roles, by name. */
  readonly role: string;
}

export interface IdentitiesProps {
  readonly namePrefix: string;
  readonly region: string;
  readonly resourceGroupName: string;
  readonly grants: readonly ControlPlaneGrant[];
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
    const all = [...grants, { id: "kubelet", scope: this.kubelet.id, role: "Managed Identity Operator" }];
    const { principalId } = this.cluster;
    this.grants = all.map((grant) =>
      grantRole(this, `grant-${grant.id}`, { scope: grant.scope, role: grant.role, principalId }),
    );
  }
}
