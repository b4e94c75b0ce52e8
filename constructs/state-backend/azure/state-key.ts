import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { KeyVaultKey } from "@cdktf/provider-azurerm/lib/key-vault-key";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";
import { firewallRules } from "./authorized-addresses";
import { tenantOf } from "./azure-state-checks";
import { resourceGroupOf, storageAccountOf } from "./names";

export interface StateKeyProps {
  readonly settings: StateBackendSettings;
  readonly group: ResourceGroup;
}

/** The key that encrypts the state, new every year, and the identity by which the storage account uses it. */
export class StateKey extends Construct {
  /** Without a version, so that the account follows the key's rotation. */
  readonly keyId: string;
  readonly identityId: string;
  /** What must exist before the account can use the key. */
  readonly grant: RoleAssignment;

  constructor(scope: Construct, id: string, { settings, group }: StateKeyProps) {
    super(scope, id);
    const { location, deletionProtection, authorizedCidrs } = settings;
    const lifecycle = { preventDestroy: deletionProtection };
    const vault = new KeyVault(this, "vault", {
      name: storageAccountOf(settings),
      resourceGroupName: group.name,
      location,
      tenantId: tenantOf(settings),
      skuName: "standard",
      rbacAuthorizationEnabled: true,
      // A storage account takes a key from no other vault.
      purgeProtectionEnabled: true,
      softDeleteRetentionDays: 90,
      networkAcls: {
        defaultAction: authorizedCidrs === undefined ? "Allow" : "Deny",
        bypass: "AzureServices",
        ipRules: firewallRules(authorizedCidrs ?? []),
      },
      lifecycle,
    });
    // To own a subscription is not to be let into its vaults. Whoever made the key keeps the right.
    const maker = new RoleAssignment(this, "maker", {
      scope: vault.id,
      roleDefinitionName: "Key Vault Crypto Officer",
      principalId: new DataAzurermClientConfig(this, "caller").objectId,
      lifecycle: { ignoreChanges: ["principal_id"] },
    });
    const key = new KeyVaultKey(this, "key", {
      name: "tfstate",
      keyVaultId: vault.id,
      keyType: "RSA",
      keySize: 3072,
      keyOpts: ["wrapKey", "unwrapKey"],
      rotationPolicy: { automatic: { timeAfterCreation: "P1Y" } },
      lifecycle,
      dependsOn: [maker],
    });
    const identity = new UserAssignedIdentity(this, "identity", {
      name: `${resourceGroupOf(settings)}-key`,
      resourceGroupName: group.name,
      location,
    });
    this.grant = new RoleAssignment(this, "grant", {
      scope: key.resourceVersionlessId,
      roleDefinitionName: "Key Vault Crypto Service Encryption User",
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
    });
    this.keyId = key.versionlessId;
    this.identityId = identity.id;
  }
}
