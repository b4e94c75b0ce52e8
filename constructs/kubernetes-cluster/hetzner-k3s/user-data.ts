import { cloudConfig } from "../../account/hetzner/cloud-init";

/** What every node of a cluster is told. */
export interface NodeProps {
  /** The Kubernetes minor, such as "1.35". */
  readonly kubernetesVersion: string;
  /** The private address of the API's load balancer. */
  readonly apiAddress: string;
  /** The address of the network's gateway, through which nodes reach the internet. */
  readonly gateway: string;
  /** Public keys of who may open a shell as root. */
  readonly sshKeys: readonly string[];
}

/** What the control plane must keep to itself: values of Terraform's variables. */
export interface ControlPlaneSecrets {
  /** Lets a server join the control plane. */
  readonly token: string;
  /** Lets a worker join. */
  readonly agentToken: string;
  /** The certificate authority of the API servers, PEM. */
  readonly serverCaCertificate: string;
  readonly serverCaKey: string;
  /** Signs the tokens of service accounts, PEM. */
  readonly serviceAccountKey: string;
  readonly hcloudToken: string;
  readonly objectStorageAccessKey: string;
  readonly objectStorageSecretKey: string;
}

/** The cluster's private bucket. */
export interface ClusterBucket {
  readonly name: string;
  /** The location of its Object Storage, such as "fsn1". */
  readonly location: string;
}

export interface ControlPlaneUserDataProps extends NodeProps {
  /** The server's name, which is its node's name. */
  readonly hostname: string;
  /** The server's fixed private address. */
  readonly privateAddress: string;
  /** The server's place in the control plane, from 0; the first one begins the cluster. */
  readonly place: number;
  /** The network's name at Hetzner, for the cloud controller. */
  readonly networkName: string;
  readonly bucket: ClusterBucket;
  readonly secrets: ControlPlaneSecrets;
}

export interface WorkerUserDataProps extends NodeProps {
  /**
   * The server's name, which is its node's name.
   * @default the name that Hetzner knows it by
   */
  readonly hostname?: string;
  /** Lets it join. */
  readonly agentToken: string;
  /** Labels of the node. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints of the node. */
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  /** GiB of the disk that pods don't get: what the server's type has beyond what the pool asks for. */
  readonly reservedDiskGib: number;
}

/** User data of a server of the control plane. Hetzner shows it to nobody, and the state holds a hash of it only. */
export function controlPlaneUserData({ hostname, sshKeys }: ControlPlaneUserDataProps): string {
  return cloudConfig({ hostname, sshKeys, files: [], commands: [] });
}

/** User data of a worker. */
export function workerUserData({ hostname, sshKeys }: WorkerUserDataProps): string {
  return cloudConfig({ hostname, sshKeys, files: [], commands: [] });
}
