import { type BadInputs, told } from "../refusal";

export const badNodeScheduling: BadInputs = {
  about: "a node pool",
  cases: [
    {
      it: "refuses a label whose key begins with a dash",
      dev: { "kubernetesCluster.nodePools.1.labels": { "-team": "a" } },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.labels = {"-team":"a"} has a key that is not a Kubernetes label.',
          'Allowed: keys of at most 63 letters, digits, "-", "_" and ".", with a DNS prefix and "/" before them if wanted.',
          "Mend: rename the key.",
        ),
      ],
    },
    {
      it: "refuses a label whose key has a space",
      dev: { "kubernetesCluster.nodePools.1.labels": { "my team": "a" } },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.labels = {"my team":"a"} has a key that is not a Kubernetes label.',
          'Allowed: keys of at most 63 letters, digits, "-", "_" and ".", with a DNS prefix and "/" before them if wanted.',
          "Mend: rename the key.",
        ),
      ],
    },
    {
      it: "refuses a label whose key has two slashes",
      dev: { "kubernetesCluster.nodePools.1.labels": { "acme.example/team/sub": "a" } },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.labels = {"acme.example/team/sub":"a"} has a key that is not a Kubernetes label.',
          'Allowed: keys of at most 63 letters, digits, "-", "_" and ".", with a DNS prefix and "/" before them if wanted.',
          "Mend: rename the key.",
        ),
      ],
    },
    {
      it: "refuses a label whose prefix has capitals",
      dev: { "kubernetesCluster.nodePools.1.labels": { "Acme.example/team": "a" } },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.labels = {"Acme.example/team":"a"} has a key that is not a Kubernetes label.',
          'Allowed: keys of at most 63 letters, digits, "-", "_" and ".", with a DNS prefix and "/" before them if wanted.',
          "Mend: rename the key.",
        ),
      ],
    },
    {
      it: "refuses a label whose value has a space",
      dev: { "kubernetesCluster.nodePools.1.labels": { team: "my team" } },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.labels.team = "my team" is not of the right form.',
          "Allowed: at most 63 letters, digits, '-', '_' and '.', the first and last a letter or digit.",
          "Mend: shorten it or replace the other characters.",
        ),
      ],
    },
    {
      it: "refuses a label whose value is too long",
      dev: { "kubernetesCluster.nodePools.1.labels": { team: "a".repeat(64) } },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.labels.team = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is not of the right form.',
          "Allowed: at most 63 letters, digits, '-', '_' and '.', the first and last a letter or digit.",
          "Mend: shorten it or replace the other characters.",
        ),
      ],
    },
    {
      it: "refuses a label whose value is true rather than text",
      dev: { "kubernetesCluster.nodePools.1.labels": { gpu: true } },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.labels.gpu = true is not allowed.",
          "Allowed: text.",
          "Mend: write it as text, in quotes.",
        ),
      ],
    },
    {
      it: "refuses a taint without an effect",
      dev: { "kubernetesCluster.nodePools.1.taints": [{ key: "dedicated" }] },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.taints.0.effect is missing.",
          'Allowed: "NoSchedule", "PreferNoSchedule", "NoExecute".',
          "Mend: add the field.",
        ),
      ],
    },
    {
      it: "refuses a taint with an effect in AWS' spelling",
      dev: { "kubernetesCluster.nodePools.1.taints": [{ key: "dedicated", effect: "NO_SCHEDULE" }] },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.taints.0.effect = "NO_SCHEDULE" is not allowed.',
          'Allowed: "NoSchedule", "PreferNoSchedule", "NoExecute".',
          'Mend: did you mean "NoSchedule"?',
        ),
      ],
    },
    {
      it: "refuses labels that Kubernetes or Hera sets",
      dev: { "kubernetesCluster.nodePools.1.labels": { "hera/role": "system" } },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.labels = {"hera/role":"system"} has a key that Kubernetes or Hera sets itself.',
          "Allowed: keys without the prefixes kubernetes.io, k8s.io and hera.",
          "Mend: use a prefix of your own.",
        ),
      ],
    },
    {
      it: "refuses a label of a domain below Kubernetes' own",
      dev: { "kubernetesCluster.nodePools.1.labels": { "node-role.kubernetes.io/worker": "" } },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.labels = {"node-role.kubernetes.io/worker":""} has a key that Kubernetes or Hera sets itself.',
          "Allowed: keys without the prefixes kubernetes.io, k8s.io and hera.",
          "Mend: use a prefix of your own.",
        ),
      ],
    },
    {
      it: "refuses the taint that a system pool has by its role",
      dev: { "kubernetesCluster.nodePools.0.taints": [{ key: "CriticalAddonsOnly", effect: "NoSchedule" }] },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.system.taints.0.key = "CriticalAddonsOnly" is a key that Kubernetes or Hera sets itself.',
          "Allowed: keys without the prefixes kubernetes.io, k8s.io and hera, and not CriticalAddonsOnly.",
          "Mend: use a key of your own; a system pool gets CriticalAddonsOnly by its role.",
        ),
      ],
    },
    {
      it: "refuses a taint whose key is of wrong syntax",
      dev: { "kubernetesCluster.nodePools.1.taints": [{ key: "dedicated=batch", effect: "NoSchedule" }] },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.taints.0.key = "dedicated=batch" is not of the right form.',
          'Allowed: a name of at most 63 characters, with a DNS prefix and "/" before it if wanted.',
          "Mend: use letters, digits, '-', '_' and '.', and begin and end with a letter or digit.",
        ),
      ],
    },
    {
      it: "refuses a taint whose value is of wrong syntax",
      dev: {
        "kubernetesCluster.nodePools.1.taints": [{ key: "dedicated", value: "batch!", effect: "NoSchedule" }],
      },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.taints.0.value = "batch!" is not of the right form.',
          "Allowed: at most 63 letters, digits, '-', '_' and '.', the first and last a letter or digit.",
          "Mend: shorten it or replace the other characters.",
        ),
      ],
    },
    {
      it: "refuses a taint as text",
      dev: { "kubernetesCluster.nodePools.1.taints": ["dedicated=batch:NoSchedule"] },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.workload.taints.0 = "dedicated=batch:NoSchedule" is not allowed.',
          "Allowed: an object with key, value, effect.",
          "Mend: write it as an object, in { }.",
        ),
      ],
    },
  ],
};
