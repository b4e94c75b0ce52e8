import { reference } from "../../jsonencoded";
import { gcpBootstrap } from "./gcp-bootstrap";

const stack = gcpBootstrap({ encryption: "customer-key" });

test("Google's own key needs none of it", () => {
  expect(gcpBootstrap().resources("google_kms_key_ring")).toEqual({});
  expect(gcpBootstrap().outputs.encryptionKeyId).toBe("");
});

test("the key has a name that is known at synth, and takes new material every 90 days", () => {
  expect(stack.only("google_kms_key_ring")).toMatchObject({ name: "acme-tfstate", location: "europe-west4" });
  expect(stack.only("google_kms_crypto_key")).toMatchObject({
    name: "state",
    key_ring: reference("google_kms_key_ring.state-backend_key_ring.id"),
    rotation_period: "7776000s",
    destroy_scheduled_duration: "2592000s",
  });
  expect(stack.outputs.encryptionKeyId).toBe(
    "projects/acme-state-1/locations/europe-west4/keyRings/acme-tfstate/cryptoKeys/state",
  );
});

test("Cloud Storage alone may use it", () => {
  expect(stack.only("google_kms_crypto_key_iam_member")).toMatchObject({
    crypto_key_id: reference("google_kms_crypto_key.state-backend_key_key.id"),
    role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    member: reference("data.google_storage_project_service_account.state-backend_key_storage.member"),
  });
});

test("it comes after its API", () => {
  expect(stack.only("google_kms_key_ring").depends_on).toContain(
    "google_project_service.state-backend_apis_cloudkms",
  );
});

test.each([
  { location: "europe-west4", replicaLocation: "europe-west9", key: "europe" },
  { location: "europe-west4", replicaLocation: "europe-north1", key: "eur4" },
  { location: "us-west1", replicaLocation: "us-east4", key: "us" },
])(
  "beside a bucket in $location and $replicaLocation it is in $key",
  ({ location, replicaLocation, key }) => {
    const spanning = gcpBootstrap({
      encryption: "customer-key",
      redundancy: "geo",
      location,
      replicaLocation,
    });
    expect(spanning.only("google_kms_key_ring").location).toBe(key);
  },
);
