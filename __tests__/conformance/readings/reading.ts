import type { CapacityType } from "../../../constructs/contract/node-pool";
import type { CloudAccountInput } from "../../../constructs/contract/project";
import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import type { SynthesizedStack } from "../../synthesized";

/** What becomes of a log. */
export interface LogReading {
  /** Whether all is logged that can be. */
  readonly isComplete: boolean;
  /** Undefined where entries are kept forever. */
  readonly retentionDays: number | undefined;
}

/** How a cloud's synthesized environment is read in the contract's terms; each cloud implements all of it. */
export interface CloudReading {
  /** An account to synthesize with where envs/project.ts gives none; its region has three zones at the least. */
  readonly account: CloudAccountInput;
  /** The providers that an environment may use. */
  readonly providers: readonly string[];

  /** Whether the API server answers beyond the network. */
  readonly hasPublicEndpoint: (stack: SynthesizedStack) => boolean;
  /**
   * Whether a key that the environment owns encrypts the cluster's secrets, and gets new material: by itself, or on a
   * cloud without keys by a command on the control plane.
   */
  readonly encryptsSecretsWithOwnKey: (stack: SynthesizedStack) => boolean;
  readonly controlPlaneLogs: (stack: SynthesizedStack) => LogReading | undefined;
  readonly flowLogs: (stack: SynthesizedStack) => LogReading | undefined;
  /** What gives a node a public address. */
  readonly publicNodeAddresses: (stack: SynthesizedStack) => readonly string[];
  /** Pools whose nodes have a disk that isn't encrypted. */
  readonly unencryptedDisks: (stack: SynthesizedStack) => readonly string[];
  readonly enforcesNetworkPolicies: (stack: SynthesizedStack) => boolean;
  /** Whether pods can act as identities of the cloud, without keys. */
  readonly hasWorkloadIdentity: (stack: SynthesizedStack) => boolean;
  /** Whether anybody could sign in to cluster, nodes or cloud with what doesn't expire: local accounts, keys, certificates. */
  readonly hasStaticCredentials: (stack: SynthesizedStack) => boolean;

  /** The buckets whose objects an identity may use, by name; of what reaches further, the rule as the cloud has it. */
  readonly bucketsInReach: (stack: SynthesizedStack, identity: string) => readonly string[];

  /** NAT gateways, or the addresses of one that spans zones. */
  readonly natGateways: (stack: SynthesizedStack) => number;
  /**
   * How many of them outlive the loss of any of three zones.
   * @default one in each
   */
  readonly natGatewaysOfThreeZones?: number;
  /** The zones that nodes can run in. */
  readonly zones: (stack: SynthesizedStack) => readonly string[];
  readonly hasPrivateServiceAccess: (stack: SynthesizedStack) => boolean;
  /** Whether the cluster can't be destroyed by accident. */
  readonly isProtected: (stack: SynthesizedStack) => boolean;
  /** The capacity of each pool's nodes, by the pool's name: one type, unless its groups differ. */
  readonly capacityTypes: (stack: SynthesizedStack) => Readonly<Record<string, readonly CapacityType[]>>;

  /**
   * Arguments that the provider changes in place, by resource type: what may differ in an existing resource when an
   * environment grows. `a.b` is the argument `b` in the block `a`.
   */
  readonly changedInPlace: Readonly<Record<string, readonly string[]>>;
  /**
   * Whether a resource is a single node, which a pool gives up when a further zone takes its share.
   * @default none is
   */
  readonly isNode?: (address: string) => boolean;
}

/** How a store's synthesized bootstrap stack is read. */
export interface StoreReading {
  /** What a project must say of the store at the least. */
  readonly stateBackend: StateBackendInput;
  /** The backend's name in Terraform. */
  readonly backend: string;
  /** What no settings of the store give; its page in docs/stores says so. */
  readonly lacks: readonly ("encryption" | "versions")[];
  readonly travelsOverTlsOnly: (bootstrap: SynthesizedStack, environment: SynthesizedStack) => boolean;
  readonly isEncrypted: (bootstrap: SynthesizedStack) => boolean;
  readonly isVersioned: (bootstrap: SynthesizedStack) => boolean;
  readonly isClosedToThePublic: (bootstrap: SynthesizedStack) => boolean;
  readonly isProtected: (bootstrap: SynthesizedStack) => boolean;
  /** Whether an environment's stack takes a lock before it writes. */
  readonly isLocked: (environment: SynthesizedStack) => boolean;
}
