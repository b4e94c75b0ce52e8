import { type BadInputs, told } from "../refusal";

const reader = {
  name: "reader",
  namespace: "apps",
  serviceAccount: "reader",
  permissions: ["secrets.read"],
};
const writer = { ...reader, permissions: ["objectstore.readwrite"] };
const path = "dev.kubernetesCluster.workloadIdentities";

export const badWorkloadIdentities: BadInputs = {
  about: "workload identities",
  cases: [
    {
      it: "refuses two of one name",
      dev: { "kubernetesCluster.workloadIdentities": [reader, { ...reader, serviceAccount: "other" }] },
      problems: [
        told(
          `${path} = ${JSON.stringify([reader, { ...reader, serviceAccount: "other" }])} has several identities of one name.`,
          "Allowed: a name of its own for each identity.",
          "Mend: rename one of them.",
        ),
      ],
    },
    {
      it: "refuses two for one service account",
      dev: { "kubernetesCluster.workloadIdentities": [reader, { ...reader, name: "other" }] },
      problems: [
        told(
          `${path} = ${JSON.stringify([reader, { ...reader, name: "other" }])} has several identities for one service account.`,
          "Allowed: one identity for each service account.",
          "Mend: join their permissions in one identity.",
        ),
      ],
    },
    {
      it: "refuses an unknown permission with the one that was meant",
      dev: { "kubernetesCluster.workloadIdentities": [{ ...reader, permissions: ["secret.read"] }] },
      problems: [
        told(
          `${path}.0.permissions.0 = "secret.read" is not allowed.`,
          'Allowed: "secrets.read", "dns.write", "objectstore.readwrite", "autoscaler", "volumes.snapshot", "logs.read".',
          'Mend: did you mean "secrets.read"?',
        ),
      ],
    },
    {
      it: "refuses one permission twice, and none",
      dev: {
        "kubernetesCluster.workloadIdentities": [
          { ...reader, permissions: ["autoscaler", "autoscaler"] },
          { ...reader, name: "idle", serviceAccount: "idle", permissions: [] },
        ],
      },
      problems: [
        told(
          `${path}.0.permissions = ["autoscaler","autoscaler"] names one permission twice.`,
          "Allowed: each permission once.",
          "Mend: remove the repetition.",
        ),
        told(
          `${path}.1.permissions = [] is empty.`,
          "Allowed: at least one entry.",
          "Mend: fill it in, or remove the field.",
        ),
      ],
    },
    {
      it: "refuses to write DNS records where the account names no zone",
      dev: { "kubernetesCluster.workloadIdentities": [{ ...reader, permissions: ["dns.write"] }] },
      problems: [
        told(
          `${path}.reader.permissions = "dns.write" has no DNS zone to write to.`,
          "Allowed: dns.write where the cloud's account names dnsZoneIds.",
          "Mend: add dnsZoneIds to the cloud in envs/project.ts, or remove the permission.",
        ),
      ],
    },
    {
      it: "refuses to read logs that aren't kept",
      dev: {
        "kubernetesCluster.controlPlaneLogs": "off",
        "kubernetesCluster.workloadIdentities": [{ ...reader, permissions: ["logs.read"] }],
      },
      problems: [
        told(
          `${path}.reader.permissions = "logs.read" has no logs to read, because controlPlaneLogs is "off".`,
          "Allowed: logs.read where the control plane's logs are kept.",
          "Mend: say in controlPlaneLogs how many days they are kept, or remove the permission.",
        ),
      ],
    },
    {
      it: "refuses a name that is too long, and names that Kubernetes refuses",
      dev: {
        "kubernetesCluster.workloadIdentities": [
          { ...reader, name: "a-reader-of-all-the-secrets", namespace: "Apps", serviceAccount: "reader." },
        ],
      },
      problems: [
        told(
          `${path}.0.name = "a-reader-of-all-the-secrets" is not of the right form.`,
          "Allowed: at most 24 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form.",
        ),
        told(
          `${path}.0.namespace = "Apps" is not of the right form.`,
          "Allowed: at most 63 lower-case letters, digits and '-', the first and last a letter or digit.",
          "Mend: write the name as Kubernetes has it.",
        ),
        told(
          `${path}.0.serviceAccount = "reader." is not of the right form.`,
          "Allowed: at most 63 lower-case letters, digits and '-', the first and last a letter or digit.",
          "Mend: write the name as Kubernetes has it.",
        ),
      ],
    },
    {
      it: "refuses buckets where the permission to use them isn't asked for",
      dev: { "kubernetesCluster.workloadIdentities": [{ ...reader, buckets: ["uploads"] }] },
      problems: [
        told(
          `${path}.reader.buckets = ["uploads"] would have no effect, because permissions has no objectstore.readwrite.`,
          "Allowed: buckets of an identity with the permission objectstore.readwrite.",
          "Mend: add the permission, or remove the field.",
        ),
      ],
    },
    {
      it: "refuses one bucket twice, none, and what no bucket is named",
      dev: {
        "kubernetesCluster.workloadIdentities": [
          { ...writer, buckets: ["uploads", "uploads"] },
          { ...writer, name: "idle", serviceAccount: "idle", buckets: [] },
          {
            ...writer,
            name: "other",
            serviceAccount: "other",
            buckets: ["uploads-*", "a--b", "ab", "b".repeat(30)],
          },
        ],
      },
      problems: [
        told(
          `${path}.0.buckets = ["uploads","uploads"] names one bucket twice.`,
          "Allowed: each bucket once.",
          "Mend: remove the repetition.",
        ),
        told(
          `${path}.1.buckets = [] is empty.`,
          "Allowed: at least one entry.",
          "Mend: fill it in, or remove the field.",
        ),
        ...["uploads-*", "a--b", "ab", "b".repeat(30)].map((bucket, place) =>
          told(
            `${path}.2.buckets.${place} = "${bucket}" is not of the right form.`,
            "Allowed: 3 to 29 lower-case letters, digits and '-', the first and last a letter or digit, and no two '-' in a row.",
            'Mend: write the bucket\'s name without "<project>-<environment>-" at its beginning.',
          ),
        ),
      ],
    },
    {
      it: "refuses an identity without its fields, and with one that there is not",
      dev: { "kubernetesCluster.workloadIdentities": [{ name: "reader", role: "admin" }] },
      problems: [
        told(`${path}.0.namespace is missing.`, "Allowed: text.", "Mend: add the field."),
        told(`${path}.0.serviceAccount is missing.`, "Allowed: text.", "Mend: add the field."),
        told(`${path}.0.permissions is missing.`, "Allowed: a list.", "Mend: add the field."),
        told(
          `${path}.0.role is not a field of the contract.`,
          "Allowed: name, namespace, serviceAccount, permissions, buckets.",
          "Mend: use an allowed one, or remove the field.",
        ),
      ],
    },
  ],
};
