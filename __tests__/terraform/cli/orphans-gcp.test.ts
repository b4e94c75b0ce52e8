// The real provider's resources in the local Google Cloud, lost by the state.
import { gcpAccountInput } from "../../gcp-examples";
import { describeWithProvider } from "../provider-probe";
import { patience } from "../world";
import type { HeraWorld } from "./hera-world";
import {
  appliedWorld,
  attributeOf,
  describeProject,
  type LostResources,
  testLostResources,
} from "./lost-resources";

const { account: project, region } = gcpAccountInput;
const deployRole = `deploy@${project}.iam.gserviceaccount.com`;
const labels = { project: "acme", environment: "dev" };

const resources: LostResources = {
  cloud: "gcp",
  account: gcpAccountInput,
  provider: { name: "google", version: "6.50.0", settings: { project, region, default_labels: labels } },
  resource: {
    google_project_service: {
      compute: { service: "compute.googleapis.com", disable_on_destroy: false },
      iam: { service: "iam.googleapis.com", disable_on_destroy: false },
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
    google_kms_key_ring: {
      ring: { name: "acme-dev", location: region, depends_on: ["google_project_service.kms"] },
    },
    google_kms_crypto_key: { key: { name: "secrets", key_ring: attributeOf("google_kms_key_ring.ring.id") } },
  },
  lost: [
    "google_compute_address.address",
    "google_compute_network.network",
    "google_kms_crypto_key.key",
    "google_service_account.account",
  ],
  ofOthers: ["google_compute_address.others"],
  deletions: [
    `gcloud compute addresses delete acme-dev-nat --region ${region} --project ${project}`,
    `gcloud compute networks delete acme-dev --project ${project}`,
    `gcloud iam service-accounts delete acme-dev-node@${project}.iam.gserviceaccount.com --project ${project}`,
  ],
};

describeWithProvider("google", "hera state orphans on Google Cloud", () => {
  let world: HeraWorld;
  beforeAll(async () => {
    world = await appliedWorld(resources);
  }, patience);
  afterAll(() => world.close(), patience);

  testLostResources(() => world, resources);

  test("the deployRole is who asks", async () => {
    describeProject(world, resources, { environments: { dev: { deployRole } } });
    const { exitCode, output } = await world.hera("state", "orphans", "dev");
    expect(exitCode).not.toBe(0);
    expect(output).toContain("access to the project's inventory was denied");
    expect(output).toContain(`serviceAccount:${deployRole}`);
  });
});
