import { reference } from "../../jsonencoded";
import { clusterOnAzure } from "./cluster-on-azure";

const stack = clusterOnAzure();
const identity = "azurerm_user_assigned_identity.cluster_disks_identity";

test("nodes' disks are encrypted with a key of the environment's own, whose rotation they follow", () => {
  expect(stack.only("azurerm_kubernetes_cluster").disk_encryption_set_id).toBe(
    reference("azurerm_disk_encryption_set.cluster_disks_set.id"),
  );
  expect(stack.only("azurerm_disk_encryption_set")).toMatchObject({
    name: "acme-dev-aks-disks",
    key_vault_key_id: reference("azurerm_key_vault_key.cluster_secrets_disks.versionless_id"),
    auto_key_rotation_enabled: true,
    identity: { type: "UserAssigned", identity_ids: [reference(`${identity}.id`)] },
    depends_on: ["azurerm_role_assignment.cluster_disks_grant"],
  });
});

test("its identity may use that key, and no other one", () => {
  const principal = reference(`${identity}.principal_id`);
  const grants = Object.values(stack.resources("azurerm_role_assignment")).filter(
    ({ principal_id }) => principal_id === principal,
  );
  expect(grants).toEqual([
    {
      scope: reference("azurerm_key_vault_key.cluster_secrets_disks.resource_versionless_id"),
      role_definition_name: "Key Vault Crypto Service Encryption User",
      principal_id: principal,
      principal_type: "ServicePrincipal",
      skip_service_principal_aad_check: true,
    },
  ]);
});
