// How an import id is made of what a synthesized stack says of a resource: a table of templates for each provider, with
// the ids that the provider's documentation gives in the section "Import" of each type.

/**
 * A template: `{name}` stands for an argument of the resource, or for a fact of the backend's account such as
 * `{account}`; `{path:/}` for an argument that is `/` where it is left out; `{condition.title}` for one within a block.
 */
export type ImportTemplate = string;

/** An id that only the cloud knows, and by what it is found there. */
export interface LookedUpId {
  /** The type of the resource that names the one to import. */
  readonly by: string;
  /** The argument of it that refers to the one to import. */
  readonly reference: string;
  /** The data source that finds it, with this argument of the naming resource. */
  readonly data: string;
  readonly argument: string;
  /** What of the data source is the id. */
  readonly attribute: string;
}

/** The rules of one provider, by type. A type without a rule is created anew if it has to be. */
export type ImportRules = Readonly<Record<string, ImportTemplate | LookedUpId>>;
