import type { ITerraformDependable } from "cdktf";
import { z } from "zod";
import { authorizedCidrSchema } from "./authorized-cidr";
import type { DnsZone } from "./dns-zone";
import { type EncryptionKey, encryptionKeys } from "./encryption-key";
import { type LogInput, logSchema } from "./log-settings";
import type { LayerProps, NetworkOutputs } from "./network";
import type { NodePoolInput, NodePoolSettings } from "./node-pool";
import { textMatching, wholeNumber } from "./rule";
import type { FederateWorkloads } from "./workload-federation";
import {
  type WorkloadIdentity,
  type WorkloadIdentityInput,
  type WorkloadIdentitySettings,
  workloadIdentitiesSchema,
} from "./workload-identity";

/** What happens when a Kubernetes minor's normal support ends: an automatic upgrade, or paid further support. */
export const upgradeChannels = ["standard", "extended"] as const;
export type UpgradeChannel = (typeof upgradeChannels)[number];

export const endpointAccesses = ["private", "public-restricted"] as const;
export type EndpointAccess = (typeof endpointAccesses)[number];

export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

/** When the cloud may upgrade and reboot. */
export interface MaintenanceWindow {
  /** The day of the week that it begins on. */
  readonly day: (typeof weekdays)[number];
  /** The hour it begins, 0 to 23, in UTC. */
  readonly startHour: number;
  /** Hours it lasts, 4 to 24. */
  readonly durationHours: number;
}

/** The Kubernetes cluster that an environment gets. */
export interface KubernetesClusterInput {
  /** The Kubernetes minor, such as "1.34"; the cloud chooses the patch. */
  readonly kubernetesVersion: string;
  /**
   * `standard` upgrades at the end of a minor's support, `extended` pays to stay on it for longer.
   * @default "standard"
   */
  readonly upgradeChannel?: UpgradeChannel;
  /**
   * Who reaches the API server: `private` is the network only, `public-restricted` also `authorizedCidrs`.
   * @default "private"
   */
  readonly endpointAccess?: EndpointAccess;
  /**
   * The IPv4 blocks that `public-restricted` lets in.
   * @default none
   */
  readonly authorizedCidrs?: readonly string[];
  /**
   * Whether the control plane outlives the loss of a zone.
   * @default true
   */
  readonly controlPlaneHa?: boolean;
  /**
   * The key that encrypts Kubernetes secrets at rest. It can't be changed later without replacing the cluster.
   * @default "customer-key"
   */
  readonly secretsEncryption?: EncryptionKey;
  /**
   * All of the control plane's logs, audit log included, or `"off"`.
   * @default { retentionDays: 90 }
   */
  readonly controlPlaneLogs?: LogInput;
  /** At least one pool, at least one of them with the role `system`. */
  readonly nodePools: readonly NodePoolInput[];
  /**
   * Whether Terraform refuses to destroy the cluster.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * When the cloud may upgrade and reboot.
   * @default whenever the cloud chooses
   */
  readonly maintenanceWindow?: MaintenanceWindow;
  /**
   * Identities that pods act as on the cloud, without keys.
   * @default none
   */
  readonly workloadIdentities?: readonly WorkloadIdentityInput[];
}

/** The cluster without its node pools, which are checked one by one. */
export const clusterSchema = z.strictObject({
  kubernetesVersion: textMatching(
    /^1\.[1-9]\d$/,
    'a Kubernetes minor, such as "1.34"',
    'write it as text, "1.", then two digits, without a patch',
  ),
  upgradeChannel: z.enum(upgradeChannels).default("standard"),
  endpointAccess: z.enum(endpointAccesses).default("private"),
  authorizedCidrs: z.array(authorizedCidrSchema).default([]),
  controlPlaneHa: z.boolean().default(true),
  secretsEncryption: z.enum(encryptionKeys).default("customer-key"),
  controlPlaneLogs: logSchema,
  nodePools: z.array(z.unknown()),
  deletionProtection: z.boolean().default(true),
  maintenanceWindow: z
    .strictObject({
      day: z.enum(weekdays),
      startHour: wholeNumber(0, 23, "the hour, in UTC"),
      durationHours: wholeNumber(4, 24, "hours"),
    })
    .optional(),
  workloadIdentities: workloadIdentitiesSchema,
});

/** A cluster input with its defaults filled in. */
export type KubernetesClusterSettings = Omit<z.output<typeof clusterSchema>, "nodePools"> & {
  readonly nodePools: readonly NodePoolSettings[];
};

/** What a cluster construct is made from. */
export interface KubernetesClusterProps extends LayerProps {
  /** What the environment asks for. */
  readonly cluster: KubernetesClusterSettings;
  /** The network that it stands in. */
  readonly network: NetworkOutputs;
  /** What must exist before a node can start. */
  readonly egress: readonly ITerraformDependable[];
  /** Whether nodes reach the cloud's services privately; false in a network that somebody else made. */
  readonly privateServiceAccess: boolean;
  /** Makes identities on the cloud that the account names as `workloadsOn`; undefined where it names none. */
  readonly federateWorkloads?: FederateWorkloads | undefined;
  /** The DNS zone that the environment makes, for `dns.write` beside those of the account; undefined where it makes none. */
  readonly dnsZone?: DnsZone | undefined;
}

/** A command that prints a short-lived credential, for kubeconfig's and Terraform providers' `exec`. */
export interface AuthExec {
  /** The program. */
  readonly command: string;
  /** What it is called with. */
  readonly args: string[];
}

/** What every cluster gives, under the same names on every cloud. */
export interface KubernetesClusterOutputs {
  /** The cluster's name. */
  readonly clusterName: string;
  /** The cloud's id of the cluster (an ARN on AWS, a resource id on Azure, a path on Google Cloud, the name on Hetzner). */
  readonly clusterId: string;
  /** The API server's URL. */
  readonly clusterEndpoint: string;
  /** The API server's certificate authority, PEM in base64. */
  readonly clusterCaCertificate: string;
  /** The Kubernetes minor that runs. */
  readonly kubernetesVersion: string;
  /** The command that prints a token; never a token itself. */
  readonly authExec: AuthExec;
  /** The shell command that adds the cluster to the user's kubeconfig. */
  readonly kubeconfigCommand: string;
  /** The issuer of the pods' identity tokens. */
  readonly oidcIssuerUrl: string;
  /** What the cloud's identities trust: the identity provider's ARN on AWS, the issuer on Azure and Hetzner, the workload pool on Google Cloud. */
  readonly workloadIdentityProvider: string;
  /** The firewall group of the nodes: a security group, an application security group, a network tag, a firewall. */
  readonly nodeSecurityGroupId: string;
  /** The identity that nodes act as: a role's ARN, a managed identity's id, a service account's address; empty where nodes have none. */
  readonly nodeIdentity: string;
  /** The key that encrypts Kubernetes secrets; empty with the cloud's own key. */
  readonly secretsEncryptionKeyId: string;
  /** The names that each pool's groups of nodes have on the cloud, keyed by the pool's name. */
  readonly nodePoolNames: Readonly<Record<string, string[]>>;
  /** Where the control plane's logs go; empty when they are off. */
  readonly logDestination: string;
}

/** A cluster behind the contract. */
export interface KubernetesCluster {
  /** What it gives. */
  readonly outputs: KubernetesClusterOutputs;
  /**
   * Lets the pods of a service account act on the cloud, within the environment's own secrets, buckets and zones.
   *
   * @throws Error if the cluster has an identity of that name.
   */
  readonly grantWorkloadIdentity: (grant: WorkloadIdentitySettings) => WorkloadIdentity;
}
