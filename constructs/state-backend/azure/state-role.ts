import { FederatedIdentityCredential } from "@cdktf/provider-azurerm/lib/federated-identity-credential";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { RoleDefinition } from "@cdktf/provider-azurerm/lib/role-definition";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Construct } from "constructs";
import { digest } from "../../account/azure/global-names";
import { type StateRole as Role, stateFolder } from "../../contract/backend-block";
import { isOidcSubject, type OidcSubject } from "../../contract/state-access";
import { accessTo, type StateBackendSettings } from "../../contract/state-backend";
import { containerOf, resourceGroupOf, storageAccountOf } from "./names";
import { conditionVersion, stateCondition } from "./state-condition";

/** What each role does to blobs; to take a lease and to write metadata is to write. Nobody deletes, or reaches keys. */
const dataActions: Readonly<Record<Role, readonly string[]>> = {
  plan: ["read"],
  apply: ["read", "write"],
};

export interface StateRoleProps {
  readonly settings: StateBackendSettings;
  readonly environment: string;
  readonly role: Role;
  readonly group: ResourceGroup;
}

/**
 * Who may read or write one environment's state.
 *
 * Azure's own roles on blobs are too wide: with them goes the right to delete the container. And an assignment below the
 * storage account could not be taken back, because the account's lock keeps assignments, too; so each is made on the
 * resource group, and its condition names the container.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
 */
export class StateRole extends Construct {
  /** What a CI service's job signs in to; empty where no job may. */
  readonly clientId: string;

  constructor(scope: Construct, id: string, { settings, environment, role, group }: StateRoleProps) {
    super(scope, id);
    const definition = new RoleDefinition(this, "definition", {
      // One of its own, because Azure refuses to assign one role twice to somebody who works on two environments.
      name: `${storageAccountOf(settings)} ${environment} ${role}`,
      description: `Terraform state of ${environment}: ${role}`,
      scope: group.id,
      permissions: [
        {
          dataActions: dataActions[role].map(
            (action) => `Microsoft.Storage/storageAccounts/blobServices/containers/blobs/${action}`,
          ),
        },
      ],
      assignableScopes: [group.id],
    });
    const grant = {
      scope: group.id,
      roleDefinitionId: definition.roleDefinitionResourceId,
      conditionVersion,
      condition: stateCondition({
        container: containerOf(settings, environment),
        folder: settings.layout === "shared" ? stateFolder(environment) : undefined,
      }),
    };
    const principals = accessTo(settings, environment)[role];
    const subjects = principals.filter(isOidcSubject);
    for (const principal of principals) {
      if (isOidcSubject(principal)) continue;
      new RoleAssignment(this, `assignment-${principal}`, { ...grant, principalId: principal });
    }
    if (subjects.length === 0) {
      this.clientId = "";
      return;
    }
    const identity = new UserAssignedIdentity(this, "identity", {
      name: `${resourceGroupOf(settings)}-${environment}-${role}`,
      resourceGroupName: group.name,
      location: settings.location,
    });
    for (const subject of subjects) this.trust(subject, identity);
    new RoleAssignment(this, "assignment", {
      ...grant,
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
    });
    this.clientId = identity.clientId;
  }

  private trust(
    { issuer, subject, audience = "api://AzureADTokenExchange" }: OidcSubject,
    { id, resourceGroupName }: UserAssignedIdentity,
  ): void {
    const key = digest(issuer, subject, audience);
    new FederatedIdentityCredential(this, `subject-${key}`, {
      name: `subject-${key}`,
      parentId: id,
      resourceGroupName,
      issuer,
      subject,
      audience: [audience],
    });
  }
}
