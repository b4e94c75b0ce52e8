import { type BadInputs, told } from "../refusal";

export const badKubernetesVersion: BadInputs = {
  about: "the Kubernetes version",
  cases: [
    {
      it: "refuses a patch version",
      dev: { "kubernetesCluster.kubernetesVersion": "1.34.2" },
      problems: [
        told(
          'dev.kubernetesCluster.kubernetesVersion = "1.34.2" is not of the right form.',
          'Allowed: a Kubernetes minor, such as "1.34".',
          'Mend: write it as text, "1.", then two digits, without a patch.',
        ),
      ],
    },
    {
      it: "refuses a version with a v",
      dev: { "kubernetesCluster.kubernetesVersion": "v1.34" },
      problems: [
        told(
          'dev.kubernetesCluster.kubernetesVersion = "v1.34" is not of the right form.',
          'Allowed: a Kubernetes minor, such as "1.34".',
          'Mend: write it as text, "1.", then two digits, without a patch.',
        ),
      ],
    },
    {
      it: "refuses a version that is a number",
      dev: { "kubernetesCluster.kubernetesVersion": 1.34 },
      problems: [
        told(
          "dev.kubernetesCluster.kubernetesVersion = 1.34 is not allowed.",
          "Allowed: text.",
          "Mend: write it as text, in quotes.",
        ),
      ],
    },
    {
      it: "refuses a minor of one digit",
      dev: { "kubernetesCluster.kubernetesVersion": "1.9" },
      problems: [
        told(
          'dev.kubernetesCluster.kubernetesVersion = "1.9" is not of the right form.',
          'Allowed: a Kubernetes minor, such as "1.34".',
          'Mend: write it as text, "1.", then two digits, without a patch.',
        ),
      ],
    },
    {
      it: "refuses the latest version, whichever that is",
      dev: { "kubernetesCluster.kubernetesVersion": "latest" },
      problems: [
        told(
          'dev.kubernetesCluster.kubernetesVersion = "latest" is not of the right form.',
          'Allowed: a Kubernetes minor, such as "1.34".',
          'Mend: write it as text, "1.", then two digits, without a patch.',
        ),
      ],
    },
    {
      it: "refuses another major",
      dev: { "kubernetesCluster.kubernetesVersion": "2.10" },
      problems: [
        told(
          'dev.kubernetesCluster.kubernetesVersion = "2.10" is not of the right form.',
          'Allowed: a Kubernetes minor, such as "1.34".',
          'Mend: write it as text, "1.", then two digits, without a patch.',
        ),
      ],
    },
    {
      it: "refuses a minor whose support has ended",
      dev: { "kubernetesCluster.kubernetesVersion": "1.28" },
      problems: [
        told(
          'dev.kubernetesCluster.kubernetesVersion = "1.28" is something that aws can\'t do.',
          'Allowed: "1.32", "1.33", "1.34", "1.35", "1.36".',
          "Mend: use one of these.",
        ),
      ],
    },
    {
      it: "refuses a minor that EKS doesn't offer yet",
      dev: { "kubernetesCluster.kubernetesVersion": "1.99" },
      problems: [
        told(
          'dev.kubernetesCluster.kubernetesVersion = "1.99" is something that aws can\'t do.',
          'Allowed: "1.32", "1.33", "1.34", "1.35", "1.36".',
          "Mend: use one of these.",
        ),
      ],
    },
  ],
};
