import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import {
  StorageManagementPolicy,
  type StorageManagementPolicyRule,
} from "@cdktf/provider-azurerm/lib/storage-management-policy";
import type { Construct } from "constructs";
import type { BucketPurpose } from "../../contract/feature";
import type { PlatformStoresProps } from "../../contract/platform-cloud";
import { backupFolders, daysInBucket } from "../../contract/storage-values";
import { ApplicationStores } from "../../kubernetes-cluster/azure-aks/application-stores";

/**
 * Containers of the environment's storage account, by what they are for. What is deleted in any of them can be had back
 * for a week, which is the account's own setting.
 */
export function platformContainers(
  scope: Construct,
  { purposes, platform, deletionProtection }: PlatformStoresProps,
): Readonly<Partial<Record<BucketPurpose, string>>> {
  if (purposes.length === 0) return {};
  const { id: storageAccountId } = ApplicationStores.of(scope).objectStore;
  const containers = purposes.map((purpose) => {
    const { name } = new StorageContainer(scope, purpose, {
      name: purpose,
      storageAccountId,
      lifecycle: { preventDestroy: deletionProtection },
    });
    return [purpose, name] as const;
  });
  // An account has one policy for all of its containers.
  new StorageManagementPolicy(scope, "lifecycle", {
    storageAccountId,
    rule: purposes.map((purpose) => rule(purpose, platform.retentionDays[purpose])),
  });
  return Object.fromEntries(containers);
}

function rule(purpose: BucketPurpose, retentionDays: number): StorageManagementPolicyRule {
  const isBackups = purpose === "backups";
  const days = isBackups ? retentionDays : daysInBucket(retentionDays);
  return {
    name: purpose,
    enabled: true,
    filters: {
      blobTypes: ["blockBlob"],
      prefixMatch: [isBackups ? `${purpose}/${backupFolders.applications}/` : `${purpose}/`],
    },
    actions: { baseBlob: { deleteAfterDaysSinceModificationGreaterThan: days } },
  };
}
