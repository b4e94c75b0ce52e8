import { z } from "zod";
import { type EncryptionKey, encryptionKeys } from "./encryption-key";
import { wholeNumber } from "./rule";
import { type StateAccess, type StateAccessInput, stateAccessSchema } from "./state-access";

/** The stores that can hold state. */
export const stateStoreNames = ["aws", "azure", "gcp", "hetzner", "cloudflare"] as const;
export type StateStoreName = (typeof stateStoreNames)[number];

/** `shared` is one bucket with a folder per environment, `per-environment` a bucket (and table) for each. */
export const stateLayouts = ["shared", "per-environment"] as const;
export type StateLayout = (typeof stateLayouts)[number];

/** Where bootstrap's own state is: beside the project, in the seed bucket, or in the backend that it makes. */
export const bootstrapStates = ["local", "seed", "backend"] as const;
export type BootstrapState = (typeof bootstrapStates)[number];

/** `zone` survives the loss of a data centre, `geo` that of a region. */
export const redundancies = ["zone", "geo"] as const;
export type Redundancy = (typeof redundancies)[number];

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
  /**
   * Replaced versions that are kept however old they are. A store that can't count versions refuses it, and keeps none
   * beyond their days.
   * @default 10
   */
  readonly noncurrentVersions?: number;
}

/** Where the state of all environments lives. */
export interface StateBackendInput {
  /** The kind of store. */
  readonly store: StateStoreName;
  /**
   * The account that holds it: AWS account id, Azure subscription id, Google Cloud project id, id of the Hetzner Cloud
   * project, Cloudflare account id.
   * @default the account of the cloud of that name
   */
  readonly account?: string;
  /**
   * The Entra ID tenant of the account. Azure needs it; no other store has one.
   * @default none
   */
  readonly tenant?: string;
  /**
   * The store's region.
   * @default the cloud's region
   */
  readonly location?: string;
  /**
   * One bucket for all environments, or one for each.
   * @default "shared"
   */
  readonly layout?: StateLayout;
  /**
   * Where bootstrap keeps its own state. `hera state migrate bootstrap` moves it after an edit; `hera state seed`
   * makes the seed bucket.
   * @default "local"
   */
  readonly bootstrapState?: BootstrapState;
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
   * What the state survives.
   * @default "zone"
   */
  readonly redundancy?: Redundancy;
  /**
   * The region of the second copy, for `geo` where the store lets it be chosen.
   * @default none
   */
  readonly replicaLocation?: string;
  /**
   * Address blocks that the state may be reached from, in CIDR notation.
   * @default any address, with credentials
   */
  readonly authorizedCidrs?: readonly string[];
  /**
   * Who may plan and who may apply, keyed by the environment's name.
   * @default whoever the account's own rules let in
   */
  readonly access?: Readonly<Record<string, StateAccessInput>>;
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
  account: z.string().optional(),
  tenant: z.string().optional(),
  location: z.string().optional(),
  layout: z.enum(stateLayouts).default("shared"),
  bootstrapState: z.enum(bootstrapStates).default("local"),
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
      noncurrentVersions: wholeNumber(1, 100, "versions").default(10),
    })
    .default({ noncurrentDays: 90, noncurrentVersions: 10 }),
  redundancy: z.enum(redundancies).default("zone"),
  replicaLocation: z.string().optional(),
  authorizedCidrs: z.array(z.string()).min(1).optional(),
  access: z.record(z.string(), stateAccessSchema).default({}),
  accessLogDays: wholeNumber(0, 3650, "days").default(0),
  deletionProtection: z.boolean().default(true),
}) satisfies z.ZodType<unknown, StateBackendInput>;

/** Settings with their defaults, and the account and region they lead to. */
export type StateBackendSettings = z.output<typeof stateBackendSchema> & {
  /** Begins the name of all that is created: the project's name. */
  readonly namePrefix: string;
  readonly account: string;
  readonly location: string;
  /** The environments whose state it holds. */
  readonly environments: readonly string[];
};

/** What a state backend gives. Each name is known at synth, before the backend exists. */
export interface StateBackendOutputs {
  /** The bucket or container that holds the state; empty with the layout `per-environment`. */
  readonly bucket: string;
  /** The bucket or container of each environment's state; nothing with the layout `shared`. */
  readonly environmentBuckets: Readonly<Record<string, string>>;
  /** The store's region. */
  readonly location: string;
  /** The DynamoDB table of the locks; empty with `lockfile`, and with the layout `per-environment`. */
  readonly lockTable: string;
  /** The table of each environment's locks; nothing with `lockfile`, and with the layout `shared`. */
  readonly environmentLockTables: Readonly<Record<string, string>>;
  /** The key that encrypts the state; empty with the store's own key. */
  readonly encryptionKeyId: string;
  /** The bucket of the access log; empty without one. */
  readonly accessLogBucket: string;
  /** The bucket of the second copy, keyed by that of the first; nothing where it has no name of its own. */
  readonly replicaBuckets: Readonly<Record<string, string>>;
  /** Who reads an environment's state, by environment; nothing where `access` names nobody. */
  readonly planRoles: Readonly<Record<string, string>>;
  /** Who writes an environment's state, by environment; nothing where `access` names nobody. */
  readonly applyRoles: Readonly<Record<string, string>>;
}

/** Who may do what in an environment. */
export function accessTo({ access }: StateBackendSettings, environment: string): StateAccess {
  return access[environment] ?? { plan: [], apply: [] };
}

/** Those whose states the backend keeps apart: the environments, and bootstrap where its state is there, too. */
export function stateOwners({ environments, bootstrapState }: StateBackendSettings): readonly string[] {
  return bootstrapState === "backend" ? ["bootstrap", ...environments] : environments;
}
