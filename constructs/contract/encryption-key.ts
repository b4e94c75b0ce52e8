/** Whose key encrypts: one that the environment owns and can revoke, or the cloud's own. */
export const encryptionKeys = ["customer-key", "provider-key"] as const;
export type EncryptionKey = (typeof encryptionKeys)[number];
