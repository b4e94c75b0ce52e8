import { type BadInputs, told } from "../refusal";
import { absent } from "../valid-configuration";

const system = { name: "system", role: "system", size: "small", minNodes: 2, maxNodes: 3 };

export const badNodePools: BadInputs = {
  about: "the node pools",
  cases: [
    {
      it: "may not be none",
      dev: { "kubernetesCluster.nodePools": [] },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools = [] has no system pool, so the cluster's own add-ons would have no place to run.",
          'Allowed: at least one pool with role: "system".',
          'Mend: add one, such as { name: "system", role: "system", size: "medium", minNodes: 2, maxNodes: 3 }.',
        ),
      ],
    },
    {
      it: "must hold a system pool",
      dev: { "kubernetesCluster.nodePools.0.role": "workload" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools = ["system","workload"] has no system pool, so the cluster\'s own add-ons would have no place to run.',
          'Allowed: at least one pool with role: "system".',
          'Mend: add one, such as { name: "system", role: "system", size: "medium", minNodes: 2, maxNodes: 3 }.',
        ),
      ],
    },
    {
      it: "must have different names",
      dev: { "kubernetesCluster.nodePools.1.name": "system" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.system.name = "system" is the name of several node pools.',
          "Allowed: a name of its own for each pool.",
          "Mend: rename one of them.",
        ),
      ],
    },
    {
      it: "are told once of a name that three of them have",
      dev: { "kubernetesCluster.nodePools": [system, system, system] },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.system.name = "system" is the name of several node pools.',
          "Allowed: a name of its own for each pool.",
          "Mend: rename one of them.",
        ),
      ],
    },
    {
      it: "may not need more nodes than they may have",
      dev: { "kubernetesCluster.nodePools.1.minNodes": 7 },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.minNodes = 7 is more than maxNodes (6).",
          "Allowed: 0 to 6.",
          "Mend: lower minNodes or raise maxNodes.",
        ),
      ],
    },
    {
      it: "may not leave a system pool without nodes",
      dev: { "kubernetesCluster.nodePools.0.minNodes": 0 },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.system.minNodes = 0 is too few for a system pool, whose add-ons always run.",
          "Allowed: 1 or more.",
          "Mend: use 2, so that one node may fail.",
        ),
      ],
    },
    {
      it: "may not have fewer than no nodes",
      dev: { "kubernetesCluster.nodePools.1.minNodes": -1 },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.minNodes = -1 is out of range.",
          "Allowed: a whole number from 0 to 1000 (nodes).",
          "Mend: use 0.",
        ),
      ],
    },
    {
      it: "may not have half a node",
      dev: { "kubernetesCluster.nodePools.1.maxNodes": 2.5 },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.maxNodes = 2.5 is out of range.",
          "Allowed: a whole number from 1 to 1000 (nodes).",
          "Mend: use 3.",
        ),
      ],
    },
    {
      it: "may not have more nodes than any cloud manages in a pool",
      dev: { "kubernetesCluster.nodePools.1.maxNodes": 1001 },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.maxNodes = 1001 is out of range.",
          "Allowed: a whole number from 1 to 1000 (nodes).",
          "Mend: use 1000.",
        ),
      ],
    },
    {
      it: "need a size or instance types",
      dev: { "kubernetesCluster.nodePools.1.size": absent },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.size is missing, and so is instanceTypes.",
          "Allowed: either size or instanceTypes.",
          'Mend: add size: "small", "medium" or "large".',
        ),
      ],
    },
    {
      it: "may not have both size and instance types",
      dev: { "kubernetesCluster.nodePools.1.instanceTypes": ["m6i.large"] },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.size = "medium" stands beside instanceTypes.',
          "Allowed: either size or instanceTypes.",
          "Mend: remove one of the two.",
        ),
      ],
    },
    {
      it: "may not have an unknown size",
      dev: { "kubernetesCluster.nodePools.1.size": "midium" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.size = "midium" is not allowed.',
          'Allowed: "small", "medium", "large".',
          'Mend: did you mean "medium"?',
        ),
      ],
    },
    {
      it: "may not have an unknown role",
      dev: { "kubernetesCluster.nodePools.1.role": "worker" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.role = "worker" is not allowed.',
          'Allowed: "system", "workload".',
          "Mend: use an allowed one.",
        ),
      ],
    },
    {
      it: "may not have an unknown capacity type",
      dev: { "kubernetesCluster.nodePools.1.capacityType": "SPOT" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.capacityType = "SPOT" is not allowed.',
          'Allowed: "on-demand", "spot".',
          'Mend: did you mean "spot"?',
        ),
      ],
    },
    {
      it: "may not have an unknown architecture",
      dev: { "kubernetesCluster.nodePools.1.architecture": "x86_64" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.architecture = "x86_64" is not allowed.',
          'Allowed: "amd64", "arm64".',
          "Mend: use an allowed one.",
        ),
      ],
    },
    {
      it: "may not have a disk too small for the node image",
      dev: { "kubernetesCluster.nodePools.1.diskSizeGb": 10 },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.diskSizeGb = 10 is out of range.",
          "Allowed: a whole number from 20 to 16384 (GiB).",
          "Mend: use 20.",
        ),
      ],
    },
    {
      it: "may not have a name with capitals",
      dev: { "kubernetesCluster.nodePools.1.name": "Workload" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.Workload.name = "Workload" is not of the right form.',
          "Allowed: at most 32 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form.",
        ),
      ],
    },
    {
      it: "may not have a name of 33 characters",
      dev: { "kubernetesCluster.nodePools.1.name": "workload-of-those-who-like-length" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload-of-those-who-like-length.name = "workload-of-those-who-like-length" is not of the right form.',
          "Allowed: at most 32 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form.",
        ),
      ],
    },
    {
      it: "are told by their place when they have no name",
      dev: { "kubernetesCluster.nodePools.1.name": absent },
      problems: [
        told("dev.kubernetesCluster.nodePools.1.name is missing.", "Allowed: text.", "Mend: add the field."),
      ],
    },
  ],
};
