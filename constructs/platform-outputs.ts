import { Fn, Token } from "cdktf";
import { addOns } from "./contract/add-ons";
import { at, type ChartValues, merged, type ValuesByFeature } from "./contract/chart-values";
import { argoCdNamespace } from "./contract/charts";
import type { MadeDnsZone } from "./contract/dns-zone";
import type { Environment } from "./contract/environment";
import type { FeatureName } from "./contract/feature";
import type { Platform, PlatformOutputs } from "./contract/platform";
import {
  bridgeAnnotations,
  bridgeLabels,
  configAnnotation,
  enabled,
  featureLabel,
  identityAnnotations,
  valuesAnnotation,
} from "./contract/platform-bridge";
import { startsBeforeWebhook } from "./contract/platform-checks";
import {
  type AddOnCluster,
  type AddOnIdentities,
  type PlatformStores,
  platformNames,
} from "./contract/platform-cloud";
import { type PodToken, podTokenValues } from "./contract/pod-token";
import type { WorkloadIdentity } from "./contract/workload-identity";

/** What the stack of an environment has made of its platform. */
export interface MadePlatform {
  readonly environment: Environment;
  readonly platform: Platform;
  readonly namePrefix: string;
  readonly cluster: AddOnCluster;
  readonly stores: PlatformStores;
  readonly identities: AddOnIdentities;
  /** What lets an identity's pods do without the webhook; undefined where the cluster's cloud knows pods itself. */
  readonly podToken: ((identity: WorkloadIdentity) => PodToken) | undefined;
  /** The zone that was made; undefined where the domain has one already, or nothing writes into any. */
  readonly dnsZone: MadeDnsZone | undefined;
}

/** What a platform gives to its in-cluster half. */
export function platformOutputs(made: MadePlatform): PlatformOutputs {
  const { platform, cluster, stores, identities, dnsZone } = made;
  return {
    argocdNamespace: argoCdNamespace,
    clusterSecretLabels: labels(made),
    clusterSecretAnnotations: annotations(made),
    storageClassName: platformNames.storageClass,
    ingressClassName: platformNames.ingressClass,
    loadBalancerAnnotations: cluster.loadBalancerAnnotations,
    secretStoreName: platformNames.secretStore,
    secretPrefix: stores.secretPrefix,
    domain: platform.domain,
    dnsNameServers: dnsZone?.nameServers ?? [],
    buckets: stores.buckets,
    identities,
  };
}

function labels({ environment, platform }: MadePlatform): Record<string, string> {
  return {
    [bridgeLabels.environment]: environment.name,
    [bridgeLabels.cloud]: environment.cloud,
    [bridgeLabels.workloadCloud]: environment.account.workloads?.cloud ?? environment.cloud,
    [bridgeLabels.profile]: platform.profile,
    ...Object.fromEntries(platform.features.map((name) => [featureLabel(name), enabled])),
  };
}

function annotations(made: MadePlatform): Record<string, string> {
  const { platform, stores } = made;
  const { repoUrl, path, revision } = platform.gitops;
  return {
    [bridgeAnnotations.repoUrl]: repoUrl,
    [bridgeAnnotations.repoPath]: path,
    [bridgeAnnotations.revision]: revision,
    [bridgeAnnotations.domain]: platform.domain,
    [bridgeAnnotations.storageClass]: platformNames.storageClass,
    [bridgeAnnotations.secretStore]: platformNames.secretStore,
    [bridgeAnnotations.secretPrefix]: stores.secretPrefix,
    [bridgeAnnotations.backupRemote]: stores.backupRemote,
    ...Object.assign({}, ...platform.features.map((name) => annotationsOf(name, made))),
  };
}

/** What is told of one feature. */
function annotationsOf(name: FeatureName, made: MadePlatform): Record<string, string> {
  const { chart, identity } = addOns[name];
  const { annotations: ofAccount = {}, podLabels = {} } = made.identities[name] ?? {};
  const config = configs(made)[name];
  const paths = identityAnnotations(name);
  return {
    ...(chart === undefined ? {} : { [valuesAnnotation(name)]: inJson(valuesOf(name, made)) }),
    ...(config === undefined ? {} : { [configAnnotation(name)]: inJson(config) }),
    ...(identity === undefined || identity.values !== undefined
      ? {}
      : {
          [paths.serviceAccountAnnotations]: inJson(ofAccount),
          [paths.podLabels]: inJson(podLabels),
        }),
  };
}

/** The values of the charts of our own. */
function configs({ platform, stores }: MadePlatform): ValuesByFeature {
  return {
    "external-secrets": { provider: stores.secretProvider },
    "cert-manager": { domain: platform.domain, solvers: stores.acmeSolvers },
  };
}

function valuesOf(name: FeatureName, made: MadePlatform): ChartValues {
  const { cluster, stores } = made;
  return merged(
    identityValues(name, made),
    sharedValues(made)[name],
    cluster.values[name],
    stores.values[name],
  );
}

function identityValues(name: FeatureName, { identities, podToken }: MadePlatform): ChartValues {
  const { identity } = addOns[name];
  if (identity?.values === undefined) return {};
  const { values: paths, serviceAccount } = identity;
  const own = identities[name];
  if (own !== undefined && podToken !== undefined && startsBeforeWebhook(name)) {
    // Without the marks that the webhook goes by, so that pods stay the same once it runs.
    return merged(at(paths.serviceAccount, { name: serviceAccount }), podTokenValues(podToken(own)));
  }
  return merged(
    at(paths.serviceAccount, { name: serviceAccount, annotations: own?.annotations ?? {} }),
    at(paths.podLabels, own?.podLabels ?? {}),
  );
}

/** What charts get of the environment, whatever its clouds. */
function sharedValues({ namePrefix, platform, cluster }: MadePlatform): ValuesByFeature {
  const { domain, retentionDays } = platform;
  return {
    "external-dns": { domainFilters: [domain], txtOwnerId: namePrefix, policy: "sync" },
    loki: {
      loki: {
        compactor: { retention_enabled: true },
        limits_config: { retention_period: hours(retentionDays.logs) },
      },
    },
    tempo: { tempo: { retention: hours(retentionDays.traces) } },
    traefik: { service: { annotations: cluster.loadBalancerAnnotations } },
    velero: { configuration: { defaultBackupTTL: hours(retentionDays.backups) } },
  };
}

function hours(days: number): string {
  return `${days * 24}h`;
}

/** Terraform writes the JSON of what it knows only when it applies. */
function inJson(values: ChartValues): string {
  const text = JSON.stringify(values);
  return Token.isUnresolved(text) ? Fn.jsonencode(values) : text;
}
