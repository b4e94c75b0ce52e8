import { z } from "zod";
import { domainSchema } from "./domain";
import { type BucketPurpose, type FeatureName, featureNames } from "./feature";
import { ruled, textMatching, wholeNumber } from "./rule";
import type { WorkloadIdentity } from "./workload-identity";

/** The overlays of `k8s/overlays/`: small settings, production's shape, or high availability. */
export const platformProfiles = ["dev", "staging", "prod"] as const;
export type PlatformProfile = (typeof platformProfiles)[number];

/** Whether the environment makes the DNS zone of its domain, or writes into the account's `dnsZoneIds`. */
export const dnsZoneChoices = ["new", "existing"] as const;

/** The repository that Argo CD reads. */
export interface GitOpsInput {
  /** Its URL, `https://…` or `ssh://…`, without credentials: Argo CD has these in a Secret of its own. */
  readonly repoUrl: string;
  /**
   * The folder of the platform's manifests in it.
   * @default "k8s"
   */
  readonly path?: string;
  /** A commit's hash, a tag or a branch; with the profile `prod` a hash, or a tag of a version such as `v1.4.0`. */
  readonly revision: string;
}

/** Days after which what the platform keeps in buckets is removed. */
export interface PlatformRetentionInput {
  /**
   * Backups of the cluster and of data services, in days.
   * @default 30
   */
  readonly backups?: number;
  /**
   * Logs of pods and nodes, in days.
   * @default 30
   */
  readonly logs?: number;
  /**
   * Traces, in days.
   * @default 7
   */
  readonly traces?: number;
}

/** What a cluster gets before an application is put on it. */
export interface PlatformInput {
  /** The environment's domain: ingresses get host names below it. */
  readonly domain: string;
  /**
   * `new` makes a public DNS zone for the domain, to be delegated to; `existing` writes into the account's `dnsZoneIds`.
   * @default "new"
   */
  readonly dnsZone?: (typeof dnsZoneChoices)[number];
  /** The repository that Argo CD reads. */
  readonly gitops: GitOpsInput;
  /**
   * Which of `k8s/overlays/` describes the environment.
   * @default the environment's name, where an overlay has it
   */
  readonly profile?: PlatformProfile;
  /**
   * Features switched on or off.
   * @default all on but `example-application`
   */
  readonly features?: Readonly<Partial<Record<FeatureName, boolean>>>;
  /**
   * How long the buckets keep what the platform puts there.
   * @default 30 days of backups and logs, 7 days of traces
   */
  readonly retentionDays?: PlatformRetentionInput;
}

const repoUrlSchema = ruled(
  textMatching(
    /^(https|ssh):\/\/\S+$/,
    "a URL that begins with https:// or ssh://",
    "write the repository's URL in this form: ssh://git@host/owner/name.git instead of git@host:owner/name.git",
  ),
  {
    holds: (text) => !hasCredentials(text),
    problem: "has credentials in it, which would be in the state, in the cluster and in every log",
    allowed: "a URL without a password, a token or, with https://, a user",
    mend: "remove them, and give Argo CD a repository Secret instead: docs/platform/argo-cd.md",
  },
);

/** A user name is part of every ssh URL; a token may stand in its place in an https one. */
function hasCredentials(text: string): boolean {
  const authority = /^(\w+):\/\/([^/?#]*)@/.exec(text);
  return authority !== null && (authority[1] === "https" || (authority[2] ?? "").includes(":"));
}

const gitopsSchema = z.strictObject({
  repoUrl: repoUrlSchema,
  path: textMatching(
    /^[\w.-]+(\/[\w.-]+)*$/,
    "a folder relative to the repository's root, without '/' at its beginning or end",
    "write the folder's path in this form",
  ).default("k8s"),
  revision: textMatching(
    /^[\w][\w./-]*$/,
    "a commit's hash, a tag or a branch",
    "name one that the repository has",
  ),
}) satisfies z.ZodType<unknown, GitOpsInput>;

const days = wholeNumber(1, 3650, "days");
const keptDays = { backups: 30, logs: 30, traces: 7 };

export const platformSchema = z.strictObject({
  domain: domainSchema,
  dnsZone: z.enum(dnsZoneChoices).default("new"),
  gitops: gitopsSchema,
  profile: z.enum(platformProfiles).optional(),
  features: z.strictObject(featureFlags()).default({}),
  retentionDays: z
    .strictObject({
      backups: days.default(keptDays.backups),
      logs: days.default(keptDays.logs),
      traces: days.default(keptDays.traces),
    })
    .default(keptDays),
}) satisfies z.ZodType<unknown, PlatformInput>;

/** One optional switch for each feature. */
function featureFlags(): Readonly<Record<FeatureName, z.ZodOptional<z.ZodBoolean>>> {
  const flag = z.boolean().optional();
  return {
    "metrics-server": flag,
    "cluster-autoscaler": flag,
    "workload-identity-webhook": flag,
    "cert-manager": flag,
    "external-dns": flag,
    "external-secrets": flag,
    traefik: flag,
    kyverno: flag,
    velero: flag,
    "kube-prometheus-stack": flag,
    loki: flag,
    tempo: flag,
    "fluent-bit": flag,
    "opentelemetry-collector": flag,
    "argo-workflows": flag,
    "redis-operator": flag,
    "mongodb-operator": flag,
    "example-application": flag,
  };
}

/** A platform of the right shape. */
export type PlatformSettings = z.output<typeof platformSchema>;

/** A platform that was checked. */
export interface Platform extends Omit<PlatformSettings, "profile" | "features"> {
  /** Which of `k8s/overlays/` describes it. */
  readonly profile: PlatformProfile;
  /** The features that are on: wanted, and not shipped by the cluster already. */
  readonly features: readonly FeatureName[];
}

/** The features that an environment wants, whether or not its cluster ships them already. */
export function wantedFeatures({ features }: Pick<PlatformSettings, "features">): FeatureName[] {
  return featureNames.filter((name) => features[name] ?? name !== "example-application");
}

/** What the cloud half of a platform gives, under the same names on every cloud. */
export interface PlatformOutputs {
  /** The namespace of Argo CD. */
  readonly argocdNamespace: string;
  /** The labels of Argo CD's cluster Secret: what is on, and what chooses values. */
  readonly clusterSecretLabels: Readonly<Record<string, string>>;
  /** The annotations of that Secret: values that the cloud half knows. */
  readonly clusterSecretAnnotations: Readonly<Record<string, string>>;
  /** The storage class for volumes. */
  readonly storageClassName: string;
  /** The ingress class. */
  readonly ingressClassName: string;
  /** Annotations of Services of type LoadBalancer. */
  readonly loadBalancerAnnotations: Readonly<Record<string, string>>;
  /** The ClusterSecretStore that applications read secrets from. */
  readonly secretStoreName: string;
  /** Begins the names of the environment's secrets in the cloud's secret service. */
  readonly secretPrefix: string;
  /** The environment's domain. */
  readonly domain: string;
  /** The name servers that the parent domain must delegate the domain to; empty with an existing zone. */
  readonly dnsNameServers: string[];
  /** The buckets, keyed by what they are for. */
  readonly buckets: Readonly<Partial<Record<BucketPurpose, string>>>;
  /** What add-ons act as on the cloud, keyed by the feature. */
  readonly identities: Readonly<Partial<Record<FeatureName, WorkloadIdentity>>>;
}
