import { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { StorageManagementPolicy } from "@cdktf/provider-azurerm/lib/storage-management-policy";
import { Construct } from "constructs";
import { privateStorage } from "../../account/azure/storage-settings";
import type { StateBackendSettings } from "../../contract/state-backend";
import { firewallRules } from "./authorized-addresses";
import { storageAccountOf } from "./names";
import type { StateKey } from "./state-key";

export interface StateAccountProps {
  readonly settings: StateBackendSettings;
  readonly group: ResourceGroup;
  /** The names of its containers. */
  readonly containers: readonly string[];
  readonly key?: StateKey | undefined;
}

/** Days for which Azure can bring back what was deleted, at the most. */
const longestSoftDelete = 365;

/** The storage account of the state: reached by identities alone, and every version kept for a time. */
export class StateAccount extends Construct {
  readonly account: StorageAccount;

  constructor(scope: Construct, id: string, { settings, group, containers, key }: StateAccountProps) {
    super(scope, id);
    const { redundancy, authorizedCidrs, retention, deletionProtection } = settings;
    const lifecycle = { preventDestroy: deletionProtection };
    const softDelete = { days: Math.min(retention.noncurrentDays, longestSoftDelete) };
    this.account = new StorageAccount(this, "account", {
      ...privateStorage,
      name: storageAccountOf(settings),
      resourceGroupName: group.name,
      location: settings.location,
      accountReplicationType: redundancy === "geo" ? "GZRS" : "ZRS",
      sharedAccessKeyEnabled: false,
      networkRules: {
        defaultAction: authorizedCidrs === undefined ? "Allow" : "Deny",
        // No service of Azure's reads state. And the provider doesn't see rules that are all Azure's defaults.
        bypass: ["None"],
        ipRules: firewallRules(authorizedCidrs ?? []),
      },
      blobProperties: {
        versioningEnabled: true,
        changeFeedEnabled: true,
        changeFeedRetentionInDays: retention.noncurrentDays,
        deleteRetentionPolicy: softDelete,
        containerDeleteRetentionPolicy: softDelete,
      },
      ...(key === undefined
        ? {}
        : {
            identity: { type: "UserAssigned", identityIds: [key.identityId] },
            customerManagedKey: { keyVaultKeyId: key.keyId, userAssignedIdentityId: key.identityId },
            dependsOn: [key.grant],
          }),
      lifecycle,
    });
    for (const name of containers) {
      new StorageContainer(this, `container-${name}`, {
        name,
        storageAccountId: this.account.id,
        containerAccessType: "private",
        lifecycle,
      });
    }
    this.lifecycle(settings);
    if (deletionProtection) {
      new ManagementLock(this, "lock", {
        name: "tfstate",
        scope: this.account.id,
        lockLevel: "CanNotDelete",
        notes: "Terraform state. Lifted by deletionProtection: false.",
      });
    }
  }

  /**
   * A version's age counts from when it was written, not from when it was replaced. That none is lost the day after it
   * was replaced is for soft delete, which keeps what this removes for as long again.
   */
  private lifecycle({ retention }: StateBackendSettings): void {
    new StorageManagementPolicy(this, "lifecycle", {
      storageAccountId: this.account.id,
      rule: [
        {
          name: "replaced-versions",
          enabled: true,
          filters: { blobTypes: ["blockBlob"] },
          actions: { version: { deleteAfterDaysSinceCreation: retention.noncurrentDays } },
        },
      ],
    });
  }
}
