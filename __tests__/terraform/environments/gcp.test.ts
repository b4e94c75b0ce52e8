// GKE environments, with their state in Cloud Storage.
import { project } from "../../../envs/project";
import { googleInventory } from "../google-api";
import { describeWithProvider } from "../provider-probe";
import { describeEnvironments } from "./describe-environments";

const { account = "", region = "" } = project.clouds.gcp ?? {};

describeWithProvider("google", "GKE environments", () => {
  describeEnvironments({
    cloud: "gcp",
    store: "gcp",
    inventory: (world) => googleInventory(world, account),
    startsWith: ["storage.googleapis.com/Bucket"],
    // Google deletes neither a key ring nor the name of a key.
    keeps: ["cloudkms.googleapis.com/KeyRing", "cloudkms.googleapis.com/CryptoKey"],
    furtherPool: "google_container_node_pool.cluster_pool-further_pool",
    // A subnetwork spans the region, and dev has one address for all zones.
    furtherZone: { address: /^google_compute_/, count: 0 },
    kubeconfigCommand: (name) =>
      `gcloud container clusters get-credentials hera-${name} --location ${region} --project ${account} --internal-ip`,
    refusal: "lifecycle.prevent_destroy",
  });
});
