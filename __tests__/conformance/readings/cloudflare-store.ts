import type { StoreReading } from "./reading";
import { s3CompatibleReading } from "./s3-compatible-store";

/** How the store in R2 is read. */
export const cloudflareStoreReading: StoreReading = {
  ...s3CompatibleReading,
  stateBackend: { store: "cloudflare", account: "0123456789abcdef0123456789abcdef", location: "weur" },
  lacks: ["versions"],
  // R2 encrypts everything, and nothing turns that off: https://developers.cloudflare.com/r2/reference/data-security/
  isEncrypted: (bootstrap) => bootstrap.only("cloudflare_r2_bucket") !== undefined,
  isVersioned: (bootstrap) => bootstrap.addresses.some((address) => address.includes("versioning")),
  // A bucket is private until it gets a domain.
  isClosedToThePublic: (bootstrap) =>
    !bootstrap.addresses.some((address) => /^cloudflare_r2_(custom|managed)_domain\./.test(address)),
  isProtected: (bootstrap) =>
    JSON.stringify(bootstrap.only("cloudflare_r2_bucket").lifecycle) === '{"prevent_destroy":true}',
};
