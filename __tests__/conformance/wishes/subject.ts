import { clouds } from "../../../constructs/clouds";
import type { Capabilities } from "../../../constructs/contract/capabilities";
import type { Environment } from "../../../constructs/contract/environment";
import {
  type ExistingNetworkSettings,
  isExisting,
  type NetworkSettings,
} from "../../../constructs/contract/network";
import type { MachineTypes, NodePoolSettings } from "../../../constructs/contract/node-pool";
import type {
  CloudAccountInput,
  CloudName,
  EnvironmentAccountInput,
} from "../../../constructs/contract/project";
import type { WorkloadIdentitySettings } from "../../../constructs/contract/workload-identity";
import type { CloudExample } from "./example";
import { cloudExamples } from "./examples";
import type { ReadWish, Wish } from "./wish";

/** A wish as its changes see it: with defaults filled in, and taken apart. */
export interface Subject {
  readonly wish: Wish;
  readonly cloud: CloudName;
  readonly can: Capabilities;
  readonly machineTypes: MachineTypes;
  readonly example: CloudExample;
  /** What the project says of the cloud's account, and of this environment's. */
  readonly account: CloudAccountInput;
  readonly ownAccount: EnvironmentAccountInput;
  readonly read: Environment;
  /** The network, where it is new or existing; undefined where it is the other one. */
  readonly newNetwork: NetworkSettings | undefined;
  readonly existingNetwork: ExistingNetworkSettings | undefined;
  /** The last of the node pools, and its place. */
  readonly pool: NodePoolSettings;
  readonly poolPlace: number;
  readonly identity: WorkloadIdentitySettings | undefined;
  /** Whether a workload may write DNS records. */
  readonly writesDns: boolean;
}

export function subjectOf(wish: Wish, { environment: read }: ReadWish): Subject {
  const { cloud, network, kubernetesCluster } = read;
  const { capabilities: can, machineTypes } = clouds[cloud];
  const account = wish.project.clouds[cloud];
  const pool = kubernetesCluster.nodePools.at(-1);
  if (account === undefined || pool === undefined) throw new Error("a wish has an account and a node pool");
  return {
    wish,
    cloud,
    can,
    machineTypes,
    example: cloudExamples[cloud],
    account,
    ownAccount: account.environments?.[read.name] ?? {},
    read,
    newNetwork: isExisting(network) ? undefined : network,
    existingNetwork: isExisting(network) ? network : undefined,
    pool,
    poolPlace: kubernetesCluster.nodePools.length - 1,
    identity: kubernetesCluster.workloadIdentities[0],
    writesDns: kubernetesCluster.workloadIdentities.some(({ permissions }) =>
      permissions.includes("dns.write"),
    ),
  };
}
