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
    // A subnetwork spans the region, so that the cluster alone is told of another zone.
    furtherZone: { address: /^google_container_cluster\./, count: 1 },
    kubeconfigCommand: (name) =>
      `gcloud container clusters get-credentials hera-${name} --location ${region} --project ${account} --internal-ip`,
    identity: {
      annotations: {
        "iam.gke.io/gcp-service-account": expect.stringMatching(`@${account}.iam.gserviceaccount.com$`),
      },
      podLabels: {},
    },
    refusal: "lifecycle.prevent_destroy",
  });
});
