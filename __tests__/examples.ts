// A small valid project and environment, to be changed by a test where it matters to it.
import type { EnvironmentInput } from "../constructs/contract/environment";
import type { KubernetesClusterInput } from "../constructs/contract/kubernetes-cluster";
import type { ExistingNetworkInput, NetworkInput } from "../constructs/contract/network";
import type { NodePoolInput } from "../constructs/contract/node-pool";
import type { CloudAccountInput, ProjectInput } from "../constructs/contract/project";
import type { StateBackendInput } from "../constructs/contract/state-backend";

/** The zones of the example's region, in the project's order. */
export const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] as const;

export const systemPool: NodePoolInput = {
  name: "system",
  role: "system",
  size: "small",
  minNodes: 2,
  maxNodes: 3,
};

/** A pool of workloads on spot nodes. */
export const spotPool: NodePoolInput = {
  name: "workload",
  role: "workload",
  size: "medium",
  capacityType: "spot",
  minNodes: 1,
  maxNodes: 9,
  labels: { "example.com/tier": "web" },
};

/** A pool in one zone, with a disk and taints of its own; it needs machine types. */
export const dataPool: Omit<NodePoolInput, "size"> = {
  name: "data",
  role: "workload",
  architecture: "arm64",
  minNodes: 0,
  maxNodes: 2,
  zones: [2],
  diskSizeGb: 200,
  taints: [
    { key: "data", effect: "NoExecute" },
    { key: "soft", value: "yes", effect: "PreferNoSchedule" },
    { key: "hard", value: "yes", effect: "NoSchedule" },
  ],
};

/** A project named `acme` in eu-west-1. */
export function exampleProject(
  changes: {
    readonly stateBackend?: Partial<StateBackendInput>;
    readonly aws?: Partial<CloudAccountInput>;
    readonly tags?: Readonly<Record<string, string>>;
  } = {},
): ProjectInput {
  return {
    name: "acme",
    owner: "platform",
    tags: changes.tags ?? {},
    stateBackend: { store: "aws", ...changes.stateBackend },
    clouds: {
      aws: {
        account: "111122223333",
        region: "eu-west-1",
        zones,
        adminPrincipals: ["arn:aws:iam::111122223333:role/admin"],
        ...changes.aws,
      },
    },
  };
}

/** What a test changes of the example environment. */
export interface EnvironmentChanges {
  readonly zones?: number;
  readonly network?: Partial<NetworkInput>;
  readonly cluster?: Partial<KubernetesClusterInput>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** An environment of two zones with one system pool. */
export function exampleEnvironment(name: string, changes: EnvironmentChanges = {}): EnvironmentInput {
  return {
    name,
    cloud: "aws",
    zones: changes.zones ?? 2,
    network: { cidr: "10.0.0.0/16", natMode: "single", ...changes.network },
    kubernetesCluster: { kubernetesVersion: "1.35", nodePools: [systemPool], ...changes.cluster },
    ...(changes.tags === undefined ? {} : { tags: changes.tags }),
  };
}

/** The example environment in a network that somebody else made. */
export function exampleInExistingNetwork(name: string, network: ExistingNetworkInput): EnvironmentInput {
  return { ...exampleEnvironment(name), network };
}
