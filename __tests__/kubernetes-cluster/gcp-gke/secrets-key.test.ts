import { reference } from "../../jsonencoded";
import { clusterOf, gkeStack } from "./gke-stack";

const standard = gkeStack();
const own = (type: string, name: string) =>
  standard.resource(`${type}.cluster_control-plane_secrets_${name}`);

test("secrets are encrypted with a key of the environment's own, which rotates", () => {
  const key = reference("google_kms_crypto_key.cluster_control-plane_secrets_key.id");
  expect(clusterOf(standard).database_encryption).toEqual({ state: "ENCRYPTED", key_name: key });
  expect(own("google_kms_crypto_key", "key")).toMatchObject({ rotation_period: "7776000s" });
  expect(standard.outputs.secretsEncryptionKeyId).toBe(key);
});

test("GKE's own account may use the key, and nobody else gets a right to it", () => {
  const number = reference("data.google_project.cluster_project.number");
  expect(standard.only("google_kms_crypto_key_iam_member")).toMatchObject({
    crypto_key_id: reference("google_kms_crypto_key.cluster_control-plane_secrets_key.id"),
    role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    member: `serviceAccount:service-${number}@container-engine-robot.iam.gserviceaccount.com`,
  });
});

test("the ring stands in the cluster's region, under a name that is new with each life of the environment", () => {
  expect(own("google_kms_key_ring", "ring")).toMatchObject({
    location: "europe-west3",
    name: `acme-dev-${reference("substr(terraform_data.cluster_lifetime_id.id, 0, 8)")}`,
  });
  // Nothing that an edit could change makes a new life.
  expect(standard.only("terraform_data")).toEqual({});
});

test("the project's number is read behind one API alone, so that another one leaves it known", () => {
  expect(standard.data("google_project")).toEqual({
    cluster_project: {
      project_id: "acme-platform",
      depends_on: ["google_project_service.cluster_project-api_cloudresourcemanager"],
    },
  });
});

test("a protected key can't be destroyed; a deletion can be taken back for a month, whatever the protection", () => {
  for (const [type, name] of [
    ["google_kms_key_ring", "ring"],
    ["google_kms_crypto_key", "key"],
    ["google_kms_crypto_key_iam_member", "grant"],
  ] as const) {
    expect(own(type, name).lifecycle).toEqual({ prevent_destroy: true });
  }
  expect(own("google_kms_crypto_key", "key").destroy_scheduled_duration).toBe("2592000s");
  const loose = gkeStack({ cluster: { deletionProtection: false } });
  expect(loose.only("google_kms_crypto_key")).toMatchObject({
    destroy_scheduled_duration: "2592000s",
    lifecycle: { prevent_destroy: false },
  });
});

test("Google's own key leaves no key behind", () => {
  const provider = gkeStack({ cluster: { secretsEncryption: "provider-key" } });
  expect(clusterOf(provider).database_encryption).toEqual({ state: "DECRYPTED" });
  expect(provider.addresses.filter((address) => address.startsWith("google_kms"))).toEqual([]);
  expect(provider.addresses).not.toContain("google_project_service.cluster_apis_cloudkms");
  expect(provider.outputs.secretsEncryptionKeyId).toBe("");
});
