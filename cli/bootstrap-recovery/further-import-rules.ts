import type { ImportRules } from "./import-rules";

const group = "/subscriptions/{account}/resourceGroups/{resource_group_name}";

/** https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs */
export const azurermImportRules: ImportRules = {
  azurerm_resource_group: "/subscriptions/{account}/resourceGroups/{name}",
  azurerm_storage_account: `${group}/providers/Microsoft.Storage/storageAccounts/{name}`,
  azurerm_storage_container: "{storage_account_id}/blobServices/default/containers/{name}",
  azurerm_storage_management_policy: "{storage_account_id}/managementPolicies/default",
  azurerm_management_lock: "{scope}/providers/Microsoft.Authorization/locks/{name}",
  azurerm_key_vault: `${group}/providers/Microsoft.KeyVault/vaults/{name}`,
  azurerm_user_assigned_identity: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}`,
  azurerm_federated_identity_credential: "{parent_id}/federatedIdentityCredentials/{name}",
  azurerm_log_analytics_workspace: `${group}/providers/Microsoft.OperationalInsights/workspaces/{name}`,
  azurerm_monitor_diagnostic_setting: "{target_resource_id}|{name}",
};

/** https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs */
export const googleImportRules: ImportRules = {
  google_storage_bucket: "{account}/{name}",
  google_kms_key_ring: "projects/{account}/locations/{location}/keyRings/{name}",
  google_kms_crypto_key: "{key_ring}/cryptoKeys/{name}",
  google_storage_bucket_iam_member: "{bucket} {role} {member}",
  google_storage_bucket_iam_binding: "{bucket} {role} {condition.title:}",
  google_kms_crypto_key_iam_member: "{crypto_key_id} {role} {member}",
  google_iam_workload_identity_pool_provider:
    "projects/{account}/locations/global/workloadIdentityPools/{workload_identity_pool_id}/providers/{workload_identity_pool_provider_id}",
  google_iam_workload_identity_pool:
    "projects/{account}/locations/global/workloadIdentityPools/{workload_identity_pool_id}",
  google_project_service: "{account}/{service}",
};

/** https://registry.terraform.io/providers/cloudflare/cloudflare/5.14.0/docs */
export const cloudflareImportRules: ImportRules = {
  cloudflare_r2_bucket: "{account_id}/{name}/{jurisdiction:default}",
};
