import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import { DataAzurermKeyVaultKey } from "@cdktf/provider-azurerm/lib/data-azurerm-key-vault-key";
import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { KeyVaultKey } from "@cdktf/provider-azurerm/lib/key-vault-key";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Construct } from "constructs";
import type { Account } from "../../contract/project";
import { aksGlobalNames, aksNames } from "./names";

/** Azure's most. It can't be changed later, so that it can't follow `deletionProtection`. */
export const vaultSoftDeleteDays = 90;

export interface SecretsKeyProps {
  readonly namePrefix: string;
  readonly account: Account;
  readonly tenantId: string;
  readonly resourceGroupName: string;
  readonly deletionProtection: boolean;
}

/**
 * The vault of the cluster's keys: one for secrets at rest, one for nodes' disks; new material every year.
 *
 * The vault answers every network, and whom it serves is decided by roles alone. AKS' key plugin runs in Azure's own
 * network, which no rule of a vault's firewall lets in; and a vault without public access would also shut out a
 * Terraform that runs outside the environment's network, because keys are made through the vault itself.
 * https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption#limitations
 */
export class SecretsKey extends Construct {
  readonly vault: KeyVault;
  /** The key of secrets. */
  readonly secrets: KeyVaultKey;
  /** The key of disks. */
  readonly disks: KeyVaultKey;
  /** The newest version of the key of secrets. AKS doesn't follow a rotation by itself; the next apply takes it there. */
  readonly currentSecretsKeyId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SecretsKeyProps,
  ) {
    super(scope, id);
    const { namePrefix, account, tenantId, resourceGroupName, deletionProtection } = props;
    const names = aksNames(namePrefix);
    this.vault = new KeyVault(this, "vault", {
      name: aksGlobalNames(namePrefix, account).keyVault,
      resourceGroupName,
      location: account.region,
      tenantId,
      skuName: "standard",
      rbacAuthorizationEnabled: true,
      // Disk encryption sets take a key from no other vault.
      purgeProtectionEnabled: true,
      softDeleteRetentionDays: vaultSoftDeleteDays,
      lifecycle: { preventDestroy: deletionProtection },
    });
    // To own a subscription is not to be let into its vaults. Whoever made the keys keeps the right.
    const maker = new RoleAssignment(this, "maker", {
      scope: this.vault.id,
      roleDefinitionName: "Key Vault Crypto Officer",
      principalId: new DataAzurermClientConfig(this, "caller").objectId,
      lifecycle: { ignoreChanges: ["principal_id"] },
    });
    this.secrets = this.key("key", names.secretsKey, ["encrypt", "decrypt"], maker);
    this.disks = this.key("disks", names.diskKey, ["wrapKey", "unwrapKey"], maker);
    this.currentSecretsKeyId = new DataAzurermKeyVaultKey(this, "current", {
      name: names.secretsKey,
      keyVaultId: this.vault.id,
      dependsOn: [this.secrets],
    }).id;
  }

  private key(id: string, name: string, keyOpts: string[], maker: RoleAssignment): KeyVaultKey {
    return new KeyVaultKey(this, id, {
      name,
      keyVaultId: this.vault.id,
      keyType: "RSA",
      keySize: 3072,
      keyOpts,
      rotationPolicy: { automatic: { timeAfterCreation: "P1Y" } },
      lifecycle: { preventDestroy: this.props.deletionProtection },
      dependsOn: [maker],
    });
  }
}
