import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { BackendBlock, StateIdentity, StateRole } from "./backend-block";
import type { EncryptionKey } from "./encryption-key";
import type { Problem } from "./problem";
import type { CloudAccountInput } from "./project";
import type {
  Locking,
  ObjectLockInput,
  Redundancy,
  StateBackendInput,
  StateBackendOutputs,
  StateBackendSettings,
} from "./state-backend";

/** A field of the settings by its path. */
type RefusableField = keyof StateBackendInput | "retention.noncurrentVersions";

/** What a store can honour. What it can't is refused at synth by the field's name. */
export interface StateStoreCapabilities {
  /** Ways in which two applies can be kept apart. */
  readonly lockings: readonly Locking[];
  /** Whose key can encrypt the state. */
  readonly encryptions: readonly EncryptionKey[];
  /** How strictly history can be kept. */
  readonly objectLockModes: readonly ObjectLockInput["mode"][];
  /** What the state can survive. */
  readonly redundancies: readonly Redundancy[];
  /** Fields that the store can't honour at all, each with the reason as the rest of a sentence that names it. */
  readonly refused: Readonly<Partial<Record<RefusableField, string>>>;
}

/** A kind of store: what bootstrap builds of it, and how a stack keeps its state there. */
export interface StateStore {
  /** What it can honour. */
  readonly capabilities: StateStoreCapabilities;
  /** What is wrong with the settings for this store, beyond its capabilities. */
  readonly problems: (settings: StateBackendSettings, path: string) => Problem[];
  /** What is wrong with the project's tags for this store, where it takes fewer than the cloud of its name tells. */
  readonly tagProblems?: (tags: Readonly<Record<string, string>>, path: string) => Problem[];
  /**
   * Where the store is in the account of the cloud of its name, where the settings name no location.
   * @default the account's region
   */
  readonly locationIn?: (account: CloudAccountInput) => string;
  /** Points the bootstrap stack's provider at the store's account. */
  readonly useAccount: (
    stack: TerraformStack,
    settings: StateBackendSettings,
    tags: Record<string, string>,
  ) => void;
  /** Builds the store. */
  readonly create: (scope: Construct, id: string, settings: StateBackendSettings) => StateBackendOutputs;
  /**
   * Where a state is kept, known before the store exists.
   * @param role signs in as the environment's role, where the store has one; else as whoever runs Terraform.
   */
  readonly backend: (settings: StateBackendSettings, state: StateIdentity, role?: StateRole) => BackendBlock;
  /** Files that a backend block names, by their names; they stand in the folder where Terraform runs. */
  readonly files?: (settings: StateBackendSettings) => Readonly<Record<string, string>>;
}
