import { type BadInputs, told } from "../refusal";
import { absent } from "../valid-configuration";

const withTypes = (types: readonly string[]) => ({
  "kubernetesCluster.nodePools.1.size": absent,
  "kubernetesCluster.nodePools.1.instanceTypes": types,
});

export const badInstanceTypes: BadInputs = {
  about: "the instance types of a pool",
  cases: [
    {
      it: "may not be none",
      dev: withTypes([]),
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.instanceTypes = [] is empty.",
          "Allowed: at least one entry.",
          "Mend: fill it in, or remove the field.",
        ),
      ],
    },
    {
      it: "may not be unknown",
      dev: withTypes(["m6i.lrge"]),
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.instanceTypes = "m6i.lrge" is not an EC2 instance type, so its architecture is unknown.',
          'Allowed: types such as "m6i.large".',
          "Mend: correct it, or use size instead.",
        ),
      ],
    },
    {
      it: "may not be another cloud's",
      dev: withTypes(["Standard_D4s_v5"]),
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.instanceTypes = "Standard_D4s_v5" is not an EC2 instance type, so its architecture is unknown.',
          'Allowed: types such as "m6i.large".',
          "Mend: correct it, or use size instead.",
        ),
      ],
    },
    {
      it: "may not be for ARM where the pool is for amd64",
      dev: withTypes(["m7g.large"]),
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.instanceTypes = "m7g.large" is an arm64 type in a pool of architecture amd64.',
          "Allowed: amd64 types.",
          'Mend: choose another type, or set architecture: "arm64".',
        ),
      ],
    },
    {
      it: "may not be for amd64 where the pool is for ARM",
      dev: { ...withTypes(["m7i.large"]), "kubernetesCluster.nodePools.1.architecture": "arm64" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.instanceTypes = "m7i.large" is an amd64 type in a pool of architecture arm64.',
          "Allowed: arm64 types.",
          'Mend: choose another type, or set architecture: "amd64".',
        ),
      ],
    },
    {
      it: "may not have a GPU",
      dev: withTypes(["g5.xlarge"]),
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.instanceTypes = "g5.xlarge" needs drivers that the standard node image doesn\'t have.',
          "Allowed: types without GPUs, accelerators or macOS.",
          "Mend: choose another type.",
        ),
      ],
    },
    {
      it: "may not have an accelerator",
      dev: withTypes(["inf2.xlarge"]),
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.instanceTypes = "inf2.xlarge" needs drivers that the standard node image doesn\'t have.',
          "Allowed: types without GPUs, accelerators or macOS.",
          "Mend: choose another type.",
        ),
      ],
    },
    {
      it: "may not be a Mac",
      dev: withTypes(["mac2-m2pro.metal"]),
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.instanceTypes = "mac2-m2pro.metal" needs drivers that the standard node image doesn\'t have.',
          "Allowed: types without GPUs, accelerators or macOS.",
          "Mend: choose another type.",
        ),
      ],
    },
    {
      it: "are each told of",
      dev: withTypes(["m6i.large", "m7g.large", "p5.48xlarge", "huge"]),
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.instanceTypes = "m7g.large" is an arm64 type in a pool of architecture amd64.',
          "Allowed: amd64 types.",
          'Mend: choose another type, or set architecture: "arm64".',
        ),
        told(
          'dev.kubernetesCluster.nodePools.workload.instanceTypes = "p5.48xlarge" needs drivers that the standard node image doesn\'t have.',
          "Allowed: types without GPUs, accelerators or macOS.",
          "Mend: choose another type.",
        ),
        told(
          'dev.kubernetesCluster.nodePools.workload.instanceTypes = "huge" is not an EC2 instance type, so its architecture is unknown.',
          'Allowed: types such as "m6i.large".',
          "Mend: correct it, or use size instead.",
        ),
      ],
    },
  ],
};
