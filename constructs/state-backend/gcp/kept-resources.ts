/**
 * What an edit of the settings may take out of the configuration and must not destroy: the key that old versions of the
 * state are encrypted with, and the access log.
 */
export const keptResources = [
  [
    "google_kms_key_ring/key_ring",
    "google_kms_crypto_key/key_key",
    "google_kms_crypto_key_iam_member/key_grant",
  ],
  ["google_storage_bucket/access-log_store_bucket", "google_storage_bucket_iam_member/access-log_delivery"],
];
