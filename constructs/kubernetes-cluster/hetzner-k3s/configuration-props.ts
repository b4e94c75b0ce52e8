import type { KubernetesClusterSettings } from "../../contract/kubernetes-cluster";
import type { IdentityProviderInput } from "../../contract/project";
import type { ClusterBucket, NodeProps, WorkerUserDataProps } from "./user-data";

/** Nodes of one pool in one location, which the cluster autoscaler adds and removes. */
export interface AutoscaledGroup extends Pick<WorkerUserDataProps, "labels" | "taints" | "reservedDiskGib"> {
  /** Begins its servers' names, and is its id for the autoscaler. */
  readonly name: string;
  readonly serverType: string;
  readonly location: string;
  /** Nodes that the autoscaler may have of it, beside those of Terraform. */
  readonly maxNodes: number;
}

/** What the configuration of a cluster's control plane is made from. */
export interface ClusterConfigurationProps extends NodeProps {
  readonly cluster: KubernetesClusterSettings;
  /** Servers of the control plane. */
  readonly controlPlaneServers: number;
  /** `group:…` and `user:…` of the identity provider. */
  readonly adminPrincipals: readonly string[];
  readonly identityProvider: IdentityProviderInput;
  readonly podCidr: string;
  readonly serviceCidr: string;
  /** Names and addresses, beside the load balancer's, that the API server's certificate holds for. */
  readonly apiNames: readonly string[];
  /** The URL below which the world finds the keys of the service accounts' tokens. */
  readonly serviceAccountIssuer: string;
  readonly bucket: ClusterBucket;
  /** The network's name at Hetzner, and the block of its subnet for workers. */
  readonly networkName: string;
  readonly workersCidr: string;
  /** The block of the subnet for load balancers of Services; undefined where the network has none of its own. */
  readonly loadBalancersCidr: string | undefined;
  /** Labels at Hetzner of autoscaled servers. */
  readonly serverLabels: Readonly<Record<string, string>>;
  /** The image of autoscaled servers. */
  readonly image: string;
  readonly autoscaledGroups: readonly AutoscaledGroup[];
  /** Whether nodes get images from each other. */
  readonly privateServiceAccess: boolean;
}
