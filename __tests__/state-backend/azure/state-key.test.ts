import { bootstrapWith } from "./azure-place";

const bootstrap = bootstrapWith({ encryption: "customer-key" });
const vault = "azurerm_key_vault.state-backend_key_vault";
const key = "azurerm_key_vault_key.state-backend_key_key";

test("the vault goes by roles, and nobody can purge it", () => {
  expect(bootstrap.resource(vault)).toMatchObject({
    rbac_authorization_enabled: true,
    purge_protection_enabled: true,
    soft_delete_retention_days: 90,
    network_acls: { default_action: "Allow", bypass: "AzureServices", ip_rules: [] },
    lifecycle: { prevent_destroy: true },
  });
});

test("the vault lets in the addresses that the state does, and Azure's own storage", () => {
  const closed = bootstrapWith({ encryption: "customer-key", authorizedCidrs: ["198.51.100.7/32"] });
  expect(closed.resource(vault).network_acls).toEqual({
    default_action: "Deny",
    bypass: "AzureServices",
    ip_rules: ["198.51.100.7"],
  });
});

test("the key wraps and unwraps, gets new material every year, and can't be destroyed by accident", () => {
  expect(bootstrap.resource(key)).toMatchObject({
    key_type: "RSA",
    key_opts: ["wrapKey", "unwrapKey"],
    rotation_policy: { automatic: { time_after_creation: "P1Y" } },
    lifecycle: { prevent_destroy: true },
    depends_on: ["azurerm_role_assignment.state-backend_key_maker"],
  });
});

test("who runs bootstrap first may make the key, and stays the one when somebody else runs it", () => {
  expect(bootstrap.resource("azurerm_role_assignment.state-backend_key_maker")).toMatchObject({
    scope: `\${${vault}.id}`,
    role_definition_name: "Key Vault Crypto Officer",
    principal_id: `\${data.azurerm_client_config.state-backend_key_caller.object_id}`,
    lifecycle: { ignore_changes: ["principal_id"] },
  });
});

test("the account's identity may use this key, and nothing else of the vault", () => {
  expect(bootstrap.resource("azurerm_role_assignment.state-backend_key_grant")).toMatchObject({
    scope: `\${${key}.resource_versionless_id}`,
    role_definition_name: "Key Vault Crypto Service Encryption User",
    principal_id: `\${azurerm_user_assigned_identity.state-backend_key_identity.principal_id}`,
  });
});
