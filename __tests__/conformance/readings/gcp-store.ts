import type { StoreReading } from "./reading";

const bucket = "google_storage_bucket.state-backend_state_store_bucket";

/** How the store in Cloud Storage is read. */
export const gcpStoreReading: StoreReading = {
  backend: "gcs",
  stateBackend: { store: "gcp", account: "acme-state-1", location: "europe-west4" },
  lacks: [],
  // The backend has no argument that would take it there by anything but https.
  travelsOverTlsOnly: () => true,
  // Cloud Storage encrypts everything; there is nothing to switch on.
  isEncrypted: () => true,
  isVersioned: (bootstrap) => JSON.stringify(bootstrap.resource(bucket).versioning) === '{"enabled":true}',
  isClosedToThePublic: (bootstrap) => {
    const { public_access_prevention, uniform_bucket_level_access } = bootstrap.resource(bucket);
    return public_access_prevention === "enforced" && uniform_bucket_level_access === true;
  },
  isProtected: (bootstrap) =>
    JSON.stringify(bootstrap.resource(bucket).lifecycle) === '{"prevent_destroy":true}',
  // An object that is created where there is none, whatever the block says.
  isLocked: ({ backend: { type } }) => type === "gcs",
};
