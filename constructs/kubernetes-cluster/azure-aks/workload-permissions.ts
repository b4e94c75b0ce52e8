import { digest } from "../../account/azure/global-names";
import type { WorkloadPermission } from "../../contract/workload-identity";
import type { ApplicationStores } from "./application-stores";
import { builtInRole, type RoleGrant } from "./role-grant";

/** What permissions reach. */
export interface PermissionScopes {
  readonly stores: ApplicationStores;
  /** The resource group that AKS keeps machines and volumes in. */
  readonly nodeResourceGroupId: string;
  /** The resource ids of the DNS zones that may be written to. */
  readonly dnsZoneIds: readonly string[];
  /** Whose key snapshots of encrypted disks are encrypted with; undefined with Azure's own. */
  readonly diskEncryptionSetId: string | undefined;
}

/** The roles behind a word of the contract, each on what is the environment's own. */
export function permissionGrants(
  permission: WorkloadPermission,
  { stores, nodeResourceGroupId, dnsZoneIds, diskEncryptionSetId }: PermissionScopes,
): RoleGrant[] {
  switch (permission) {
    case "secrets.read":
      return [builtInRole("secrets", stores.secretsVault.id, "Key Vault Secrets User")];
    case "objectstore.readwrite":
      return [builtInRole("objects", stores.objectStore.id, "Storage Blob Data Contributor")];
    case "dns.write":
      return dnsZoneIds.map((zoneId) => builtInRole(`dns-${digest(zoneId)}`, zoneId, dnsRole(zoneId)));
    case "volumes.snapshot":
      return [
        {
          id: "snapshots",
          scope: nodeResourceGroupId,
          role: { roleDefinitionId: stores.snapshotRole.roleDefinitionResourceId },
        },
        ...(diskEncryptionSetId === undefined
          ? []
          : [builtInRole("disk-encryption", diskEncryptionSetId, "Reader")]),
      ];
    case "autoscaler":
      throw new Error("AKS scales its pools itself.");
  }
}

/** Azure has no role on a zone's records alone: these ones change the zone, too. */
function dnsRole(zoneId: string): string {
  return zoneId.includes("/privateDnsZones/") ? "Private DNS Zone Contributor" : "DNS Zone Contributor";
}
