import { gcpAccountInput } from "../../gcp-examples";
import { type BadInputs, told } from "../refusal";
import { absent, type Changes } from "../valid-configuration";

const project: Changes = { "clouds.gcp": gcpAccountInput };
const pools = "dev.kubernetesCluster.nodePools";

/** The environment on Google Cloud, with one mistake in its cluster. */
function onGoogleCloud(changes: Changes): Changes {
  const inCluster = Object.entries(changes).map(([path, value]) => [`kubernetesCluster.${path}`, value]);
  return { cloud: "gcp", ...Object.fromEntries(inCluster) };
}

/** The pool `workload` with types of its own. */
function withTypes(types: readonly string[], changes: Changes = {}): Changes {
  return onGoogleCloud({
    "nodePools.1.size": absent,
    "nodePools.1.instanceTypes": types,
    ...changes,
  });
}

export const badGoogleCloudCluster: BadInputs = {
  about: "a cluster on Google Cloud",
  cases: [
    {
      it: "refuses a minor whose standard support on GKE has ended",
      project,
      dev: onGoogleCloud({ kubernetesVersion: "1.34" }),
      problems: [
        told(
          'dev.kubernetesCluster.kubernetesVersion = "1.34" is something that gcp can\'t do.',
          'Allowed: "1.35".',
          'Mend: use "1.35".',
        ),
      ],
    },
    {
      it: "refuses a maintenance window that is too short for GKE",
      project,
      dev: onGoogleCloud({ maintenanceWindow: { day: "sunday", startHour: 2, durationHours: 8 } }),
      problems: [
        told(
          "dev.kubernetesCluster.maintenanceWindow.durationHours = 8 is something that gcp can't do.",
          "Allowed: 12 to 24.",
          "Mend: use 12.",
        ),
      ],
    },
    {
      it: "refuses logs that are kept for longer than a log bucket keeps them",
      project,
      dev: onGoogleCloud({ controlPlaneLogs: { retentionDays: 3653 } }),
      problems: [
        told(
          "dev.kubernetesCluster.controlPlaneLogs.retentionDays = 3653 is something that gcp can't do.",
          "Allowed: 1 to 3650.",
          "Mend: use 3650.",
        ),
      ],
    },
    {
      it: "refuses a workload that scales what GKE scales itself",
      project,
      dev: onGoogleCloud({
        workloadIdentities: [
          { name: "scaler", namespace: "kube-system", serviceAccount: "scaler", permissions: ["autoscaler"] },
        ],
      }),
      problems: [
        told(
          'dev.kubernetesCluster.workloadIdentities.scaler.permissions = "autoscaler" is something that gcp can\'t do.',
          'Allowed: "secrets.read", "dns.write", "objectstore.readwrite", "volumes.snapshot", "logs.read".',
          "Mend: use one of these.",
        ),
      ],
    },
    {
      it: "refuses a workload's identity with the name of the nodes' own",
      project,
      dev: onGoogleCloud({
        workloadIdentities: [
          { name: "node", namespace: "apps", serviceAccount: "node", permissions: ["secrets.read"] },
        ],
      }),
      problems: [
        told(
          'dev.kubernetesCluster.workloadIdentities.node.name = "node" is the name of the nodes\' own identity.',
          "Allowed: any name but node.",
          "Mend: choose another name.",
        ),
      ],
    },
    {
      it: "refuses pods' addresses for fewer nodes than the pools can have",
      project,
      dev: { ...onGoogleCloud({}), "network.podCidr": "100.64.0.0/22" },
      problems: [
        told(
          'dev.network.podCidr = "100.64.0.0/22" has room for the pods of 4 nodes, and the pools can grow to 11 while they are upgraded.',
          "Allowed: a prefix length of /20 or less, because each node gets a /24.",
          "Mend: use a /20, or lower maxNodes.",
        ),
      ],
    },
    {
      it: "refuses a network with fewer addresses than the pools can have nodes",
      project,
      dev: { ...onGoogleCloud({ "nodePools.1.maxNodes": 20 }), "network.cidr": "10.10.0.0/27" },
      problems: [
        told(
          'dev.network.cidr = "10.10.0.0/27" has 12 addresses for nodes (10.10.0.0/28), and the pools can grow to 25 while they are upgraded.',
          "Allowed: pools of at most 12 nodes, one more for each while it is upgraded.",
          "Mend: lower maxNodes, or choose a larger block.",
        ),
      ],
    },
    {
      it: "refuses a pool's name that is too long with what stands behind it",
      project,
      dev: onGoogleCloud({
        "nodePools.1.name": "p".repeat(32),
        "nodePools.1.architecture": "arm64",
        "nodePools.1.capacityType": "spot",
      }),
      problems: [
        told(
          `${pools}.${"p".repeat(32)}.name = "${"p".repeat(32)}" becomes ${"p".repeat(32)}-arm64-spot, which is too long for the name of a GKE node pool by 3.`,
          "Allowed: 40 characters.",
          "Mend: shorten the pool's name.",
        ),
      ],
    },
    {
      it: "refuses pools whose names become one",
      project,
      dev: onGoogleCloud({
        "nodePools.1.capacityType": "spot",
        "nodePools.2": { name: "workload-spot", role: "workload", size: "small", minNodes: 0, maxNodes: 1 },
      }),
      problems: [
        told(
          `${pools}.workload-spot.name = "workload-spot" becomes workload-spot on Google Cloud, and so does the pool workload.`,
          "Allowed: names that stay different with the architecture and capacity type behind them.",
          "Mend: rename one of the two.",
        ),
      ],
    },
    {
      it: "refuses the name of the pool that GKE makes by itself",
      project,
      dev: onGoogleCloud({ "nodePools.1.name": "default-pool" }),
      problems: [
        told(
          `${pools}.default-pool.name = "default-pool" is the name of the pool that GKE makes by itself, and that is removed.`,
          "Allowed: any name but default-pool.",
          "Mend: choose another name.",
        ),
      ],
    },
    {
      it: "refuses several types for one pool",
      project,
      dev: withTypes(["n2-standard-4", "n2d-standard-4"]),
      problems: [
        told(
          `${pools}.workload.instanceTypes.length = 2 is something that gcp can't do.`,
          "Allowed: 1.",
          "Mend: use 1.",
        ),
      ],
    },
    ...["m6i.large", "Standard_D4s_v5", "N2-standard-4"].map((name) => ({
      it: `refuses the type ${name}`,
      project,
      dev: withTypes([name]),
      problems: [
        told(
          `${pools}.workload.instanceTypes = ${JSON.stringify(name)} is not a machine type of Compute Engine, so its architecture is unknown.`,
          'Allowed: types such as "n2-standard-4".',
          "Mend: correct it, or use size instead.",
        ),
      ],
    })),
    {
      it: "refuses a type for ARM where the pool is for amd64",
      project,
      dev: withTypes(["t2a-standard-4"]),
      problems: [
        told(
          `${pools}.workload.instanceTypes = "t2a-standard-4" is an arm64 type in a pool of architecture amd64.`,
          "Allowed: amd64 types.",
          'Mend: choose another type, or set architecture: "arm64".',
        ),
      ],
    },
    {
      it: "refuses a type for amd64 where the pool is for ARM",
      project,
      dev: withTypes(["n2-standard-4"], { "nodePools.1.architecture": "arm64" }),
      problems: [
        told(
          `${pools}.workload.instanceTypes = "n2-standard-4" is an amd64 type in a pool of architecture arm64.`,
          "Allowed: arm64 types.",
          'Mend: choose another type, or set architecture: "amd64".',
        ),
      ],
    },
    {
      it: "refuses a type with a GPU",
      project,
      dev: withTypes(["g2-standard-4"]),
      problems: [
        told(
          `${pools}.workload.instanceTypes = "g2-standard-4" needs drivers that the standard node image doesn't have.`,
          "Allowed: types without GPUs or TPUs.",
          "Mend: choose another type.",
        ),
      ],
    },
    {
      it: "refuses a size for ARM in a region that sells none",
      project: {
        "clouds.gcp": {
          ...gcpAccountInput,
          region: "europe-west10",
          zones: ["europe-west10-a", "europe-west10-b"],
        },
      },
      dev: onGoogleCloud({ "nodePools.1.architecture": "arm64" }),
      problems: [
        told(
          `${pools}.workload.architecture = "arm64" has no medium size in europe-west10.`,
          'Allowed: "amd64" there, or "arm64" in asia-southeast1, europe-west1, europe-west3, europe-west4, us-central1, us-east1, us-east4.',
          'Mend: use architecture: "amd64", or name a type that the region sells with instanceTypes.',
        ),
      ],
    },
  ],
};
