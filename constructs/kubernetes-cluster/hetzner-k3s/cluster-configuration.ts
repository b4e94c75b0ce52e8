import type { KubernetesClusterSettings } from "../../contract/kubernetes-cluster";
import type { IdentityProviderInput } from "../../contract/project";
import type { ClusterBucket, NodeProps, WorkerUserDataProps } from "./user-data";

/** Nodes of one pool in one location, which the cluster autoscaler adds and removes. */
export interface AutoscaledGroup extends Pick<WorkerUserDataProps, "labels" | "taints" | "reservedDiskGib"> {
  /** Begins its servers' names, and is its id for the autoscaler. */
  readonly name: string;
  readonly serverType: string;
  readonly location: string;
  readonly architecture: "amd64" | "arm64";
  /** Nodes that the autoscaler may have of it, beside those of Terraform. */
  readonly maxNodes: number;
}

export interface ClusterConfigurationProps extends NodeProps {
  readonly clusterName: string;
  readonly cluster: KubernetesClusterSettings;
  /** `group:…` and `user:…` of the identity provider. */
  readonly adminPrincipals: readonly string[];
  readonly identityProvider: IdentityProviderInput;
  readonly podCidr: string;
  readonly serviceCidr: string;
  /** Names and addresses, beside its own, that the API server's certificate holds for. */
  readonly apiNames: readonly string[];
  /** The URL below which the world finds the keys of the service accounts' tokens. */
  readonly serviceAccountIssuer: string;
  readonly bucket: ClusterBucket;
  /** The names at Hetzner of the network, and of the firewall that autoscaled servers get. */
  readonly networkName: string;
  readonly firewallName: string;
  /** The image of autoscaled servers. */
  readonly image: string;
  readonly autoscaledGroups: readonly AutoscaledGroup[];
  /** Whether nodes get images from each other. */
  readonly privateServiceAccess: boolean;
}

/** An object of the cluster's bucket. */
export interface ConfigurationObject {
  /** Its key, below `config/`. */
  readonly key: string;
  /** As Terraform reads it: with `${` written as `$${`. */
  readonly content: string;
}

/** What the control plane's servers fetch and follow: everything that may change while the cluster runs, no secret. */
export interface ClusterConfiguration {
  readonly objects: readonly ConfigurationObject[];
  /** The checksums of all of them; to be written after them. */
  readonly index: ConfigurationObject;
}

/** Writes the configuration of a cluster's control plane. */
export function clusterConfiguration(_props: ClusterConfigurationProps): ClusterConfiguration {
  return { objects: [], index: { key: "index", content: "" } };
}
