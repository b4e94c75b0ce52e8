// What the `hera` command asks of a store, for one state. Each implementation speaks the protocol of Terraform's own
// backend: the same objects, the same conditions, the same text in the lock, so that both respect each other.

/** What Terraform writes into a lock: https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statemgr/locker.go */
export interface LockInfo {
  /** What `terraform force-unlock` takes. */
  readonly ID: string;
  /** `OperationTypeApply`, or what `hera` does. */
  readonly Operation: string;
  readonly Info: string;
  /** `user@host`. */
  readonly Who: string;
  /** Of the program that holds it. */
  readonly Version: string;
  /** When it was taken, RFC 3339. */
  readonly Created: string;
  readonly Path: string;
}

/** A version of a state that a store keeps. */
export interface StateVersion {
  /** By the store's own name of it. */
  readonly id: string;
  readonly modified: Date;
  /** In bytes. */
  readonly size: number;
  readonly isCurrent: boolean;
}

/** A lock of ours. */
export interface HeldLock {
  readonly info: LockInfo;
  /** Frees it; nothing happens when somebody has freed it already. */
  release(): Promise<void>;
}

/** One state in one store. */
export interface StateClient {
  /** Where it is, for people: `s3://bucket/dev/dev.tfstate`. */
  readonly place: string;
  /** The state's bytes; undefined where there is none. */
  read(): Promise<Buffer | undefined>;
  /**
   * Every version, the newest first.
   * @throws NoHistoryError where the store keeps none.
   */
  versions(): Promise<readonly StateVersion[]>;
  /** The bytes of one version. */
  readVersion(id: string): Promise<Buffer>;
  /** Who holds the lock; undefined where nobody does. */
  holder(): Promise<LockInfo | undefined>;
  /** @throws LockHeldError where somebody holds it. */
  lock(info: LockInfo): Promise<HeldLock>;
  /**
   * Frees somebody else's lock, if it is still the one that was looked at.
   * @throws LockHeldError where another one has taken its place.
   */
  breakLock(info: LockInfo): Promise<void>;
  /** Replaces the state, under a lock of ours. */
  write(content: Buffer, lock: HeldLock): Promise<void>;
  /**
   * Keeps a copy in the folder `backups/` of a store that keeps no versions by itself, and says where; undefined where
   * it does. The copies are then what `versions` lists.
   */
  keepCopy?(name: string, content: Buffer): Promise<string | undefined>;
  /** What a probe tries: the store's conditional write, on an object beside the states. */
  readonly conditionalWrites: ConditionalWrites;
}

/** The one operation on which every lock rests. */
export interface ConditionalWrites {
  /** Creates an object; false where it exists already. */
  create(name: string, content: string): Promise<boolean>;
  /** Removes it; nothing happens where it isn't there. */
  remove(name: string): Promise<void>;
}

/** Somebody else holds the lock. */
export class LockHeldError extends Error {
  constructor(
    place: string,
    readonly holder: LockInfo | undefined,
  ) {
    super(
      `${place} is locked${holder === undefined ? "" : ` by ${holder.Who} since ${holder.Created} (${holder.Operation}, id ${holder.ID})`}`,
    );
    this.name = "LockHeldError";
  }
}

/** The store keeps no earlier versions. */
export class NoHistoryError extends Error {
  constructor(place: string, why: string) {
    super(`${place} has no history: ${why}`);
    this.name = "NoHistoryError";
  }
}
