/** A storage account that serves identities over TLS alone: no keys, no anonymous readers, no users of its own. */
export const identitiesOnly = {
  accountKind: "StorageV2",
  accountTier: "Standard",
  minTlsVersion: "TLS1_2",
  httpsTrafficOnlyEnabled: true,
  sharedAccessKeyEnabled: false,
  defaultToOauthAuthentication: true,
  localUserEnabled: false,
  allowNestedItemsToBePublic: false,
  crossTenantReplicationEnabled: false,
} as const;
