import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Capabilities } from "./capabilities";
import type { DraftEnvironment } from "./environment";
import type { KubernetesCluster, KubernetesClusterProps } from "./kubernetes-cluster";
import type { Network, NetworkProps } from "./network";
import type { MachineTypes } from "./node-pool";
import type { AddOnCluster, AddOnClusterProps, PlatformStoresOffer } from "./platform-cloud";
import type { Problem } from "./problem";
import type { Account, CloudAccountInput } from "./project";
import type { WorkloadFederationOffer } from "./workload-federation";

/** What the shared code asks of a cloud; each cloud implements all of it, or doesn't compile. */
export interface Cloud {
  /** What it can honour. */
  readonly capabilities: Capabilities;
  /** The machine types behind each size of node, most wanted first. */
  readonly machineTypes: MachineTypes;
  /** What is wrong with an account for this cloud: ids, regions, zones, roles. */
  readonly accountProblems: (account: CloudAccountInput, path: string) => Problem[];
  /** What is wrong with an environment for this cloud beyond its capabilities. */
  readonly environmentProblems: (environment: DraftEnvironment, namePrefix: string) => Problem[];
  /** What is wrong with tags that go on every resource. */
  readonly tagProblems: (tags: Readonly<Record<string, string>>, path: string) => Problem[];
  /** Points the stack's provider at an account, and refuses every other one. */
  readonly useAccount: (stack: TerraformStack, account: Account, tags: Record<string, string>) => void;
  /** Makes an environment's network, or takes the existing one. */
  readonly createNetwork: (scope: Construct, id: string, props: NetworkProps) => Network;
  /** Identities for the pods of clusters on other clouds; undefined where it can't tell pods apart by their tokens. */
  readonly workloadFederation: WorkloadFederationOffer | undefined;
  /** Makes an environment's cluster. */
  readonly createKubernetesCluster: (
    scope: Construct,
    id: string,
    props: KubernetesClusterProps,
  ) => KubernetesCluster;
  /** What its clusters tell add-ons; what must be opened for these is made right below `scope`. */
  readonly addOnCluster: (scope: Construct, props: AddOnClusterProps) => AddOnCluster;
  /** Where the add-ons of its clusters, and of others, keep things; undefined where they need another cloud for it. */
  readonly platformStores: PlatformStoresOffer | undefined;
}
