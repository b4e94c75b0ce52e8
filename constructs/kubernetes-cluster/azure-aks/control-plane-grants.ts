import type { ApplicationSecurityGroup } from "@cdktf/provider-azurerm/lib/application-security-group";
import type { NetworkOutputs } from "../../contract/network";
import type { DiskEncryption } from "./disk-encryption";
import type { PrivateDns } from "./private-dns";
import { builtInRole, type RoleGrant } from "./role-grant";
import type { SecretsKey } from "./secrets-key";

/** What the control plane works with. */
export interface ControlPlaneSurroundings {
  readonly network: NetworkOutputs;
  readonly nodeGroup: ApplicationSecurityGroup;
  readonly privateDns: PrivateDns | undefined;
  readonly secretsKey: SecretsKey | undefined;
  readonly diskEncryption: DiskEncryption | undefined;
}

/**
 * What the control plane may do: put nodes and its API server into their subnets, tell their names, and use its keys.
 * https://learn.microsoft.com/azure/aks/concepts-identity#aks-cluster-identity-permissions
 */
export function controlPlaneGrants(surroundings: ControlPlaneSurroundings): RoleGrant[] {
  const { network, nodeGroup, privateDns, secretsKey, diskEncryption } = surroundings;
  // Zones of an existing network can share a subnet, on which Azure gives one role once.
  const subnets = Object.entries(network.privateSubnetIdsByZone).filter(
    ([, id], place, all) => all.findIndex(([, other]) => other === id) === place,
  );
  const joined = [
    ...subnets.map(([zone, scope]) => ({ id: `subnet-${zone}`, scope })),
    ...network.controlPlaneSubnetIds.map((scope) => ({ id: "subnet-api-server", scope })),
    { id: "nodes", scope: nodeGroup.id },
    // AKS links its zone to the network itself, which a role on subnets doesn't allow.
    // https://learn.microsoft.com/azure/aks/private-clusters#configure-a-private-dns-zone
    ...(privateDns === undefined ? [] : [{ id: "network", scope: network.networkId }]),
  ];
  return [
    ...joined.map(({ id, scope }) => builtInRole(id, scope, "Network Contributor")),
    ...(privateDns === undefined
      ? []
      : [builtInRole("private-dns", privateDns.zone.id, "Private DNS Zone Contributor")]),
    ...(secretsKey === undefined
      ? []
      : [builtInRole("secrets", secretsKey.secrets.resourceVersionlessId, "Key Vault Crypto User")]),
    ...(diskEncryption === undefined ? [] : [builtInRole("disks", diskEncryption.set.id, "Reader")]),
  ];
}
