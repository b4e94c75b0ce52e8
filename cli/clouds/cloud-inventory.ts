// What `hera state orphans` asks of a cloud. A further cloud is a file beside aws.ts, and an entry in inventories.ts.

/** Something that exists on a cloud. */
export interface CloudResource {
  /** The cloud's own name of it, such as an ARN. */
  readonly name: string;
  /** The types of Terraform that it may be of; nothing where it is of no kind that Hera makes. */
  readonly types: readonly string[];
  /** What an import block takes as `id`. */
  readonly importId: string;
  /** The value of its tag `Name`, where it has no name of its own. */
  readonly nameTag: string | undefined;
  /** The command that deletes it; undefined where it can't be deleted by itself. */
  readonly deletion: string | undefined;
}

/** What exists on a cloud. */
export interface CloudInventory {
  /** Everything that carries all of these tags. */
  tagged(tags: Readonly<Record<string, string>>): Promise<readonly CloudResource[]>;
  /** Types that Hera makes and that a search by tags can't find, each with the reason. */
  readonly unseen: Readonly<Record<string, string>>;
}
