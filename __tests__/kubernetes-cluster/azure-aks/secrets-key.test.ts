import { reference } from "../../jsonencoded";
import { clusterOnAzure } from "./cluster-on-azure";

const stack = clusterOnAzure();
const vault = "azurerm_key_vault.cluster_secrets_vault";

test("the vault serves roles alone, and what is deleted there can't be purged", () => {
  expect(stack.resource(vault)).toMatchObject({
    rbac_authorization_enabled: true,
    purge_protection_enabled: true,
    soft_delete_retention_days: 90,
    tenant_id: "22222222-2222-4222-8222-222222222222",
    resource_group_name: reference("azurerm_resource_group.cluster_group.name"),
    lifecycle: { prevent_destroy: true },
  });
  expect(stack.resource(vault)).not.toHaveProperty("access_policy");
});

test("lifting the protection leaves the time for which a vault can be brought back: Azure changes it never", () => {
  const passing = clusterOnAzure({ cluster: { deletionProtection: false } });
  expect(passing.resource(vault)).toMatchObject({
    soft_delete_retention_days: 90,
    lifecycle: { prevent_destroy: false },
  });
});

test("whoever deploys may make keys in this vault, before they are made, and keeps the right", () => {
  expect(stack.resource("azurerm_role_assignment.cluster_secrets_maker")).toMatchObject({
    scope: reference(`${vault}.id`),
    role_definition_name: "Key Vault Crypto Officer",
    principal_id: reference("data.azurerm_client_config.cluster_secrets_caller.object_id"),
    lifecycle: { ignore_changes: ["principal_id"] },
  });
});

test.each([
  ["key", "etcd", ["encrypt", "decrypt"]],
  ["disks", "disks", ["wrapKey", "unwrapKey"]],
])("the key %s gets new material every year, and can do what it is for", (id, name, key_opts) => {
  expect(stack.resource(`azurerm_key_vault_key.cluster_secrets_${id}`)).toMatchObject({
    name,
    key_type: "RSA",
    key_size: 3072,
    key_opts,
    rotation_policy: { automatic: { time_after_creation: "P1Y" } },
    lifecycle: { prevent_destroy: true },
    depends_on: ["azurerm_role_assignment.cluster_secrets_maker"],
  });
});

test("etcd is encrypted with the key's newest version", () => {
  expect(stack.data("azurerm_key_vault_key")).toEqual({
    cluster_secrets_current: {
      name: "etcd",
      key_vault_id: reference(`${vault}.id`),
      depends_on: ["azurerm_key_vault_key.cluster_secrets_key"],
    },
  });
  expect(stack.only("azurerm_kubernetes_cluster").key_management_service).toEqual({
    key_vault_key_id: reference("data.azurerm_key_vault_key.cluster_secrets_current.id"),
    key_vault_network_access: "Public",
  });
});

test("with Azure's own key there is no vault", () => {
  const plain = clusterOnAzure({ cluster: { secretsEncryption: "provider-key" } });
  expect(plain.addresses.filter((address) => /vault|disk/.test(address))).toEqual([]);
  expect(plain.only("azurerm_kubernetes_cluster")).not.toHaveProperty("key_management_service");
  expect(plain.only("azurerm_kubernetes_cluster")).not.toHaveProperty("disk_encryption_set_id");
  expect(plain.outputs.secretsEncryptionKeyId).toBe("");
});
