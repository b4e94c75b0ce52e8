import { bootstrapWith } from "./azure-place";

test("every read, write and deletion is logged, for the days that are asked for", () => {
  const bootstrap = bootstrapWith({ accessLogDays: 90 });
  expect(bootstrap.only("azurerm_log_analytics_workspace")).toMatchObject({
    name: "acme-tfstate-log",
    retention_in_days: 90,
    local_authentication_enabled: false,
    lifecycle: { prevent_destroy: true },
  });
  expect(bootstrap.only("azurerm_monitor_diagnostic_setting")).toMatchObject({
    target_resource_id: `\${azurerm_storage_account.state-backend_state_account.id}/blobServices/default`,
    enabled_log: [{ category: "StorageRead" }, { category: "StorageWrite" }, { category: "StorageDelete" }],
  });
  expect(bootstrap.outputs.accessLogBucket).toBe("acme-tfstate-log");
});

test("without days there is no log", () => {
  expect(bootstrapWith().addresses.filter((address) => /log|diagnostic/.test(address))).toEqual([]);
});
