// The real provider's resources in the local Google Cloud, lost by the state.
import { gcpAccountInput } from "../../gcp-examples";
import { describeWithProvider } from "../provider-probe";
import { attributeOf, describeProject, type LostResources, testLostResources } from "./lost-resources";

const { account: project, region } = gcpAccountInput;
const deployRole = `acme-dev-node@${project}.iam.gserviceaccount.com`;
const labels = { project: "acme", environment: "dev" };

const resources: LostResources = {
  cloud: "gcp",
  account: gcpAccountInput,
  provider: { name: "google", version: "6.50.0", settings: { project, region, default_labels: labels } },
  resource: {
    google_project_service: {
      compute: { service: "compute.googleapis.com", disable_on_destroy: false },
      iam: { service: "iam.googleapis.com", disable_on_destroy: false },
      dns: { service: "dns.googleapis.com", disable_on_destroy: false },
      kms: { service: "cloudkms.googleapis.com", disable_on_destroy: false },
    },
    google_compute_network: {
      network: {
        name: "acme-dev",
        auto_create_subnetworks: false,
        depends_on: ["google_project_service.compute"],
      },
    },
    google_compute_address: {
      address: { name: "acme-dev-nat", depends_on: ["google_project_service.compute"] },
      // Its label holds the word that is searched for, and is another.
      others: {
        name: "acme-dev-2-nat",
        labels: { environment: "dev-2" },
        depends_on: ["google_project_service.compute"],
      },
    },
    google_service_account: {
      account: { account_id: "acme-dev-node", depends_on: ["google_project_service.iam"] },
    },
    google_dns_managed_zone: {
      zone: { name: "acme-dev", dns_name: "dev.acme.test.", depends_on: ["google_project_service.dns"] },
    },
    google_kms_key_ring: {
      ring: { name: "acme-dev", location: region, depends_on: ["google_project_service.kms"] },
    },
    // Nothing says whether a key is of this environment or of an earlier one.
    google_kms_crypto_key: { key: { name: "secrets", key_ring: attributeOf("google_kms_key_ring.ring.id") } },
  },
  lost: [
    "google_compute_address.address",
    "google_compute_network.network",
    "google_dns_managed_zone.zone",
    "google_service_account.account",
  ],
  ofOthers: ["google_compute_address.others", "google_kms_crypto_key.key"],
  // The provider takes the labels that it gives by default for new ones of what was imported.
  changed: 2,
  deletions: [
    `gcloud compute addresses delete acme-dev-nat --region ${region} --project ${project}`,
    `gcloud compute networks delete acme-dev --project ${project}`,
    `gcloud iam service-accounts delete acme-dev-node@${project}.iam.gserviceaccount.com --project ${project}`,
  ],
};

describeWithProvider("google", "hera state orphans on Google Cloud", () => {
  const worldOf = testLostResources(resources);

  test("the deployRole is who asks: who acts as it may do more", async () => {
    const world = worldOf();
    describeProject(world, resources, { environments: { dev: { deployRole } } });
    const { exitCode, output } = await world.hera("state", "orphans", "dev");
    expect(exitCode).not.toBe(0);
    expect(output).toContain("access to the project's inventory was denied");
    expect(output).toContain("cloudasset.assets.searchAllResources");
  });
});
