import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { Construct } from "constructs";

/** A role on one resource. */
export interface ScopedRole {
  /** The resource's id. */
  readonly scope: string;
  /** One of Azure's own roles by name, or one of the environment's by id. */
  readonly role: { readonly roleDefinitionName: string } | { readonly roleDefinitionId: string };
}

/** One of the roles that an identity is given. */
export interface RoleGrant extends ScopedRole {
  /** Names the grant among the identity's others. */
  readonly id: string;
}

/** A grant of one of Azure's own roles. */
export function builtInRole(id: string, scope: string, roleDefinitionName: string): RoleGrant {
  return { id, scope, role: { roleDefinitionName } };
}

/**
 * Gives a managed identity a role. An identity that was made a moment ago isn't known to all of Entra ID yet, so that
 * its kind is told rather than looked up.
 *
 * @param principalId the identity's object id
 */
export function grantRole(
  owner: Construct,
  id: string,
  principalId: string,
  { scope, role }: ScopedRole,
): RoleAssignment {
  return new RoleAssignment(owner, id, {
    ...role,
    scope,
    principalId,
    principalType: "ServicePrincipal",
    skipServicePrincipalAadCheck: true,
  });
}
