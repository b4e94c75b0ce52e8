import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { Construct } from "constructs";

/** What an identity may do with one resource. */
export interface RoleGrant {
  /** The resource's id. */
  readonly scope: string;
  /** One of Azure's own roles, by name. */
  readonly role: string;
  /** The identity's object id. */
  readonly principalId: string;
}

/**
 * Gives a managed identity a role. An identity that was made a moment ago isn't known to all of Entra ID yet, so that
 * its kind is told rather than looked up.
 */
export function grantRole(
  owner: Construct,
  id: string,
  { scope, role, principalId }: RoleGrant,
): RoleAssignment {
  return new RoleAssignment(owner, id, {
    scope,
    roleDefinitionName: role,
    principalId,
    principalType: "ServicePrincipal",
    skipServicePrincipalAadCheck: true,
  });
}
