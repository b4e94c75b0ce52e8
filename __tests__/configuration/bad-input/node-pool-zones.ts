import { type BadInputs, told } from "../refusal";

export const badNodePoolZones: BadInputs = {
  about: "the zones of a node pool",
  cases: [
    {
      it: "may not lie in a zone that the environment doesn't have",
      dev: { "kubernetesCluster.nodePools.1.zones": [3] },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.zones = [3] names a zone twice, or one that the environment does not have.",
          "Allowed: places from 1 to 2, each once.",
          "Mend: correct the places, or raise the environment's zones.",
        ),
      ],
    },
    {
      it: "may not lie in one zone twice",
      dev: { "kubernetesCluster.nodePools.1.zones": [1, 1] },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.zones = [1,1] names a zone twice, or one that the environment does not have.",
          "Allowed: places from 1 to 2, each once.",
          "Mend: correct the places, or raise the environment's zones.",
        ),
      ],
    },
    {
      it: "may not count zones from 0",
      dev: { "kubernetesCluster.nodePools.1.zones": [0] },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.zones.0 = 0 is out of range.",
          "Allowed: a whole number from 1 to 6 (a zone's place).",
          "Mend: use 1.",
        ),
      ],
    },
    {
      it: "may not name zones",
      dev: { "kubernetesCluster.nodePools.1.zones": ["eu-central-1a"] },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.zones.0 = "eu-central-1a" is not allowed.',
          "Allowed: a number.",
          "Mend: write it as a number, without quotes.",
        ),
      ],
    },
    {
      it: "may not lie in no zone",
      dev: { "kubernetesCluster.nodePools.1.zones": [] },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.zones = [] is empty.",
          "Allowed: at least one entry.",
          "Mend: fill it in, or remove the field.",
        ),
      ],
    },
  ],
};
