import { reference } from "../../jsonencoded";
import { networkOnAzure } from "./network-on-azure";

const dev = networkOnAzure({ flowLogs: { retentionDays: 30 } });

test("all connections of the network are logged, for as long as the environment says", () => {
  expect(dev.only("azurerm_network_watcher_flow_log")).toMatchObject({
    target_resource_id: reference("azurerm_virtual_network.network_vnet.id"),
    storage_account_id: reference("azurerm_storage_account.network_flow-log_account.id"),
    enabled: true,
    version: 2,
    retention_policy: { enabled: true, days: 30 },
  });
});

test("the watcher is the one that Azure makes for the region", () => {
  expect(dev.only("azurerm_network_watcher_flow_log")).toMatchObject({
    resource_group_name: "NetworkWatcherRG",
    network_watcher_name: "NetworkWatcher_westeurope",
    location: "westeurope",
  });
  expect(dev.resources("azurerm_network_watcher")).toEqual({});
});

test("the log's account lets nobody in by network but Azure's own services, and nobody unsigned", () => {
  expect(dev.only("azurerm_storage_account")).toMatchObject({
    name: expect.stringMatching(/^acmedevfl[0-9a-f]{10}$/),
    account_replication_type: "ZRS",
    min_tls_version: "TLS1_2",
    https_traffic_only_enabled: true,
    allow_nested_items_to_be_public: false,
    local_user_enabled: false,
    network_rules: { default_action: "Deny", bypass: ["AzureServices"] },
  });
});

test("the account has no lifecycle policy beside the one that the log's retention makes", () => {
  expect(dev.resources("azurerm_storage_management_policy")).toEqual({});
});

test("switched off, there is neither a log nor an account", () => {
  const off = networkOnAzure({ flowLogs: "off" });
  expect(off.resources("azurerm_network_watcher_flow_log")).toEqual({});
  expect(off.resources("azurerm_storage_account")).toEqual({});
});
