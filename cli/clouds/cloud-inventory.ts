// What `hera state orphans` asks of a cloud. A further cloud is a file beside aws.ts, and an entry in inventories.ts.

/** Something that exists on a cloud. */
export interface CloudResource {
  /** The cloud's own name of it, such as an ARN. */
  readonly name: string;
  /** The types of Terraform that it may be of; nothing where it is of no kind that Hera makes. */
  readonly types: readonly string[];
  /** What an import block takes as `id`. */
  readonly importId: string;
  /** What the stack calls it where its own name says it otherwise, such as the value of its tag `Name`. */
  readonly nameTag: string | undefined;
  /** The command that deletes it; undefined where it can't be deleted by itself. */
  readonly deletion: string | undefined;
}

/** Whether the stack gives a name to a resource of a type. */
export type IsNamed = (type: string, name: string) => boolean;

/** What exists on a cloud. */
export interface CloudInventory {
  /**
   * Everything that carries all of these tags.
   *
   * @param isNamed finds what can't carry tags, on a cloud where that is the rule.
   */
  tagged(tags: Readonly<Record<string, string>>, isNamed: IsNamed): Promise<readonly CloudResource[]>;
  /** Types that Hera makes and that this search can't find, each with the reason. */
  readonly unseen: Readonly<Record<string, string>>;
}
