import type { StoreReading } from "./reading";
import { s3CompatibleReading } from "./s3-compatible-store";

/** How the store in Hetzner Object Storage is read. */
export const hetznerStoreReading: StoreReading = {
  ...s3CompatibleReading,
  stateBackend: { store: "hetzner", account: "1234567", location: "fsn1" },
  // Hetzner encrypts with keys that come with each call, or not at all.
  lacks: ["encryption"],
  isEncrypted: (bootstrap) => bootstrap.addresses.some((address) => address.includes("encryption")),
  isVersioned: (bootstrap) =>
    JSON.stringify(bootstrap.only("aws_s3_bucket_versioning").versioning_configuration) ===
    '{"status":"Enabled"}',
  // A bucket is private until a list or a policy opens it.
  isClosedToThePublic: (bootstrap) =>
    bootstrap.only("aws_s3_bucket").acl === undefined &&
    !bootstrap.addresses.some((address) => /^aws_s3_bucket_(acl|policy)\./.test(address)),
  isProtected: (bootstrap) =>
    JSON.stringify(bootstrap.only("aws_s3_bucket").lifecycle).includes('"prevent_destroy":true'),
};
