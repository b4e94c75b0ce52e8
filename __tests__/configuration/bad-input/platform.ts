import { type BadInputs, told } from "../refusal";

const platform = {
  domain: "dev.example.com",
  gitops: { repoUrl: "https://git.example.com/platform.git", revision: "main" },
};

function withFeatures(features: object): { readonly platform: object } {
  return { platform: { ...platform, features } };
}

function withGitops(gitops: object): { readonly platform: object } {
  return { platform: { ...platform, gitops: { ...platform.gitops, ...gitops } } };
}

const inProd = { ...platform, profile: "prod" };
const allFeatures =
  "metrics-server, cluster-autoscaler, workload-identity-webhook, cert-manager, external-dns, external-secrets, traefik, kyverno, velero, kube-prometheus-stack, loki, tempo, fluent-bit, opentelemetry-collector, argo-workflows, redis-operator, mongodb-operator, example-application";

export const badPlatform: BadInputs = {
  about: "a platform",
  cases: [
    {
      it: "is refused without a domain and a repository",
      dev: { platform: {} },
      problems: [
        told("dev.platform.domain is missing.", "Allowed: text.", "Mend: add the field."),
        told(
          "dev.platform.gitops is missing.",
          "Allowed: an object with repoUrl, path, revision.",
          "Mend: add the field.",
        ),
      ],
    },
    {
      it: "has no unknown feature, and is told the one that was meant",
      dev: withFeatures({ "external-dn": false }),
      problems: [
        told(
          "dev.platform.features.external-dn is not a field of the contract.",
          `Allowed: ${allFeatures}.`,
          'Mend: did you mean "external-dns"?',
        ),
      ],
    },
    {
      it: "has no feature without what it needs",
      dev: withFeatures({ loki: false, tempo: false, "fluent-bit": true }),
      problems: [
        told(
          "dev.platform.features.fluent-bit = true needs loki, which is off.",
          "Allowed: features whose needs are on: loki.",
          "Mend: switch loki on, or fluent-bit off.",
        ),
        told(
          "dev.platform.features.opentelemetry-collector needs tempo, which is off.",
          "Allowed: features whose needs are on: tempo.",
          "Mend: switch tempo on, or opentelemetry-collector off.",
        ),
      ],
    },
    {
      it: "can't switch off what the cluster ships",
      dev: withFeatures({ "metrics-server": false }),
      problems: [
        told(
          "dev.platform.features.metrics-server = false can't be switched off on aws, where it isn't installed: EKS ships it as an add-on.",
          "Allowed: true.",
          "Mend: remove the field.",
        ),
      ],
    },
    {
      it: "has no password in the repository's URL",
      dev: withGitops({ repoUrl: "https://user:secret@git.example.com/platform.git" }),
      problems: [
        told(
          'dev.platform.gitops.repoUrl = "https://user:secret@git.example.com/platform.git" has credentials in it, which would be in the state, in the cluster and in every log.',
          "Allowed: a URL without a password, a token or, with https://, a user.",
          "Mend: remove them, and give Argo CD a repository Secret instead: docs/platform/argo-cd.md.",
        ),
      ],
    },
    {
      it: "has a repository with a URL",
      dev: withGitops({ repoUrl: "git@git.example.com:platform.git" }),
      problems: [
        told(
          'dev.platform.gitops.repoUrl = "git@git.example.com:platform.git" is not of the right form.',
          "Allowed: a URL that begins with https:// or ssh://.",
          "Mend: write the repository's URL in this form: ssh://git@host/owner/name.git instead of git@host:owner/name.git.",
        ),
      ],
    },
    {
      it: "follows no branch in production",
      dev: { platform: inProd },
      problems: [
        told(
          'dev.platform.gitops.revision = "main" may be a branch, which changes without a change of this file, and the profile is prod.',
          `Allowed: a commit's whole hash, or a tag of a version, such as "v1.4.0".`,
          "Mend: tag a commit that was tried in another environment, and name the tag.",
        ),
      ],
    },
    {
      it: "needs a profile where no overlay has the environment's name",
      dev: { name: "qa", platform },
      problems: [
        told(
          "qa.platform.profile is missing, and no overlay has the environment's name.",
          'Allowed: "dev", "staging", "prod".',
          "Mend: name the overlay whose settings fit the environment.",
        ),
      ],
    },
    {
      it: "needs a zone that exists where it shall write into one",
      dev: { platform: { ...platform, dnsZone: "existing" } },
      problems: [
        told(
          'dev.platform.dnsZone = "existing" is a zone that the account doesn\'t name.',
          'Allowed: "existing" where the cloud\'s account names dnsZoneIds.',
          'Mend: add dnsZoneIds to the cloud in envs/project.ts, or use "new".',
        ),
      ],
    },
    {
      it: "keeps things for whole days, and for ten years at most",
      dev: { platform: { ...platform, retentionDays: { backups: 0, logs: 1.5, traces: 4000 } } },
      problems: [
        ["backups", 0, 1],
        ["logs", 1.5, 2],
        ["traces", 4000, 3650],
      ].map(([field, value, mend]) =>
        told(
          `dev.platform.retentionDays.${field} = ${value} is out of range.`,
          "Allowed: a whole number from 1 to 3650 (days).",
          `Mend: use ${mend}.`,
        ),
      ),
    },
    {
      it: "keeps nothing else for a time",
      dev: { platform: { ...platform, retentionDays: { log: 7 } } },
      problems: [
        told(
          "dev.platform.retentionDays.log is not a field of the contract.",
          "Allowed: backups, logs, traces.",
          'Mend: did you mean "logs"?',
        ),
      ],
    },
    {
      it: "shares neither name nor service account of an identity",
      dev: {
        platform,
        "kubernetesCluster.workloadIdentities": [
          { name: "velero", namespace: "apps", serviceAccount: "a", permissions: ["secrets.read"] },
          { name: "logs", namespace: "loki", serviceAccount: "loki", permissions: ["secrets.read"] },
        ],
      },
      problems: [
        told(
          'dev.kubernetesCluster.workloadIdentities.velero = "velero" is the name of the identity of the platform\'s velero.',
          "Allowed: names that no feature has.",
          "Mend: rename it, or switch velero off.",
        ),
        told(
          'dev.kubernetesCluster.workloadIdentities.logs.serviceAccount = "loki/loki" is the service account of the platform\'s loki.',
          "Allowed: service accounts of your own.",
          "Mend: use another one, or switch loki off.",
        ),
      ],
    },
    {
      it: "leaves an identity of the user's no zone where it makes none",
      dev: {
        platform: {
          ...platform,
          features: {
            "external-dns": false,
            "cert-manager": false,
            "redis-operator": false,
            "mongodb-operator": false,
          },
        },
        "kubernetesCluster.workloadIdentities": [
          { name: "dns", namespace: "apps", serviceAccount: "dns", permissions: ["dns.write"] },
        ],
      },
      problems: [
        told(
          'dev.kubernetesCluster.workloadIdentities.dns.permissions = "dns.write" has no DNS zone to write to.',
          "Allowed: dns.write where the cloud's account names dnsZoneIds.",
          "Mend: add dnsZoneIds to the cloud in envs/project.ts, or remove the permission.",
        ),
      ],
    },
    {
      it: "keeps the names that end its stack for that",
      dev: { name: "dev-platform" },
      problems: [
        told(
          'dev-platform.name = "dev-platform" ends like the names of platforms\' stacks.',
          'Allowed: names that don\'t end with "-platform".',
          "Mend: choose another name.",
        ),
      ],
    },
  ],
};
