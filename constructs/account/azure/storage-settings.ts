/** What every storage account has in common: no anonymous readers, no local users, no copies into other tenants. */
export const privateStorage = {
  accountKind: "StorageV2",
  accountTier: "Standard",
  minTlsVersion: "TLS1_2",
  httpsTrafficOnlyEnabled: true,
  defaultToOauthAuthentication: true,
  localUserEnabled: false,
  allowNestedItemsToBePublic: false,
  crossTenantReplicationEnabled: false,
} as const;
