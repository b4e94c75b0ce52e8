import type { Construct } from "constructs";
import type { ValuesByFeature } from "./chart-values";
import type { DnsZone, MadeDnsZone } from "./dns-zone";
import type { BucketPurpose, FeatureName } from "./feature";
import type { KubernetesClusterSettings } from "./kubernetes-cluster";
import type { LayerProps, NetworkOutputs } from "./network";
import type { Platform } from "./platform";
import type { Problem } from "./problem";
import type { Account } from "./project";
import type { WorkloadIdentity } from "./workload-identity";

/** Add-ons' identities, by the feature. */
export type AddOnIdentities = Readonly<Partial<Record<FeatureName, WorkloadIdentity>>>;

/** What the cluster's side of a platform is made from. */
export interface AddOnClusterProps extends LayerProps {
  /** What the environment asks of its platform. */
  readonly platform: Platform;
  /** What the environment asks of its cluster. */
  readonly cluster: KubernetesClusterSettings;
  /** The network that it stands in. */
  readonly network: NetworkOutputs;
  /** Who of the add-ons acts on the cloud. */
  readonly identities: AddOnIdentities;
}

/** What a cluster tells add-ons. */
export interface AddOnCluster {
  /** Annotations of Services of type LoadBalancer. */
  readonly loadBalancerAnnotations: Readonly<Record<string, string>>;
  /** What charts must know of the cluster and of its cloud. */
  readonly values: ValuesByFeature;
}

/** Where the platform's stores are made. */
export interface PlatformPlace extends Omit<LayerProps, "overrides" | "zones"> {
  /** What the environment asks of its platform. */
  readonly platform: Platform;
  /** Whether Terraform refuses to destroy them. */
  readonly deletionProtection: boolean;
}

/** What stores are made from. */
export interface PlatformStoresProps extends PlatformPlace {
  /** The buckets that features keep things in. */
  readonly purposes: readonly BucketPurpose[];
  /** The zones of the domain. */
  readonly dnsZones: readonly DnsZone[];
  /** Who uses them. */
  readonly identities: AddOnIdentities;
}

/** Where add-ons keep things and find names, in the charts' and controllers' own terms. */
export interface PlatformStores {
  /** Begins the names of the environment's secrets in the cloud's secret service. */
  readonly secretPrefix: string;
  /** The buckets' names. */
  readonly buckets: Readonly<Partial<Record<BucketPurpose, string>>>;
  /** The bucket for backups as a remote of rclone; empty where there is none. */
  readonly backupRemote: string;
  /** What charts must know of the stores, by features that are on. */
  readonly values: ValuesByFeature;
  /** `spec.provider` of the ClusterSecretStore; undefined where nothing reads secrets. */
  readonly secretProvider: object | undefined;
  /** ACME solvers of cert-manager that write into the domain's zones; none where nothing asks for certificates. */
  readonly acmeSolvers: readonly object[];
}

/** What a cloud has for the add-ons of its own clusters, and of those on other clouds. */
export interface PlatformStoresOffer {
  /** What is wrong with zones that exist as those of a domain. */
  readonly zoneProblems: (dnsZoneIds: readonly string[], domain: string, path: string) => Problem[];
  /** What a bucket's name has behind `<project>-<environment>-`; the whole name of a container on Azure. */
  readonly bucketName: (purpose: BucketPurpose, account: Account) => string;
  /** Makes the domain's zone. */
  readonly createDnsZone: (scope: Construct, id: string, props: PlatformPlace) => MadeDnsZone;
  /** Makes the rest, right below `scope`. */
  readonly createStores: (scope: Construct, props: PlatformStoresProps) => PlatformStores;
}

/** The names that `k8s/` gives on every cloud. */
export const platformNames = {
  storageClass: "platform",
  ingressClass: "traefik",
  secretStore: "platform",
} as const;
