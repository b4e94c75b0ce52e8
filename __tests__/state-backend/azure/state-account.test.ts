import { accountName, bootstrapWith } from "./azure-place";

const address = "azurerm_storage_account.state-backend_state_account";
const account = (settings?: Parameters<typeof bootstrapWith>[0]) => bootstrapWith(settings).resource(address);

test("an identity of Entra ID is the only way in", () => {
  expect(account()).toMatchObject({
    name: accountName,
    account_kind: "StorageV2",
    account_tier: "Standard",
    min_tls_version: "TLS1_2",
    https_traffic_only_enabled: true,
    shared_access_key_enabled: false,
    default_to_oauth_authentication: true,
    local_user_enabled: false,
    allow_nested_items_to_be_public: false,
    cross_tenant_replication_enabled: false,
  });
});

test("it survives the loss of a zone, and that of a region where it is asked to", () => {
  expect(account().account_replication_type).toBe("ZRS");
  expect(account({ redundancy: "geo" }).account_replication_type).toBe("GZRS");
});

test("anybody with credentials reaches it, until addresses are given", () => {
  expect(account().network_rules).toEqual({ default_action: "Allow", bypass: ["None"], ip_rules: [] });
});

test("addresses that are given are the only ones let in, single ones without a prefix length", () => {
  const authorizedCidrs = ["203.0.113.0/24", "198.51.100.7/32", "198.51.100.8/31", "192.0.2.0/30"];
  expect(account({ authorizedCidrs }).network_rules).toEqual({
    default_action: "Deny",
    bypass: ["None"],
    ip_rules: ["203.0.113.0/24", "198.51.100.7", "198.51.100.8", "198.51.100.9", "192.0.2.0/30"],
  });
});

test("replaced versions go after their time, and can be brought back for as long again", () => {
  const bootstrap = bootstrapWith({ retention: { noncurrentDays: 30 } });
  expect(bootstrap.only("azurerm_storage_management_policy").rule).toEqual([
    {
      name: "replaced-versions",
      enabled: true,
      filters: { blob_types: ["blockBlob"] },
      actions: { version: { delete_after_days_since_creation: 30 } },
    },
  ]);
  expect(bootstrap.resource(address).blob_properties).toEqual({
    versioning_enabled: true,
    change_feed_enabled: true,
    change_feed_retention_in_days: 30,
    delete_retention_policy: { days: 30 },
    container_delete_retention_policy: { days: 30 },
  });
});

test("what is deleted can't be kept longer than Azure keeps it", () => {
  expect(account({ retention: { noncurrentDays: 400 } }).blob_properties).toMatchObject({
    change_feed_retention_in_days: 400,
    delete_retention_policy: { days: 365 },
    container_delete_retention_policy: { days: 365 },
  });
});

test("a lock keeps the account, until the protection is lifted", () => {
  expect(bootstrapWith().only("azurerm_management_lock")).toMatchObject({
    lock_level: "CanNotDelete",
    scope: `\${${address}.id}`,
  });
  expect(bootstrapWith({ deletionProtection: false }).resources("azurerm_management_lock")).toEqual({});
});

test("it is encrypted by Azure's key, or by one of the project's own through an identity that may use it", () => {
  expect(account()).not.toHaveProperty("customer_managed_key");
  expect(account({ encryption: "customer-key" })).toMatchObject({
    identity: {
      type: "UserAssigned",
      identity_ids: [`\${azurerm_user_assigned_identity.state-backend_key_identity.id}`],
    },
    customer_managed_key: {
      key_vault_key_id: `\${azurerm_key_vault_key.state-backend_key_key.versionless_id}`,
      user_assigned_identity_id: `\${azurerm_user_assigned_identity.state-backend_key_identity.id}`,
    },
    depends_on: ["azurerm_role_assignment.state-backend_key_grant"],
  });
});
