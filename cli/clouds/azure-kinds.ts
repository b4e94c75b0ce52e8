// Azure's kinds of resources that carry tags and that Resource Manager lists, and Terraform's types of them.

/**
 * Terraform's type by Resource Manager's, which is written as the provider writes it in ids: Azure itself takes and gives
 * any case.
 */
export const azureKinds: Readonly<Record<string, string>> = {
  "Microsoft.Compute/diskEncryptionSets": "azurerm_disk_encryption_set",
  "Microsoft.ContainerService/managedClusters": "azurerm_kubernetes_cluster",
  "Microsoft.KeyVault/vaults": "azurerm_key_vault",
  "Microsoft.ManagedIdentity/userAssignedIdentities": "azurerm_user_assigned_identity",
  "Microsoft.Network/applicationSecurityGroups": "azurerm_application_security_group",
  "Microsoft.Network/dnsZones": "azurerm_dns_zone",
  "Microsoft.Network/natGateways": "azurerm_nat_gateway",
  "Microsoft.Network/networkSecurityGroups": "azurerm_network_security_group",
  "Microsoft.Network/networkWatchers/flowLogs": "azurerm_network_watcher_flow_log",
  "Microsoft.Network/privateDnsZones": "azurerm_private_dns_zone",
  "Microsoft.Network/privateDnsZones/virtualNetworkLinks": "azurerm_private_dns_zone_virtual_network_link",
  "Microsoft.Network/publicIPAddresses": "azurerm_public_ip",
  "Microsoft.Network/virtualNetworks": "azurerm_virtual_network",
  "Microsoft.OperationalInsights/workspaces": "azurerm_log_analytics_workspace",
  "Microsoft.Storage/storageAccounts": "azurerm_storage_account",
};

const noTags = "carries no tags";
const inAnother = "stands within another resource, where Azure does not list it";

/** What Hera makes beside these. */
export const unseenOnAzure: Readonly<Record<string, string>> = {
  azurerm_federated_identity_credential: inAnother,
  azurerm_key_vault_key: inAnother,
  azurerm_kubernetes_cluster_node_pool: inAnother,
  azurerm_log_analytics_workspace_table: inAnother,
  azurerm_monitor_diagnostic_setting: noTags,
  azurerm_nat_gateway_public_ip_association: noTags,
  azurerm_network_security_rule: inAnother,
  azurerm_role_assignment: noTags,
  azurerm_role_definition: noTags,
  azurerm_storage_container: inAnother,
  azurerm_storage_management_policy: inAnother,
  azurerm_subnet: inAnother,
  azurerm_subnet_nat_gateway_association: noTags,
  azurerm_subnet_network_security_group_association: noTags,
};
