// k3s environments on Hetzner, with their state in Object Storage and their workloads' identities on AWS.
import { project } from "../../../envs/project";
import { hetznerInventory } from "../hetzner-api";
import { describeWithProvider } from "../provider-probe";
import { describeEnvironments } from "./describe-environments";

const { zones = [] } = project.clouds.hetzner ?? {};
const { region = "" } = project.clouds.aws ?? {};
const [location = ""] = zones;

describeWithProvider("hcloud", "k3s environments on Hetzner", () => {
  describeEnvironments({
    cloud: "hetzner",
    store: "hetzner",
    account: { workloadsOn: "aws" },
    inventory: (world) => ({ ...world.inventory(region), ...hetznerInventory(world, location) }),
    startsWith: ["buckets"],
    keeps: [],
    furtherPool: "hcloud_server.cluster_pool-further_fsn1-1",
    // A subnet spans the locations, so that only the pools have more places to be in.
    furtherZone: { address: /^hcloud_server\.cluster_pool-\w+_hel1-/, count: 1 },
    kubeconfigCommand: (name) => `hera-${name}`,
    identity: {
      annotations: { "eks.amazonaws.com/role-arn": expect.stringMatching(/^arn:aws:iam::/) },
      podLabels: {},
    },
    refusal: "lifecycle.prevent_destroy",
  });
});
