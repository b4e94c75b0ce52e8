import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { type EncryptionKey, encryptionKeys } from "./kubernetes-cluster";
import type { Problem } from "./problem";
import { wholeNumber } from "./rule";

/** The stores that can hold state. */
export const stateStoreNames = ["aws"] as const;
export type StateStoreName = (typeof stateStoreNames)[number];

/** `lockfile` is the store's own conditional write, `dynamodb` a table; `both` is the way from one to the other. */
export const lockings = ["lockfile", "dynamodb", "both"] as const;
export type Locking = (typeof lockings)[number];

export const objectLockModes = ["GOVERNANCE", "COMPLIANCE"] as const;

/**
 * State history that nobody can erase before its time. It is no mutual exclusion: two applies are kept apart by
 * `locking` alone.
 */
export interface ObjectLockInput {
  /** `GOVERNANCE` lets a privileged role erase early, `COMPLIANCE` lets nobody, the account's owner included. */
  readonly mode: (typeof objectLockModes)[number];
  /** Days that each version is kept at the least; every lock a plan takes is a version too, so keep it short. */
  readonly days: number;
  /**
   * Must be `true` for COMPLIANCE, which can't be undone.
   * @default false
   */
  readonly acceptIrreversible?: boolean;
}

/** How long versions of the state are kept after a newer one replaced them. */
export interface StateRetention {
  /** Days after which a replaced version is removed. */
  readonly noncurrentDays: number;
  /** Replaced versions that are kept however old they are. */
  readonly noncurrentVersions: number;
}

/** Where the state of all environments lives. */
export interface StateBackendInput {
  /** The kind of store; its account is the one of the cloud of that name. */
  readonly store: StateStoreName;
  /**
   * The store's region.
   * @default the cloud's region
   */
  readonly location?: string;
  /**
   * How two applies are kept apart.
   * @default "lockfile"
   */
  readonly locking?: Locking;
  /**
   * The key that encrypts the state.
   * @default "provider-key"
   */
  readonly encryption?: EncryptionKey;
  /**
   * State history that can't be erased.
   * @default none
   */
  readonly objectLock?: ObjectLockInput;
  /**
   * How long replaced versions of the state are kept.
   * @default { noncurrentDays: 90, noncurrentVersions: 10 }
   */
  readonly retention?: StateRetention;
  /**
   * Days that a log of every access is kept in a second bucket, 0 for no log.
   * @default 0
   */
  readonly accessLogDays?: number;
  /**
   * Whether Terraform refuses to destroy the store. `false`, once deployed, lets a destroy take every version of
   * every state with it.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

export const stateBackendSchema = z.strictObject({
  store: z.enum(stateStoreNames),
  location: z.string().optional(),
  locking: z.enum(lockings).default("lockfile"),
  encryption: z.enum(encryptionKeys).default("provider-key"),
  objectLock: z
    .strictObject({
      mode: z.enum(objectLockModes),
      days: wholeNumber(1, 3650, "days"),
      acceptIrreversible: z.boolean().default(false),
    })
    .optional(),
  retention: z
    .strictObject({
      noncurrentDays: wholeNumber(1, 3650, "days"),
      noncurrentVersions: wholeNumber(1, 100, "versions"),
    })
    .default({ noncurrentDays: 90, noncurrentVersions: 10 }),
  accessLogDays: wholeNumber(0, 3650, "days").default(0),
  deletionProtection: z.boolean().default(true),
}) satisfies z.ZodType<unknown, StateBackendInput>;

/** Settings with their defaults, and the account and region they lead to. */
export type StateBackendSettings = z.output<typeof stateBackendSchema> & {
  /** Begins the name of all that is created: the project's name. */
  readonly namePrefix: string;
  readonly account: string;
  readonly location: string;
};

/** What a state backend gives. Each value is known at synth, before the backend exists. */
export interface StateBackendOutputs {
  /** The bucket that holds the state. */
  readonly bucket: string;
  /** The store's region. */
  readonly location: string;
  /** The DynamoDB table of the locks; empty with `lockfile`. */
  readonly lockTable: string;
  /** The key that encrypts the state; empty with the store's own key. */
  readonly encryptionKeyId: string;
  /** The bucket of the access log; empty without one. */
  readonly accessLogBucket: string;
}

/** What is wrong within the settings, whatever the store. */
export function stateBackendProblems(settings: StateBackendSettings, path: string): Problem[] {
  const { objectLock, retention } = settings;
  if (objectLock === undefined) return [];
  const problems: Problem[] = [];
  if (objectLock.mode === "COMPLIANCE" && !objectLock.acceptIrreversible) {
    problems.push({
      path: `${path}.objectLock.mode`,
      value: objectLock.mode,
      problem: "makes versions that nobody can ever erase early, and that isn't confirmed",
      allowed: "GOVERNANCE, or COMPLIANCE with acceptIrreversible: true",
      mend: 'use "GOVERNANCE", or add acceptIrreversible: true beside it',
    });
  }
  if (retention.noncurrentDays <= objectLock.days) {
    problems.push({
      path: `${path}.retention.noncurrentDays`,
      value: retention.noncurrentDays,
      problem: `is not longer than objectLock.days (${objectLock.days}), so the lifecycle would try to erase locked versions`,
      allowed: `more than ${objectLock.days} days`,
      mend: `use ${objectLock.days + 1} or more, or a shorter objectLock.days`,
    });
  }
  return problems;
}

/** A kind of store: what bootstrap builds of it, and how a stack keeps its state there. */
export interface StateStore {
  /** What is wrong with the settings for this store. */
  readonly problems: (settings: StateBackendSettings, path: string) => Problem[];
  /** Points the bootstrap stack's provider at the store's account. */
  readonly useAccount: (
    stack: TerraformStack,
    settings: StateBackendSettings,
    tags: Record<string, string>,
  ) => void;
  /** Builds the store. */
  readonly create: (scope: Construct, id: string, settings: StateBackendSettings) => StateBackendOutputs;
  /** Keeps a stack's state in the store, under `key`. */
  readonly attach: (stack: TerraformStack, settings: StateBackendSettings, key: string) => void;
}
