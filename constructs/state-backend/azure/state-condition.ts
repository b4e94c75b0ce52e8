/** What an assignment of a role is limited to. */
export interface StatePlace {
  readonly container: string;
  /** What the names of the blobs begin with; undefined for the whole container. */
  readonly folder: string | undefined;
}

const container = "Microsoft.Storage/storageAccounts/blobServices/containers";
const blob = `${container}/blobs`;

/** Of the language that the condition is written in. */
export const conditionVersion = "2.0";

/**
 * The condition under which a role on blobs is granted. A list is judged by the prefix that it asks for, everything else
 * by the blob's name.
 * https://learn.microsoft.com/azure/storage/blobs/storage-auth-abac-examples
 */
export function stateCondition({ container: name, folder }: StatePlace): string {
  const inContainer = `@Resource[${container}:name] StringEquals '${name}'`;
  const within = (attribute: string) =>
    folder === undefined ? inContainer : `${inContainer} AND ${attribute} StringStartsWith '${folder}'`;
  const isList = `ActionMatches{'${blob}/read'} AND SubOperationMatches{'Blob.List'}`;
  const isRead = `ActionMatches{'${blob}/read'} AND NOT SubOperationMatches{'Blob.List'}`;
  const isWrite = `ActionMatches{'${blob}/write'}`;
  return [
    `((!(${isRead}) AND !(${isWrite})) OR (${within(`@Resource[${blob}:path]`)}))`,
    `((!(${isList})) OR (${within(`@Request[${blob}:prefix]`)}))`,
  ].join(" AND ");
}
