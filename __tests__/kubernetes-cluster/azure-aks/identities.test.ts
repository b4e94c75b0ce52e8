import { reference } from "../../jsonencoded";
import type { SynthesizedStack } from "../../synthesized";
import { clusterOnAzure, subnetId, vnetId } from "./cluster-on-azure";

const stack = clusterOnAzure();
const principal = (name: string) =>
  reference(`azurerm_user_assigned_identity.cluster_identities_${name}.principal_id`);

/** What an identity may do: roles by the resource they are limited to. */
function rolesOf(of: SynthesizedStack, principalId: string): Record<string, unknown> {
  const grants = Object.values(of.resources("azurerm_role_assignment"));
  const own = grants.filter(({ principal_id }) => principal_id === principalId);
  return Object.fromEntries(own.map(({ scope, role_definition_name }) => [scope, role_definition_name]));
}

test("the control plane may do what it must with what it works with, and nothing else", () => {
  expect(rolesOf(stack, principal("cluster"))).toEqual({
    [vnetId]: "Network Contributor",
    [subnetId("nodes-1")]: "Network Contributor",
    [subnetId("nodes-2")]: "Network Contributor",
    [subnetId("nodes-3")]: "Network Contributor",
    [subnetId("api-server")]: "Network Contributor",
    [reference("azurerm_application_security_group.cluster_nodes.id")]: "Network Contributor",
    [reference("azurerm_private_dns_zone.cluster_private-dns_zone.id")]: "Private DNS Zone Contributor",
    [reference("azurerm_key_vault_key.cluster_secrets_key.resource_versionless_id")]: "Key Vault Crypto User",
    [reference("azurerm_disk_encryption_set.cluster_disks_set.id")]: "Reader",
    [reference("azurerm_user_assigned_identity.cluster_identities_kubelet.id")]: "Managed Identity Operator",
  });
});

test("nodes may do nothing", () => {
  expect(rolesOf(stack, principal("kubelet"))).toEqual({});
});

test("no role reaches a subscription or a resource group, and the network only where a zone is linked to it", () => {
  const open = clusterOnAzure({
    cluster: { endpointAccess: "public-restricted", authorizedCidrs: ["198.51.100.7/32"] },
  });
  const scopes = [stack, open].map((of) =>
    Object.values(of.resources("azurerm_role_assignment")).map(({ scope }) => String(scope)),
  );
  expect(scopes.map((all) => all.filter((scope) => scope === vnetId))).toEqual([[vnetId], []]);
  for (const scope of scopes.flat().filter((scope) => scope !== vnetId)) {
    expect(scope).toMatch(/\/subnets\/|^\$\{azurerm_(?!resource_group|virtual_network)/);
  }
});

test("zones that share a subnet share the role on it", () => {
  const one = subnetId("shared");
  const shared = clusterOnAzure({ network: { privateSubnetIdsByZone: { 1: one, 2: one, 3: one } } });
  const grants = Object.values(shared.resources("azurerm_role_assignment"));
  expect(grants.filter(({ scope }) => scope === one)).toHaveLength(1);
});

test("the cluster and its nodes act as identities that were made before them", () => {
  const kubelet = "azurerm_user_assigned_identity.cluster_identities_kubelet";
  expect(stack.only("azurerm_kubernetes_cluster")).toMatchObject({
    identity: {
      type: "UserAssigned",
      identity_ids: [reference("azurerm_user_assigned_identity.cluster_identities_cluster.id")],
    },
    kubelet_identity: {
      user_assigned_identity_id: reference(`${kubelet}.id`),
      client_id: reference(`${kubelet}.client_id`),
      object_id: reference(`${kubelet}.principal_id`),
    },
  });
});

test("the cluster waits for each of its roles, and for its name in the network", () => {
  const roles = stack.addresses.filter((address) =>
    /^azurerm_role_assignment\.cluster_(identities_|disks_grant)/.test(address),
  );
  expect(roles).toHaveLength(11);
  expect(stack.only("azurerm_kubernetes_cluster").depends_on).toEqual(
    expect.arrayContaining([
      ...roles,
      "azurerm_private_dns_zone_virtual_network_link.cluster_private-dns_link",
    ]),
  );
});

test("no identity is looked up that Entra ID may not know yet", () => {
  const grants = stack.resources("azurerm_role_assignment");
  for (const [name, grant] of Object.entries(grants)) {
    if (!name.startsWith("cluster_identities_")) continue;
    expect(grant).toMatchObject({
      principal_type: "ServicePrincipal",
      skip_service_principal_aad_check: true,
    });
  }
});
