import { digest } from "../../account/azure/global-names";
import type { DnsZone } from "../../contract/dns-zone";
import type { FederatedPermission } from "../../contract/workload-federation";
import type { WorkloadIdentitySettings, WorkloadPermission } from "../../contract/workload-identity";
import type { ApplicationStores } from "./application-stores";
import { builtInRole, type RoleGrant } from "./role-grant";
import type { SnapshotRole } from "./snapshot-role";

/** What permissions reach, wherever the cluster stands. */
export interface FederatedScopes {
  readonly stores: ApplicationStores;
  /** The DNS zones that may be written to. */
  readonly dnsZones: readonly DnsZone[];
}

/** What permissions reach of an AKS cluster. */
export interface PermissionScopes extends FederatedScopes {
  readonly snapshotRole: SnapshotRole;
  /** The resource group that AKS keeps machines and volumes in. */
  readonly nodeResourceGroupId: string;
  /** Whose key snapshots of encrypted disks are encrypted with; undefined with Azure's own. */
  readonly diskEncryptionSetId: string | undefined;
  /** The workspace of the control plane's logs; undefined where they aren't kept. */
  readonly logWorkspaceId: string | undefined;
}

/** The containers that an identity may use; undefined for all of the environment's. */
type Containers = WorkloadIdentitySettings["buckets"];

/** The roles behind a word of the contract, each on what is the environment's own. */
export function permissionGrants(
  permission: WorkloadPermission,
  scopes: PermissionScopes,
  containers: Containers,
): RoleGrant[] {
  switch (permission) {
    case "volumes.snapshot":
      return snapshotGrants(scopes);
    case "logs.read":
      return [builtInRole("logs", logWorkspace(scopes), "Log Analytics Reader")];
    case "autoscaler":
      throw new Error("AKS scales its pools itself.");
    default:
      return federatedGrants(permission, scopes, containers);
  }
}

/** The same, of what isn't the cluster's. */
export function federatedGrants(
  permission: FederatedPermission,
  { stores, dnsZones }: FederatedScopes,
  containers: Containers,
): RoleGrant[] {
  switch (permission) {
    case "secrets.read":
      return [builtInRole("secrets", stores.secretsVault.id, "Key Vault Secrets User")];
    case "objectstore.readwrite":
      return objectGrants(stores, containers);
    case "dns.write":
      return dnsZones.map(({ key, id }) => builtInRole(`dns-${digest(key)}`, id, dnsRole(id)));
  }
}

/** A condition on the account's containers wouldn't do: the role deletes containers, which no condition limits. */
function objectGrants(stores: ApplicationStores, containers: Containers): RoleGrant[] {
  const role = "Storage Blob Data Contributor";
  if (containers === undefined) return [builtInRole("objects", stores.objectStore.id, role)];
  return containers.map((name) => builtInRole(`objects-${name}`, stores.containerId(name), role));
}

function snapshotGrants({
  snapshotRole,
  nodeResourceGroupId,
  diskEncryptionSetId,
}: PermissionScopes): RoleGrant[] {
  return [
    { id: "snapshots", scope: nodeResourceGroupId, role: { roleDefinitionId: snapshotRole.resourceId } },
    ...(diskEncryptionSetId === undefined
      ? []
      : [builtInRole("disk-encryption", diskEncryptionSetId, "Reader")]),
  ];
}

function logWorkspace({ logWorkspaceId }: PermissionScopes): string {
  if (logWorkspaceId === undefined) throw new Error("The control plane's logs aren't kept.");
  return logWorkspaceId;
}

/** Azure has no role on a zone's records alone: these ones change the zone, too. */
function dnsRole(zoneId: string): string {
  return zoneId.includes("/privateDnsZones/") ? "Private DNS Zone Contributor" : "DNS Zone Contributor";
}
