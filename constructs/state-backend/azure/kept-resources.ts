/** What an edit of the settings may take out of the configuration and must not destroy: the key, the access log. */
export const keptResources = [
  [
    "azurerm_key_vault/key_vault",
    "azurerm_key_vault_key/key_key",
    "azurerm_role_assignment/key_maker",
    "azurerm_role_assignment/key_grant",
    "azurerm_user_assigned_identity/key_identity",
  ],
  ["azurerm_log_analytics_workspace/access-log_workspace"],
];
