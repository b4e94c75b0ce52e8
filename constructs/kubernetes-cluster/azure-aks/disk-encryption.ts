import { DiskEncryptionSet } from "@cdktf/provider-azurerm/lib/disk-encryption-set";
import type { KeyVaultKey } from "@cdktf/provider-azurerm/lib/key-vault-key";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { aksNames } from "./names";
import { grantRole } from "./role-grant";

export interface DiskEncryptionProps {
  readonly namePrefix: string;
  readonly region: string;
  readonly resourceGroupName: string;
  readonly key: KeyVaultKey;
}

/** Encrypts nodes' disks with a key of the environment's own, and follows its rotation. */
export class DiskEncryption extends Construct {
  readonly set: DiskEncryptionSet;
  /** What must hold as long as a disk is read. */
  readonly grant: ITerraformDependable;

  constructor(
    scope: Construct,
    id: string,
    { namePrefix, region, resourceGroupName, key }: DiskEncryptionProps,
  ) {
    super(scope, id);
    const names = aksNames(namePrefix);
    const place = { resourceGroupName, location: region };
    const identity = new UserAssignedIdentity(this, "identity", { ...place, name: names.diskIdentity });
    this.grant = grantRole(this, "grant", identity.principalId, {
      scope: key.resourceVersionlessId,
      role: { roleDefinitionName: "Key Vault Crypto Service Encryption User" },
    });
    this.set = new DiskEncryptionSet(this, "set", {
      ...place,
      name: names.diskEncryptionSet,
      keyVaultKeyId: key.versionlessId,
      autoKeyRotationEnabled: true,
      identity: { type: "UserAssigned", identityIds: [identity.id] },
      dependsOn: [this.grant],
    });
  }
}
